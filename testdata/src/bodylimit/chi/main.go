// Groups of chi with and without a limit.
package main

import (
	"encoding/json"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/render"
)

type order struct{ Item string }

func main() {
	r := chi.NewRouter()
	r.Use(middleware.Logger)
	r.Route("/bounded", func(r chi.Router) {
		r.Use(middleware.RequestSize(1 << 20))
		r.Post("/orders", createBounded)
		r.Post("/rendered", renderedBounded)
	})
	r.Group(func(r chi.Router) {
		r.Post("/orders", create)
		r.Post("/rendered", rendered)
		r.With(middleware.RequestSize(1<<10)).Put("/notes", note)
	})
	log.Fatal(http.ListenAndServe(":8080", r))
}

func createBounded(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // ok: the group is bounded
}

func renderedBounded(w http.ResponseWriter, r *http.Request) {
	var o order
	render.DecodeJSON(r.Body, &o) // ok: the group is bounded
}

func create(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // want bodylimit "POST /orders: json.NewDecoder reads"
}

func rendered(w http.ResponseWriter, r *http.Request) {
	var o order
	render.Decode(r, &o) // want bodylimit "POST /rendered: render.Decode reads"
}

func note(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // ok: bounded on the route
}
