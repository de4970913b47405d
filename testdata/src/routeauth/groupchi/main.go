// Command groupchi uses chi's groups, inline middleware, sub-routers and mounts.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type api struct{ pool *pgxpool.Pool }

type userKey struct{}

func (a *api) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var user int64
		err := a.pool.QueryRow(r.Context(), `SELECT user_id FROM tokens WHERE token = $1`, r.Header.Get("Authorization")).Scan(&user)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
	})
}

func (a *api) books(w http.ResponseWriter, r *http.Request) {
	rows, err := a.pool.Query(r.Context(), `SELECT title FROM books`)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	titles, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(titles)
}

func (a *api) purge(w http.ResponseWriter, r *http.Request) {
	if _, err := a.pool.Exec(r.Context(), `DELETE FROM books WHERE lent = false`); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func (a *api) shelves() http.Handler {
	r := chi.NewRouter()
	r.Get("/", a.books)       // ok: mounted inside the guarded group
	r.Delete("/old", a.purge) // ok: mounted inside the guarded group
	return r
}

func (a *api) router() http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.Logger, middleware.Recoverer)

	r.Group(func(r chi.Router) {
		r.Use(a.authenticate)
		r.Get("/books", a.books) // ok: inside the guarded group
		r.Mount("/shelves", a.shelves())
	})
	r.Delete("/books", a.purge) // want routeauth "DELETE /books"

	r.With(a.authenticate).Post("/books/purge", a.purge)  // ok: inline middleware
	r.With(middleware.NoCache).Get("/books/all", a.books) // want routeauth "GET /books/all"

	r.Route("/v2", func(r chi.Router) {
		r.With(a.authenticate).Route("/books", func(r chi.Router) {
			r.Get("/", a.books) // ok: the sub-router inherits the inline middleware
		})
		r.Method(http.MethodDelete, "/books/old", http.HandlerFunc(a.purge))                        // want routeauth "DELETE /v2/books/old"
		r.MethodFunc(http.MethodGet, "/shelf", a.authenticate(http.HandlerFunc(a.books)).ServeHTTP) // ok: wrapped by hand
	})
	return r
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", (&api{pool}).router()))
}
