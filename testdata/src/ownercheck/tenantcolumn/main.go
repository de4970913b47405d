// Command tenantcolumn serves organizations, which have a table of their own and no owner.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/lib/pq"
)

type claims struct {
	Org string `json:"org"`
	jwt.RegisteredClaims
}

type orgKey struct{}

func auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &claims{}
		key := func(*jwt.Token) (any, error) { return []byte(os.Getenv("JWT_SECRET")), nil }
		if _, err := jwt.ParseWithClaims(r.Header.Get("Authorization"), c, key); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), orgKey{}, c.Org)))
	})
}

func org(r *http.Request) string {
	id, _ := r.Context().Value(orgKey{}).(string)
	return id
}

type server struct{ db *sql.DB }

func (s *server) answer(w http.ResponseWriter, query string, args ...any) {
	var text string
	if err := s.db.QueryRow(query, args...).Scan(&text); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(text)
}

// self shows the caller's organization, so the program has a table of them.
func (s *server) self(w http.ResponseWriter, r *http.Request) {
	s.answer(w, "SELECT name FROM orgs WHERE id = $1", org(r))
}

func (s *server) document(w http.ResponseWriter, r *http.Request) {
	s.answer(w, "SELECT title FROM docs WHERE id = $1", r.PathValue("id")) // want ownercheck "GET /docs/{id}: doc is loaded"
}

func (s *server) latest(w http.ResponseWriter, r *http.Request) {
	s.answer(w, "SELECT title FROM docs WHERE org_id = $1 ORDER BY id LIMIT 1", org(r)) // ok: those of the caller
}

func (s *server) ownDocument(w http.ResponseWriter, r *http.Request) {
	s.answer(w, "SELECT title FROM docs WHERE id = $1 AND org_id = $2", r.PathValue("id"), org(r)) // ok: the query names the organization
}

// invoice reads a table whose column nobody binds, but it is called like the one above.
func (s *server) invoice(w http.ResponseWriter, r *http.Request) {
	s.answer(w, "SELECT total FROM invoices WHERE id = $1", r.PathValue("id")) // want ownercheck "GET /invoices/{id}: invoice is loaded"
}

func (s *server) bill(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Exec("INSERT INTO invoices (org_id, total) VALUES ($1, $2)", r.FormValue("org"), r.FormValue("total")); err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
	}
}

// player is of a team, which is no team of users: callers have nothing to do with it.
func (s *server) player(w http.ResponseWriter, r *http.Request) {
	s.answer(w, "SELECT name, team_id FROM players WHERE id = $1", r.PathValue("id")) // ok: nobody's
}

func (s *server) team(w http.ResponseWriter, r *http.Request) {
	s.answer(w, "SELECT name FROM teams WHERE id = $1", r.PathValue("id")) // ok: nobody's
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /org", s.self)
	mux.HandleFunc("GET /docs", s.latest)
	mux.HandleFunc("GET /docs/{id}", s.document)
	mux.HandleFunc("GET /own/{id}", s.ownDocument)
	mux.HandleFunc("GET /invoices/{id}", s.invoice)
	mux.HandleFunc("POST /invoices", s.bill)
	mux.HandleFunc("GET /players/{id}", s.player)
	mux.HandleFunc("GET /teams/{id}", s.team)
	log.Fatal(http.ListenAndServe(":8080", auth(mux)))
}
