// A subrouter of gorilla for staff, and a route of theirs on the router around it.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"slices"

	"github.com/gorilla/mux"
)

var db *sql.DB

type callerKey struct{}

type caller struct {
	id   int64
	role string
}

func main() {
	r := mux.NewRouter()
	r.Use(known)
	r.HandleFunc("/orders", order).Methods("POST")          // ok: nothing comparable demands a role
	r.HandleFunc("/staff/logs", clear).Methods("DELETE")    // want rolecheck "DELETE /staff/logs: every known caller gets to clear, and no role is demanded"
	r.HandleFunc("/staff/help", help).Methods("GET")        // ok: reading it demands nothing of anybody
	r.HandleFunc("/staff/own", inHandler).Methods("DELETE") // ok: the handler demands it
	staff := r.PathPrefix("/staff").Subrouter()
	staff.Use(oneOf("staff", "boss"))
	staff.HandleFunc("/cache", clear).Methods("DELETE") // ok: oneOf
	staff.HandleFunc("/mails", clear).Methods("POST")   // ok: oneOf
	log.Fatal(http.ListenAndServe(":8080", r))
}

func known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var c caller
		row := db.QueryRow("SELECT id, role FROM sessions WHERE token = $1", r.Header.Get("Authorization"))
		if err := row.Scan(&c.id, &c.role); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, c)))
	})
}

func oneOf(roles ...string) mux.MiddlewareFunc {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c, ok := r.Context().Value(callerKey{}).(caller)
			if !ok || !slices.Contains(roles, c.role) {
				http.Error(w, "not for you", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func inHandler(w http.ResponseWriter, r *http.Request) {
	if c, _ := r.Context().Value(callerKey{}).(caller); c.role != "boss" {
		http.Error(w, "not for you", http.StatusForbidden)
		return
	}
	clear(w, r)
}

func order(w http.ResponseWriter, r *http.Request) {
	db.Exec("INSERT INTO orders (item) VALUES ($1)", r.FormValue("item"))
}

func clear(w http.ResponseWriter, r *http.Request) { db.Exec("DELETE FROM logs") }

func help(w http.ResponseWriter, r *http.Request) { db.Query("SELECT text FROM help") }
