// Package main serves what libraries make of which nobody has heard.
package main

import (
	"net/http"

	"goji.io"
	"goji.io/pat"
)

func show(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("lamp")) }

func main() {
	m := goji.NewMux()
	m.HandleFunc(pat.Get("/lamps/:id"), show)
	go http.ListenAndServe(":8081", m) //= ANY / unknown goji.io.NewMux

	mux := http.NewServeMux()
	mux.Handle("GET /health", http.HandlerFunc(show)) //= GET /health none show
	http.ListenAndServe(":8080", mux)
}
