// Middleware of gorilla/mux, on a subrouter.
package main

import (
	"encoding/json"
	"log"
	"net/http"

	"github.com/gorilla/mux"
)

type order struct{ Item string }

func main() {
	r := mux.NewRouter()
	api := r.PathPrefix("/api").Subrouter()
	api.Use(bounded)
	api.HandleFunc("/orders", createBounded).Methods("POST")
	r.HandleFunc("/orders", create).Methods("POST")
	log.Fatal(http.ListenAndServe(":8080", r))
}

func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r2 := r.WithContext(r.Context())
		r2.Body = http.MaxBytesReader(w, r.Body, 1<<20)
		next.ServeHTTP(w, r2)
	})
}

func createBounded(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // ok: bounded on the subrouter
}

func create(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // want bodylimit "POST /orders: json.NewDecoder reads"
}
