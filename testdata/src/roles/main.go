// Command roles demands roles and permissions in the ways that services do.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type user struct {
	ID    int64
	Role  string
	Admin bool
}

type callerKey struct{}

type server struct{ db *sql.DB }

func (s *server) authenticate(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var u user
		err := s.db.QueryRowContext(r.Context(), `SELECT id, role, admin FROM users WHERE token = $1`, r.Header.Get("X-Token")).
			Scan(&u.ID, &u.Role, &u.Admin)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, &u)))
	}
}

func caller(r *http.Request) *user {
	u, _ := r.Context().Value(callerKey{}).(*user)
	return u
}

// may reports whether a user has a permission, which the database knows.
func (s *server) may(ctx context.Context, u *user, permission string) (bool, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT 1 FROM grants WHERE user_id = $1 AND name = $2`, u.ID, permission)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, nil
	}
	return true, nil
}

func (s *server) permitted(permission string, next http.HandlerFunc) http.HandlerFunc {
	return s.authenticate(func(w http.ResponseWriter, r *http.Request) {
		ok, err := s.may(r.Context(), caller(r), permission)
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		if !ok {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next(w, r)
	})
}

func (s *server) admins(next http.HandlerFunc) http.HandlerFunc {
	return s.authenticate(func(w http.ResponseWriter, r *http.Request) {
		if !caller(r).Admin {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next(w, r)
	})
}

func (s *server) count(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM lamps`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

// forEditors asks for the role itself.
func (s *server) forEditors(w http.ResponseWriter, r *http.Request) {
	if caller(r).Role != "editor" {
		http.Error(w, "editors only", http.StatusForbidden)
		return
	}
	s.count(w, r)
}

// toDrafts demands a permission of those only who ask for drafts.
func (s *server) toDrafts(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("drafts") {
			if ok, err := s.may(r.Context(), caller(r), "lamps:drafts"); err != nil || !ok {
				w.WriteHeader(http.StatusForbidden)
				return
			}
		}
		next(w, r)
	}
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /anyone", s.authenticate(s.count))
	mux.HandleFunc("GET /permitted", s.permitted("lamps:read", s.count))
	mux.HandleFunc("GET /drafts", s.authenticate(s.toDrafts(s.count)))
	mux.HandleFunc("GET /both", s.authenticate(s.toDrafts(s.permitted("lamps:read", s.count))))
	mux.HandleFunc("GET /admins", s.admins(s.count))
	mux.HandleFunc("GET /editors", s.authenticate(s.forEditors))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
