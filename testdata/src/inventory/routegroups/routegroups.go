// Package main registers its routes on groups of a ServeMux.
package main

import (
	"net/http"

	"github.com/go-pkgz/routegroup"
)

func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func logged(next http.Handler) http.Handler { return next }

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("lamp")) }

func main() {
	router := routegroup.New(http.NewServeMux())
	router.Use(logged)
	router.Route(func(r *routegroup.Bundle) {
		r.HandleFunc("GET /health", answer) //@= GET /health none answer
	})
	api := router.Mount("/api/v1")
	api.Group().Route(func(open *routegroup.Bundle) {
		open.HandleFunc("GET /lamps", answer) //@= GET /api/v1/lamps none answer
		open.Mount("/rss").Route(func(rss *routegroup.Bundle) {
			rss.HandleFunc("GET /site", answer) //@= GET /api/v1/rss/site none answer
		})
	})
	api.Group().Route(func(users *routegroup.Bundle) {
		users.Use(logged, guarded)
		users.HandleFunc("POST /lamps", answer)                      //@= POST /api/v1/lamps required answer
		users.Handle("DELETE /lamps/{id}", http.HandlerFunc(answer)) //@= DELETE /api/v1/lamps/{id} required answer
	})
	api.With(guarded).HandleFunc("GET /settings", answer) //@= GET /api/v1/settings required answer
	http.ListenAndServe(":8080", router)
}
