// A group of chi for administrators, and a route of theirs that was registered outside of it.
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
	r.Get("/orders", orders) // ok: for every caller
	r.Group(func(r chi.Router) {
		r.Use(adminsOnly)
		r.Get("/reports/sales", report)
		r.Get("/reports/users", report)
		r.Get("/reports/errors", report)
	})
	r.Get("/reports/salaries", report) // want rolecheck "GET /reports/salaries: every known caller gets to report, and no role is demanded; 3 of 3 comparable routes below /reports demand one: admin"
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

func report(w http.ResponseWriter, r *http.Request) { db.Query("SELECT line FROM reports") }
