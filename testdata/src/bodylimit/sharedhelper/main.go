// A helper decodes for several handlers: the fault is in the helper, once.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
)

type order struct{ Item string }

type note struct{ Text string }

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", handle[order])
	mux.HandleFunc("POST /notes", handle[note])
	mux.HandleFunc("PUT /orders/{id}", replace)
	mux.HandleFunc("POST /safe", safe)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func decode(body io.Reader, into any) error {
	return json.NewDecoder(body).Decode(into) // want bodylimit "POST /notes and 2 more: json.NewDecoder reads a body of any size"
}

func handle[T any](w http.ResponseWriter, r *http.Request) {
	var v T
	if err := decode(r.Body, &v); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func replace(w http.ResponseWriter, r *http.Request) {
	var o order
	decode(r.Body, &o)
}

// decodeSafely is a helper that bounds what it reads.
func decodeSafely(w http.ResponseWriter, r *http.Request, into any) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	dec := json.NewDecoder(r.Body) // ok: bounded above
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}

func safe(w http.ResponseWriter, r *http.Request) {
	var o order
	decodeSafely(w, r, &o)
}
