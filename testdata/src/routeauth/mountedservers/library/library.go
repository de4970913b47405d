// Package library serves books; it is a handler of its own.
package library

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strings"
)

// Server serves books below any prefix.
type Server struct {
	db  *sql.DB
	mux *http.ServeMux
}

// New returns a server.
func New(db *sql.DB) *Server {
	s := &Server{db: db, mux: http.NewServeMux()}
	s.mux.HandleFunc("GET /books", s.books)
	s.mux.HandleFunc("GET /shelves", s.shelves)
	return s
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

func (s *Server) books(w http.ResponseWriter, r *http.Request) {
	s.count(w, r, "SELECT count(*) FROM books")
}
func (s *Server) shelves(w http.ResponseWriter, r *http.Request) {
	s.count(w, r, "SELECT count(*) FROM shelves")
}

func (s *Server) count(w http.ResponseWriter, r *http.Request, query string) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), query).Scan(&n); err != nil {
		http.Error(w, "cannot count", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

// Keeper guards what it embeds.
type Keeper struct {
	http.Handler
	Key string
}

// ServeHTTP implements http.Handler.
func (k Keeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ") != k.Key {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	k.Handler.ServeHTTP(w, r)
}
