// Command forgottenguard has one route outside of the group that everything else is in: what it shows is not public for that.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	_ "github.com/lib/pq"
)

type server struct{ db *sql.DB }

type userKey struct{}

func user(r *http.Request) int64 {
	id, _ := r.Context().Value(userKey{}).(int64)
	return id
}

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id int64
		row := s.db.QueryRow("SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization"))
		if err := row.Scan(&id); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, id)))
	})
}

func answer(w http.ResponseWriter, row *sql.Row) {
	var text string
	if err := row.Scan(&text); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(text)
}

// export was registered outside of the group.
func (s *server) export(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT body FROM reports WHERE id = $1", chi.URLParam(r, "id"))) // ok: it has no caller at all; routeauth tells
}

func (s *server) raw(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT body FROM reports WHERE id = $1", chi.URLParam(r, "id"))) // want ownercheck "GET /reports/{id}/raw"
}

func (s *server) own(w http.ResponseWriter, r *http.Request) {
	row := s.db.QueryRow("SELECT title FROM reports WHERE id = $1 AND user_id = $2", chi.URLParam(r, "id"), user(r)) // ok: the query names the user
	answer(w, row)
}

func (s *server) latest(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT title FROM reports WHERE user_id = $1 ORDER BY id DESC LIMIT 1", user(r))) // ok: those of the user
}

func (s *server) self(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT name FROM users WHERE id = $1", user(r))) // ok: the user
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(s.auth)
		r.Get("/user", s.self)
		r.Get("/reports", s.latest)
		r.Get("/reports/{id}", s.own)
		r.Get("/reports/{id}/raw", s.raw)
	})
	r.Get("/export/{id}", s.export)
	log.Fatal(http.ListenAndServe(":8080", r))
}
