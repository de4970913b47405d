// Command comparedcolumn keeps rooms that have a keeper: no name says that it owns them, but handlers compare it with the caller.
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

// rename compares the column of the room with the caller.
func (s *server) rename(w http.ResponseWriter, r *http.Request) {
	var keeper int64
	err := s.db.QueryRow("SELECT keeper_id FROM rooms WHERE id = $1", r.PathValue("id")).Scan(&keeper) // ok: compared below
	if err != nil || keeper != user(r) {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	if _, err := s.db.Exec("UPDATE rooms SET name = $1 WHERE id = $2", r.FormValue("name"), r.PathValue("id")); err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
	}
}

func (s *server) show(w http.ResponseWriter, r *http.Request) {
	var name string
	if err := s.db.QueryRow("SELECT name FROM rooms WHERE id = $1", r.PathValue("id")).Scan(&name); err != nil { // want ownercheck "GET /rooms/{id}: room is loaded"
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(name)
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("DELETE FROM rooms WHERE id = $1", r.PathValue("id")); err != nil { // want ownercheck "DELETE /rooms/{id}: room is deleted"
		http.Error(w, "not deleted", http.StatusInternalServerError)
	}
}

// bell compares a column with a constant and with what the client sends: neither says whose bells are.
func (s *server) bell(w http.ResponseWriter, r *http.Request) {
	var tone string
	var tower int64
	row := s.db.QueryRow("SELECT tone, tower_id FROM bells WHERE id = $1", r.PathValue("id")) // ok: nobody's
	if err := row.Scan(&tone, &tower); err != nil || tower == 0 || r.PathValue("tower") == "" {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(tone)
}

// message is found by its names alone: a recipient is a person.
func (s *server) message(w http.ResponseWriter, r *http.Request) {
	var body string
	if err := s.db.QueryRow("SELECT body FROM messages WHERE id = $1", r.PathValue("id")).Scan(&body); err != nil { // want ownercheck "GET /messages/{id}: message is loaded"
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(body)
}

func (s *server) send(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.Exec("INSERT INTO messages (sender_id, recipient_id, body) VALUES ($1, $2, $3)", user(r), r.FormValue("to"), r.FormValue("body"))
	if err != nil {
		http.Error(w, "not sent", http.StatusInternalServerError)
	}
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /rooms/{id}", s.rename)
	mux.HandleFunc("GET /rooms/{id}", s.show)
	mux.HandleFunc("DELETE /rooms/{id}", s.remove)
	mux.HandleFunc("GET /towers/{tower}/bells/{id}", s.bell)
	mux.HandleFunc("GET /messages/{id}", s.message)
	mux.HandleFunc("POST /messages", s.send)
	log.Fatal(http.ListenAndServe(":8080", s.auth(mux)))
}
