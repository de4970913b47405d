// Command usererrorhelper has middleware that leaves the decision to helpers which return a user and an error.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/gorilla/mux"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type user struct {
	ID    int64
	Admin bool
}

type userKey struct{}

var errNoToken = errors.New("no token")

type server struct{ db *sql.DB }

func bearer(r *http.Request) (string, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || token == "" {
		return "", errNoToken
	}
	return token, nil
}

func (s *server) find(ctx context.Context, token string) (*user, error) {
	u := new(user)
	err := s.db.QueryRowContext(ctx, `SELECT id, admin FROM users WHERE token = $1`, token).Scan(&u.ID, &u.Admin)
	if err != nil {
		return nil, fmt.Errorf("find user: %w", err)
	}
	return u, nil
}

// caller goes through two helpers; each may fail.
func (s *server) caller(r *http.Request) (*user, error) {
	token, err := bearer(r)
	if err != nil {
		return nil, err
	}
	return s.find(r.Context(), token)
}

func (s *server) byError(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := s.caller(r)
		if err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, u)))
	})
}

func (s *server) byNil(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u, _ := s.caller(r); u == nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) admins(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch u, err := s.caller(r); {
		case err != nil:
			http.Error(w, "unauthorized", http.StatusUnauthorized)
		case !u.Admin:
			http.Error(w, "forbidden", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// onlyBroken refuses broken tokens and forgets those who send none.
func (s *server) onlyBroken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := s.caller(r)
		if err != nil && !errors.Is(err, errNoToken) {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, u)))
	})
}

// drops has the error and does nothing about it.
func (s *server) drops(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := s.caller(r)
		if err != nil {
			log.Printf("caller: %v", err)
			u = &user{}
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, u)))
	})
}

func (s *server) meters(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM meters`).Scan(&n); err != nil {
		http.Error(w, "cannot count", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	h := http.HandlerFunc(s.meters)
	r := mux.NewRouter()
	r.Handle("/a", s.byError(h)).Methods("GET")    // ok: the error is the refusal
	r.Handle("/b", s.byNil(h)).Methods("GET")      // ok: no user, no answer
	r.Handle("/c", s.admins(h)).Methods("GET")     // ok: refuses strangers and users
	r.Handle("/d", s.onlyBroken(h)).Methods("GET") // want routeauth "GET /d"
	r.Handle("/e", s.drops(h)).Methods("GET")      // want routeauth "GET /e"
	log.Fatal(http.ListenAndServe(":8080", r))
}
