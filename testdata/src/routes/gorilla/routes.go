// Package gorilla builds a gorilla/mux router in every way that changes what a request meets.
package gorilla

import (
	"net/http"

	"fixtures/routes/trace"

	"github.com/gorilla/mux"
)

// Routes builds the router.
func Routes() *mux.Router {
	r := mux.NewRouter()
	r.HandleFunc("/early", trace.Handle("before any Use")).Methods("GET")
	r.Use(trace.Mark("use 1"))
	r.Handle("/users/{id:[0-9]+}", trace.Handle("user")).Methods("GET", "PUT")
	r.Methods("POST").Path("/fluent").Name("fluent").HandlerFunc(trace.Handle("fluent"))
	r.Path("/late").Handler(trace.Handle("methods after the handler")).Methods(http.MethodDelete)

	api := r.PathPrefix("/api").Subrouter()
	api.HandleFunc("/x", trace.Handle("x")).Methods("GET")
	api.Use(trace.Mark("api, after its routes"))
	v1 := api.PathPrefix("/v1").Subrouter()
	v1.Use(trace.Mark("v1"))
	v1.HandleFunc("/y/{name}", trace.Handle("y")).Methods("GET")
	v1.HandleFunc("", trace.Handle("v1 root")).Methods("GET")
	v1.PathPrefix("/files/").Handler(trace.Handle("files")).Methods("GET")

	posts := r.Methods("POST").Subrouter()
	posts.Use(trace.Mark("posts"))
	posts.HandleFunc("/posted", trace.Handle("method of the subrouter"))

	inner := mux.NewRouter()
	inner.Use(trace.Mark("inner"))
	inner.HandleFunc("/stripped", trace.Handle("stripped")).Methods("GET")
	r.PathPrefix("/strip").Handler(http.StripPrefix("/strip", inner))

	r.Use(trace.Mark("use 2"))
	return r
}
