// Routes of administrators in net/http, of which one demands no role.
package main

import (
	"database/sql"
	"log"
	"net/http"
)

var db *sql.DB

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /manage/users", require("admin", list))
	mux.HandleFunc("PUT /manage/users/{id}", require("admin", change))
	mux.HandleFunc("POST /manage/users/{id}/block", require("admin", block))
	mux.HandleFunc("DELETE /manage/users/{id}", require("", remove)) // want rolecheck "DELETE /manage/users/{id}: every known caller gets to remove, and no role is demanded; 1 of 1 comparable routes below /manage/users/{id} demand one: admin|comparable routes below /manage/users"
	mux.HandleFunc("GET /notes", require("", notes))                 // ok: nothing comparable demands a role
	mux.HandleFunc("DELETE /notes/{id}", require("", removeNote))    // ok: nothing comparable demands a role
	mux.HandleFunc("GET /prices", require("", prices))               // ok: only changes demand a role
	mux.HandleFunc("PUT /prices", require("clerk", setPrices))
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func require(role string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var has string
		if err := db.QueryRow("SELECT role FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&has); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		if role != "" && has != role {
			http.Error(w, "not for you", http.StatusForbidden)
			return
		}
		next(w, r)
	}
}

func list(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT name FROM users")
	w.WriteHeader(http.StatusNoContent)
}

func change(w http.ResponseWriter, r *http.Request) {
	db.Exec("UPDATE users SET role = $2 WHERE id = $1", r.PathValue("id"), r.FormValue("role"))
	w.WriteHeader(http.StatusNoContent)
}

func block(w http.ResponseWriter, r *http.Request) {
	db.Exec("UPDATE users SET blocked = true WHERE id = $1", r.PathValue("id"))
	w.WriteHeader(http.StatusNoContent)
}

func remove(w http.ResponseWriter, r *http.Request) {
	db.Exec("DELETE FROM users WHERE id = $1", r.PathValue("id"))
	w.WriteHeader(http.StatusNoContent)
}

func notes(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT text FROM notes")
	w.WriteHeader(http.StatusNoContent)
}

func removeNote(w http.ResponseWriter, r *http.Request) {
	db.Exec("DELETE FROM notes WHERE id = $1", r.PathValue("id"))
	w.WriteHeader(http.StatusNoContent)
}

func prices(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT item, price FROM prices")
	w.WriteHeader(http.StatusNoContent)
}

func setPrices(w http.ResponseWriter, r *http.Request) {
	db.Exec("UPDATE prices SET price = $2 WHERE item = $1", r.FormValue("item"), r.FormValue("price"))
	w.WriteHeader(http.StatusNoContent)
}
