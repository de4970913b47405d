// Command filledlater keeps who calls in a container that an outer middleware puts into the context and an inner one fills.
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

type user struct {
	ID    int64
	Admin bool
}

// holder is filled when the caller is known; hint is what the client says of itself.
type holder struct {
	who  *user
	hint *user
}

func (h *holder) set(a *user)   { h.who = a }
func (h *holder) guess(a *user) { h.hint = a }

type holderKey struct{}

func hold(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), holderKey{}, &holder{})))
	})
}

func held(r *http.Request) *holder {
	h, _ := r.Context().Value(holderKey{}).(*holder)
	return h
}

func caller(r *http.Request) *user {
	if h := held(r); h != nil {
		return h.who
	}
	return nil
}

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var a user
		row := s.db.QueryRow("SELECT id, admin FROM users WHERE token = $1", r.Header.Get("Authorization"))
		if err := row.Scan(&a.ID, &a.Admin); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		held(r).set(&a)
		var guessed user
		_ = json.NewDecoder(r.Body).Decode(&guessed)
		held(r).guess(&guessed)
		next.ServeHTTP(w, r)
	})
}

func (s *server) owner(id string) (owner int64, err error) {
	err = s.db.QueryRow("SELECT user_id FROM rules WHERE id = $1", id).Scan(&owner)
	return owner, err
}

// remove compares the owner with who calls.
func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	owner, err := s.owner(r.PathValue("id")) // ok: compared
	if err != nil || owner != caller(r).ID {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	if _, err := s.db.Exec("DELETE FROM rules WHERE id = $1", r.PathValue("id")); err != nil {
		http.Error(w, "not deleted", http.StatusInternalServerError)
	}
}

// rename compares the owner with whom the client says it is.
func (s *server) rename(w http.ResponseWriter, r *http.Request) {
	owner, err := s.owner(r.PathValue("id")) // want ownercheck "PUT /rules/{id}: rule is changed"
	if err != nil || owner != held(r).hint.ID {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	if _, err := s.db.Exec("UPDATE rules SET name = $1 WHERE id = $2", r.FormValue("name"), r.PathValue("id")); err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
	}
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("DELETE /rules/{id}", s.remove)
	mux.HandleFunc("PUT /rules/{id}", s.rename)
	log.Fatal(http.ListenAndServe(":8080", hold(s.auth(mux))))
}
