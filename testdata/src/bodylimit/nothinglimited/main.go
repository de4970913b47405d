// A service in which nothing limits any body: the answer is one limit around the router.
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
	mux.HandleFunc("GET /orders", list)
	mux.HandleFunc("POST /orders", create) // want bodylimit "none of the 2 routes of this program that read a request body limits its size.*PUT /notes, POST /orders"
	mux.HandleFunc("PUT /notes", note)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func list(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "[]") }

func create(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o)
}

func note(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body)
	w.Write(data)
}
