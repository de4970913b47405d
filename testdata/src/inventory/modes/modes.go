// Package main starts its server in one of several modes, each with a router of its own in the same field.
package main

import (
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

type service struct{ server *http.Server }

func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("lamp")) }

func routes() http.Handler {
	r := chi.NewRouter()
	r.Use(guarded)
	r.Get("/lamps", answer) //= GET /lamps required answer
	return r
}

func (s *service) run(mode string) {
	switch mode {
	case "none":
		s.server = &http.Server{Handler: routes()}
		s.server.ListenAndServe()
	case "static":
		s.server = &http.Server{Handler: routes()}
		s.server.ListenAndServeTLS("cert.pem", "key.pem")
	case "auto":
		s.server = &http.Server{Handler: routes()}
		s.server.ListenAndServeTLS("", "")
	}
}

func main() { (&service{}).run(os.Getenv("MODE")) }
