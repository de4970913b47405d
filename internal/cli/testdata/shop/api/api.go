// Package api answers requests.
package api

import (
	"database/sql"
	"encoding/json"
	"net/http"

	"example.com/shop/auth"
)

type Order struct {
	ID, OwnerID int64
	Item        string
}

type Orders struct{ DB *sql.DB }

func (o *Orders) Show(w http.ResponseWriter, r *http.Request) {
	var found Order
	row := o.DB.QueryRow("SELECT id, owner_id, item FROM orders WHERE id = $1", r.PathValue("id"))
	if err := row.Scan(&found.ID, &found.OwnerID, &found.Item); err != nil {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(found)
}

func (o *Orders) List(w http.ResponseWriter, r *http.Request) {
	rows, err := o.DB.Query("SELECT id, owner_id, item FROM orders WHERE owner_id = $1", auth.Caller(r.Context()))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer rows.Close()
	var all []Order
	for rows.Next() {
		var one Order
		if err := rows.Scan(&one.ID, &one.OwnerID, &one.Item); err != nil {
			return
		}
		all = append(all, one)
	}
	json.NewEncoder(w).Encode(all)
}

func (o *Orders) Create(w http.ResponseWriter, r *http.Request) {
	if _, err := o.DB.Exec("INSERT INTO orders (owner_id, item) VALUES ($1, $2)", auth.Caller(r.Context()), r.FormValue("item")); err != nil {
		http.Error(w, "no", http.StatusInternalServerError)
	}
}

func (o *Orders) Prices(w http.ResponseWriter, r *http.Request) {
	rows, err := o.DB.Query("SELECT item, price FROM prices")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer rows.Close()
}

func (o *Orders) Delete(w http.ResponseWriter, r *http.Request) {
	if _, err := o.DB.Exec("DELETE FROM orders WHERE id = $1", r.PathValue("id")); err != nil {
		http.NotFound(w, r)
	}
}
