// Command rowsecurity leaves it to policies of the database whose rows are seen, and tells it who calls. On one side of the
// program it believes a header.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type letter struct {
	ID     int64  `json:"id"`
	UserID string `json:"user_id"`
	Text   string `json:"text"`
}

type server struct{ db *sql.DB }

type txKey struct{}

// asCaller opens a transaction in which the database knows the subject of the token.
func (s *server) asCaller(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var claims jwt.RegisteredClaims
		_, err := jwt.ParseWithClaims(r.Header.Get("Authorization"), &claims, func(*jwt.Token) (any, error) {
			return []byte(os.Getenv("SIGNING_KEY")), nil
		}, jwt.WithValidMethods([]string{"HS256"}))
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		s.within(w, r, claims.Subject, next)
	}
}

// asClaimed asks for a token too, but takes the user from a header.
func (s *server) asClaimed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, err := jwt.Parse(r.Header.Get("Authorization"), func(*jwt.Token) (any, error) {
			return []byte(os.Getenv("SIGNING_KEY")), nil
		}, jwt.WithValidMethods([]string{"HS256"}))
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		s.within(w, r, r.Header.Get("X-User"), next)
	}
}

func (s *server) within(w http.ResponseWriter, r *http.Request, user string, next http.HandlerFunc) {
	tx, err := s.db.BeginTx(r.Context(), nil)
	if err != nil {
		http.Error(w, "try later", http.StatusServiceUnavailable)
		return
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(r.Context(), `SELECT set_config('app.user_id', $1, true)`, user); err != nil {
		http.Error(w, "try later", http.StatusServiceUnavailable)
		return
	}
	next(w, r.WithContext(context.WithValue(r.Context(), txKey{}, tx)))
}

func show(w http.ResponseWriter, r *http.Request) {
	tx, _ := r.Context().Value(txKey{}).(*sql.Tx)
	var l letter
	row := tx.QueryRowContext(r.Context(), `SELECT id, user_id, text FROM letters WHERE id = $1`, r.PathValue("id")) // ok: the policy compares
	if err := row.Scan(&l.ID, &l.UserID, &l.Text); err != nil {
		http.Error(w, "no such letter", http.StatusNotFound)
		return
	}
	if err := json.NewEncoder(w).Encode(l); err != nil {
		log.Print("writing an answer failed")
	}
}

func showClaimed(w http.ResponseWriter, r *http.Request) {
	tx, _ := r.Context().Value(txKey{}).(*sql.Tx)
	var l letter
	row := tx.QueryRowContext(r.Context(), `SELECT id, user_id, text FROM letters WHERE id = $1`, r.PathValue("id")) // want ownercheck "GET /claimed/{id}"
	if err := row.Scan(&l.ID, &l.UserID, &l.Text); err != nil {
		http.Error(w, "no such letter", http.StatusNotFound)
		return
	}
	if err := json.NewEncoder(w).Encode(l); err != nil {
		log.Print("writing an answer failed")
	}
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /letters/{id}", s.asCaller(show))
	mux.HandleFunc("GET /claimed/{id}", s.asClaimed(showClaimed))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
