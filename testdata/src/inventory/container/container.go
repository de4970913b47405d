// Package main keeps the caller in a container that an outer middleware puts into the context, for those outside of the one
// that finds out who calls.
package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
)

type user struct{ Name string }

type container struct{ caller *user }

func (c *container) set(u *user) { c.caller = u }

type containerKey struct{}

func contain(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), containerKey{}, &container{})
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func setCaller(r *http.Request, u *user) {
	if c := r.Context().Value(containerKey{}); c != nil {
		c.(*container).set(u)
	}
}

func caller(r *http.Request) *user {
	if c := r.Context().Value(containerKey{}); c != nil {
		return c.(*container).caller
	}
	return nil
}

func find(token string) (*user, error) { return &user{strings.ToUpper(token)}, nil }

// authenticate lets everybody through to some paths.
func authenticate(open ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			u, err := find(r.Header.Get("Authorization"))
			if r.Header.Get("Authorization") == "" || err != nil {
				for _, p := range open {
					if strings.HasPrefix(r.URL.Path, p) {
						next.ServeHTTP(w, r)
						return
					}
				}
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			setCaller(r, u)
			next.ServeHTTP(w, r)
		})
	}
}

func stats(w http.ResponseWriter, r *http.Request) {
	if u := caller(r); u != nil {
		w.Write([]byte(u.Name))
		return
	}
	w.Write([]byte("stats of everybody"))
}

func account(w http.ResponseWriter, r *http.Request) { w.Write([]byte(caller(r).Name)) }

func status(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("up")) }

func main() {
	r := chi.NewRouter()
	r.Use(contain)
	r.Get("/status", status) //= GET /status none status
	r.Group(func(r chi.Router) {
		r.Use(authenticate("/stats"))
		r.Get("/stats", stats)     //= GET /stats optional stats
		r.Get("/account", account) //= GET /account required account
	})
	r.With(authenticate("/badge")).Get("/badge", stats) //= GET /badge optional stats
	r.Get("/anonymous", stats)                          //= GET /anonymous none stats
	http.ListenAndServe(":8080", r)
}
