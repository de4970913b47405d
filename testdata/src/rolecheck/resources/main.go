// Routes for administrators with a resource each, beside those of customers.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
)

var db *sql.DB

func main() {
	r := chi.NewRouter()
	r.Use(requireUser)
	r.Route("/staff", func(r chi.Router) {
		r.With(adminsOnly).Put("/prices/{id}", change)
		r.With(adminsOnly).Delete("/coupons/{id}", change)
		r.With(adminsOnly).Post("/banners", change)
		r.Put("/members/{id}", change) // want rolecheck "PUT /staff/members/{id}: every known caller gets to change, and no role is demanded; 3 of 3 comparable routes below /staff demand one: admin"
	})
	r.Route("/shop", func(r chi.Router) {
		r.With(adminsOnly).Put("/items/{id}", change)
		r.With(adminsOnly).Delete("/pictures/{id}", change)
		r.With(adminsOnly).Put("/texts/{id}", change)
		r.Post("/orders", change)           // ok: customers order, though most changes below /shop are for administrators
		r.Put("/reviews/{id}", change)      // ok: and they review
		r.Get("/items", orders)             // ok: reading is no change
		r.Get("/orders/{id}/state", orders) // ok: nor is this
	})
	log.Fatal(http.ListenAndServe(":8080", r))
}

func roleOf(r *http.Request) (string, bool) {
	var role string
	err := db.QueryRow("SELECT role FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&role)
	return role, err == nil
}

func requireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := roleOf(r); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func adminsOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if role, _ := roleOf(r); role != "admin" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func orders(w http.ResponseWriter, r *http.Request) { db.Query("SELECT item FROM orders") }

func change(w http.ResponseWriter, r *http.Request) { db.Exec("UPDATE things SET seen = true") }
