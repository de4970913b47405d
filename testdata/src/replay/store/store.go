// Package store keeps what the services beside it answer with, and who may call them.
package store

import (
	"context"
	"database/sql"
	"net/http"
	"os"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// Store reads a database.
type Store struct{ db *sql.DB }

// New returns the store in db.
func New(db *sql.DB) *Store { return &Store{db} }

// Open returns the store that the environment names.
func Open() (*Store, error) {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	return New(db), err
}

// Orders returns what handlers answer with.
func (s *Store) Orders(ctx context.Context) (text string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT string_agg(text, ', ') FROM orders`).Scan(&text)
	return text, err
}

// Caller returns the name of who holds a token.
func (s *Store) Caller(ctx context.Context, token string) (name string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT name FROM callers WHERE token = $1`, token).Scan(&name)
	return name, err
}

// Sender returns the name of who sent a request.
func (s *Store) Sender(r *http.Request) (string, error) {
	return s.Caller(r.Context(), strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
}
