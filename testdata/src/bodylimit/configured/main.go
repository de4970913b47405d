// A limit that the operator sets, and a check of the declared length, which a client need not declare.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"net/http"
)

var maxBody = flag.Int64("max-body", 1<<20, "bytes of a request's body, 0 for any number")

type order struct{ Item string }

func main() {
	flag.Parse()
	mux := http.NewServeMux()
	mux.Handle("POST /orders", limited(http.HandlerFunc(create)))
	mux.Handle("POST /declared", declared(http.HandlerFunc(createDeclared)))
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if *maxBody > 0 {
			r.Body = http.MaxBytesReader(w, r.Body, *maxBody)
		}
		next.ServeHTTP(w, r)
	})
}

// declared lets chunked bodies through: their length is -1.
func declared(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > 1<<20 {
			http.Error(w, "too large", http.StatusRequestEntityTooLarge)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func create(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // ok: the operator decides
}

func createDeclared(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // want bodylimit "POST /declared: json.NewDecoder reads"
}
