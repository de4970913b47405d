// Command manyactions has one route for many actions, among which the client chooses.
package main

import (
	"context"
	"database/sql"
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

type action func(w http.ResponseWriter, r *http.Request)

func (s *server) actionOf(name string) action {
	switch name {
	case "rename":
		return s.rename
	case "recolor":
		return s.recolor
	case "pin":
		return s.pin
	case "unpin":
		return s.unpin
	case "archive":
		return s.archive
	case "restore":
		return s.restore
	case "publish":
		return s.publish
	case "remove":
		return s.remove
	}
	return nil
}

func (s *server) act(w http.ResponseWriter, r *http.Request) {
	do := s.actionOf(r.FormValue("action"))
	if do == nil {
		http.Error(w, "no such action", http.StatusBadRequest)
		return
	}
	do(w, r) // want ownercheck "POST /notes: note is deleted"
}

func (s *server) set(r *http.Request, column string, value any) {
	_, err := s.db.Exec("UPDATE notes SET "+column+" = $1 WHERE id = $2 AND user_id = $3", value, r.FormValue("id"), user(r))
	if err != nil {
		log.Println("setting", column, err)
	}
}

func (s *server) rename(_ http.ResponseWriter, r *http.Request) {
	s.set(r, "name", r.FormValue("name"))
}
func (s *server) recolor(_ http.ResponseWriter, r *http.Request) {
	s.set(r, "color", r.FormValue("color"))
}
func (s *server) pin(_ http.ResponseWriter, r *http.Request)     { s.set(r, "pinned", true) }
func (s *server) unpin(_ http.ResponseWriter, r *http.Request)   { s.set(r, "pinned", false) }
func (s *server) archive(_ http.ResponseWriter, r *http.Request) { s.set(r, "archived", true) }
func (s *server) restore(_ http.ResponseWriter, r *http.Request) { s.set(r, "archived", false) }
func (s *server) publish(_ http.ResponseWriter, r *http.Request) { s.set(r, "public", true) }

// remove is the last of many, and the only one that does not ask whose note it is.
func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("DELETE FROM notes WHERE id = $1", r.FormValue("id")); err != nil {
		http.Error(w, "not removed", http.StatusInternalServerError)
	}
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /notes", s.act)
	log.Fatal(http.ListenAndServe(":8080", s.auth(mux)))
}
