// Command alternatives has conditions with alternatives: the caller is part of all of them, or of some.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

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

func (s *server) either(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT text FROM plans WHERE id = $1 OR user_id = $2", r.PathValue("id"), user(r))) // want ownercheck "GET /either/{id}"
}

func (s *server) inGroup(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT text FROM plans WHERE NOT draft = true AND (user_id = $2 OR id = $1)", r.PathValue("id"), user(r))) // want ownercheck "GET /group/{id}"
}

func (s *server) both(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT text FROM plans WHERE id = $1 AND (user_id = $2 OR reader_id = $2)", r.PathValue("id"), user(r))) // ok: the caller is one of two
}

func (s *server) names(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT text FROM plans WHERE (id = $1 OR slug = $1) AND (user_id = $2 OR reader_id = $2)", r.PathValue("id"), user(r))) // ok: two names, two persons
}

func (s *server) pairs(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT text FROM plans WHERE id = $1 AND user_id = $2 OR id = $1 AND reader_id = $2", r.PathValue("id"), user(r))) // ok: each alternative names the caller
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /either/{id}", s.either)
	mux.HandleFunc("GET /group/{id}", s.inGroup)
	mux.HandleFunc("GET /both/{id}", s.both)
	mux.HandleFunc("GET /names/{id}", s.names)
	mux.HandleFunc("GET /pairs/{id}", s.pairs)
	log.Fatal(http.ListenAndServe(":8080", s.auth(mux)))
}
