// Package main has a library of which nothing is known put middleware of the program before its handlers.
package main

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/hay-kot/httpkit/errchain"
)

func failures(h errchain.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h.ServeHTTP(w, r); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
		}
	})
}

func authenticated(next errchain.Handler) errchain.Handler {
	return errchain.HandlerFunc(func(w http.ResponseWriter, r *http.Request) error {
		if r.Header.Get("Authorization") == "" {
			return errors.New("who is there?")
		}
		return next.ServeHTTP(w, r)
	})
}

func logged(next errchain.Handler) errchain.Handler { return next }

func show(w http.ResponseWriter, _ *http.Request) error {
	_, err := w.Write([]byte("lamp"))
	return err
}

func under(prefix string) func(string) string {
	return func(path string) string { return prefix + path }
}

func mount(r *chi.Mux, chain *errchain.ErrChain) {
	base := under("/api")
	users := []errchain.Middleware{logged, authenticated}
	r.Get(base("/status"), chain.ToHandlerFunc(show, logged))          //@= GET /api/status none show
	r.Get(base("/lamps"), chain.ToHandlerFunc(show, users...))         //@= GET /api/lamps required show
	r.Get("/direct", chain.ToHandlerFunc(show, logged, authenticated)) //@= GET /direct required show
}

func main() {
	r := chi.NewRouter()
	mount(r, errchain.New(failures))
	http.ListenAndServe(":8080", r)
}
