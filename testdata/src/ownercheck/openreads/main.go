// Command openreads shows articles to everybody, so users may read those of others, but not change them.
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

func (s *server) article(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT body FROM articles WHERE id = $1", chi.URLParam(r, "id"))) // ok: everybody may read it
}

func (s *server) newest(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT title FROM articles ORDER BY id DESC LIMIT 1")) // ok: everybody may read it
}

func (s *server) printed(w http.ResponseWriter, r *http.Request) {
	answer(w, s.db.QueryRow("SELECT title || body FROM articles WHERE id = $1", chi.URLParam(r, "id"))) // ok: everybody may read it elsewhere
}

func (s *server) edit(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("UPDATE articles SET body = $1 WHERE id = $2", r.FormValue("body"), chi.URLParam(r, "id")); err != nil { // want ownercheck "PUT /articles/{id}"
		http.Error(w, "not stored", http.StatusInternalServerError)
	}
}

func (s *server) editOwn(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.Exec("UPDATE articles SET body = $1 WHERE id = $2 AND user_id = $3", r.FormValue("body"), chi.URLParam(r, "id"), user(r)) // ok: the statement names the user
	if err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
	}
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
	r.Get("/articles", s.newest)
	r.Get("/articles/{id}", s.article)
	r.Group(func(r chi.Router) {
		r.Use(s.auth)
		r.Get("/user", s.self)
		r.Get("/articles/{id}/print", s.printed)
		r.Put("/articles/{id}", s.edit)
		r.Put("/own/{id}", s.editOwn)
	})
	log.Fatal(http.ListenAndServe(":8080", r))
}
