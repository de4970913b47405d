package api

import "net/http"

func register(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders/{id}", getOrder)
}

func getOrder(w http.ResponseWriter, r *http.Request) {
	load(r.PathValue("id"))
}

func load(
	id string,
) {
}
