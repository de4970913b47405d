// Package auth knows who calls.
package auth

import (
	"context"
	"database/sql"
	"net/http"
)

type key struct{}

// Users looks for sessions.
type Users struct{ db *sql.DB }

func New(db *sql.DB) *Users { return &Users{db} }

// Require lets only callers with a session through.
func (u *Users) Require(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id int64
		err := u.db.QueryRow("SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&id)
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), key{}, id)))
	})
}

// Caller returns who calls.
func Caller(ctx context.Context) int64 { return ctx.Value(key{}).(int64) }
