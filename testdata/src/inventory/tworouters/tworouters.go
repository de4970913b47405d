// Package main registers its routes on one of two routers.
package main

import (
	"net/http"
	"os"

	"github.com/gorilla/mux"
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

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("lamp")) }

func main() {
	r := mux.NewRouter()
	if base := os.Getenv("BASE_PATH"); base != "" {
		r = r.PathPrefix("/base").Subrouter()
	}
	r.HandleFunc("/lamps", answer) //= ANY /base/lamps none answer //= ANY /lamps none answer
	api := r.NewRoute().Subrouter()
	api.Use(guarded)
	api.HandleFunc("/api/lamps", answer) //= ANY /base/api/lamps required answer //= ANY /api/lamps required answer
	http.ListenAndServe(":8080", r)
}
