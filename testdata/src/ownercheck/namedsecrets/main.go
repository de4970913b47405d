// Command namedsecrets tells what names a secret from the secret itself: anyone may guess the number of a token.
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

func part(r *http.Request, name string) string { return r.PathValue(name) }

func (s *server) run(w http.ResponseWriter, statement string, args ...any) {
	if _, err := s.db.Exec(statement, args...); err != nil {
		http.Error(w, "not done", http.StatusInternalServerError)
	}
}

func (s *server) revoke(w http.ResponseWriter, r *http.Request) {
	s.run(w, "DELETE FROM api_tokens WHERE id = $1", part(r, "tokenId")) // want ownercheck "DELETE /tokens/{tokenId}: api token is deleted"
}

func (s *server) revokeOwn(w http.ResponseWriter, r *http.Request) {
	s.run(w, "DELETE FROM api_tokens WHERE id = $1 AND user_id = $2", part(r, "tokenId"), user(r)) // ok: the caller's
}

// forget takes the token itself, which nobody else has.
func (s *server) forget(w http.ResponseWriter, r *http.Request) {
	s.run(w, "DELETE FROM api_tokens WHERE token = $1", part(r, "token")) // ok: whoever knows it may
}

func (s *server) end(w http.ResponseWriter, r *http.Request) {
	s.run(w, "DELETE FROM sessions WHERE id = $1", part(r, "session_id")) // want ownercheck "DELETE /sessions/{session_id}: session is deleted"
}

// join finds a club by its invitation, which somebody must have sent.
func (s *server) join(w http.ResponseWriter, r *http.Request) {
	var id int64
	err := s.db.QueryRow("SELECT id FROM clubs WHERE invite_code = $1", r.PathValue("code")).Scan(&id) // ok: invited
	if err != nil {
		http.Error(w, "no such invitation", http.StatusNotFound)
		return
	}
	s.run(w, "UPDATE clubs SET members = members + 1 WHERE id = $1", id)
}

func (s *server) rename(w http.ResponseWriter, r *http.Request) {
	s.run(w, "UPDATE clubs SET name = $1 WHERE id = $2", r.FormValue("name"), r.PathValue("id")) // want ownercheck "PUT /clubs/{id}: club is changed"
}

func (s *server) found(w http.ResponseWriter, r *http.Request) {
	s.run(w, "INSERT INTO clubs (user_id, name) VALUES ($1, $2)", user(r), r.FormValue("name"))
}

// login reads the device that a client says it is, and shows nothing of it.
func (s *server) login(w http.ResponseWriter, r *http.Request) {
	var owner int64
	err := s.db.QueryRow("SELECT user_id FROM devices WHERE handle = $1", r.FormValue("handle")).Scan(&owner) // ok: a log-in
	if err != nil || r.FormValue("password") == "" {
		http.Error(w, "wrong", http.StatusUnauthorized)
		return
	}
	var hash string
	if err := s.db.QueryRow("SELECT password FROM users WHERE id = $1", owner).Scan(&hash); err != nil || hash != r.FormValue("password") {
		http.Error(w, "wrong", http.StatusUnauthorized)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "session", Value: hash, HttpOnly: true, Secure: true})
}

func (s *server) device(w http.ResponseWriter, r *http.Request) {
	var name string
	err := s.db.QueryRow("SELECT name FROM devices WHERE handle = $1", r.PathValue("handle")).Scan(&name) // want ownercheck "GET /devices/{handle}: device is loaded"
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(name)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.Handle("DELETE /tokens/{tokenId}", s.auth(http.HandlerFunc(s.revoke)))
	mux.Handle("DELETE /own/tokens/{tokenId}", s.auth(http.HandlerFunc(s.revokeOwn)))
	mux.Handle("DELETE /forget/{token}", s.auth(http.HandlerFunc(s.forget)))
	mux.Handle("DELETE /sessions/{session_id}", s.auth(http.HandlerFunc(s.end)))
	mux.Handle("POST /join/{code}", s.auth(http.HandlerFunc(s.join)))
	mux.Handle("PUT /clubs/{id}", s.auth(http.HandlerFunc(s.rename)))
	mux.Handle("POST /clubs", s.auth(http.HandlerFunc(s.found)))
	mux.Handle("GET /devices/{handle}", s.auth(http.HandlerFunc(s.device)))
	mux.HandleFunc("POST /login", s.login)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
