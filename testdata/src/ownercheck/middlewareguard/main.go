// Command middlewareguard relates caller and object in a middleware of the route.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type vault struct {
	ID     string `json:"id"`
	UserID string `json:"-"`
	Name   string `json:"name"`
}

type server struct{ pool *pgxpool.Pool }

type (
	userKey  struct{}
	vaultKey struct{}
)

func user(r *http.Request) string { return r.Context().Value(userKey{}).(string) }

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id string
		err := s.pool.QueryRow(r.Context(), `SELECT user_id FROM tokens WHERE token = $1`, r.Header.Get("X-Token")).Scan(&id)
		if err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, id)))
	})
}

func (s *server) find(ctx context.Context, id string) (*vault, error) {
	var v vault
	err := s.pool.QueryRow(ctx, `SELECT id, user_id, name FROM vaults WHERE id = $1`, id).Scan(&v.ID, &v.UserID, &v.Name)
	return &v, err
}

// load puts the vault of the path into the context.
func (s *server) load(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.find(r.Context(), chi.URLParam(r, "vault")) // want ownercheck "/a/{vault}"
		if err != nil {
			http.Error(w, "not found", http.StatusNotFound)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), vaultKey{}, v)))
	})
}

// loadOwn does the same for the owner only.
func (s *server) loadOwn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.find(r.Context(), chi.URLParam(r, "vault")) // ok: the owner is compared below
		if err != nil || v.UserID != user(r) {
			http.Error(w, "not found", http.StatusNotFound)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), vaultKey{}, v)))
	})
}

// mayOpen asks whether the vault of the path is one of the caller's, and loads nothing.
func (s *server) mayOpen(param string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var open bool
			err := s.pool.QueryRow(r.Context(), `SELECT EXISTS (SELECT 1 FROM vaults WHERE id = $1 AND user_id = $2)`,
				chi.URLParam(r, param), user(r)).Scan(&open) // ok: the owner is part of the predicate
			if err != nil || !open {
				http.Error(w, "forbidden", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func (s *server) show(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(r.Context().Value(vaultKey{}))
}

// remove is guarded by the route's middleware in one place, and not in another.
func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	s.drop(w, r, chi.URLParam(r, "vault")) // ok: the route's middleware has asked for the same parameter
}

func (s *server) removeUnguarded(w http.ResponseWriter, r *http.Request) {
	s.drop(w, r, chi.URLParam(r, "vault")) // want ownercheck "DELETE /d/{vault}"
}

// removeOther takes another parameter than the one that the middleware has asked for.
func (s *server) removeOther(w http.ResponseWriter, r *http.Request) {
	s.drop(w, r, chi.URLParam(r, "other")) // want ownercheck "DELETE /e/{vault}/{other}"
}

func (s *server) drop(w http.ResponseWriter, r *http.Request, id string) {
	if _, err := s.pool.Exec(r.Context(), `DELETE FROM vaults WHERE id = $1`, id); err != nil {
		http.Error(w, "cannot delete", http.StatusInternalServerError)
	}
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{pool}
	r := chi.NewRouter()
	r.Use(s.auth)
	r.With(s.load).Get("/a/{vault}", s.show)
	r.With(s.loadOwn).Get("/b/{vault}", s.show) // ok: the middleware has compared the owner
	r.With(s.mayOpen("vault")).Delete("/c/{vault}", s.remove)
	r.Delete("/d/{vault}", s.removeUnguarded)
	r.With(s.mayOpen("vault")).Delete("/e/{vault}/{other}", s.removeOther)
	log.Fatal(http.ListenAndServe(":8080", r))
}
