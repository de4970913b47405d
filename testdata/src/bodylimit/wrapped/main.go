// A service whose router is wrapped: every body is bounded before any handler sees it.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
)

type order struct{ Item string }

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", create)
	mux.HandleFunc("PUT /notes", note)
	srv := &http.Server{Addr: ":8080", Handler: http.MaxBytesHandler(mux, 1<<20)}
	log.Fatal(srv.ListenAndServe())
}

func create(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // ok: wrapped in main
}

func note(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body) // ok: wrapped in main
	w.Write(data)
}
