// Command shop sells things.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"example.com/shop/api"
	"example.com/shop/auth"
	"example.com/shop/legacy"
)

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		log.Fatal(err)
	}
	users := auth.New(db)
	orders := &api.Orders{DB: db}
	mux := http.NewServeMux()
	mux.Handle("GET /orders/{id}", users.Require(orders.Show))
	mux.Handle("GET /orders", users.Require(orders.List))
	mux.Handle("POST /orders", users.Require(orders.Create))
	mux.HandleFunc("GET /prices", orders.Prices)
	mux.HandleFunc("DELETE /orders/{id}", orders.Delete)
	mux.Handle("GET /search", users.Require(legacy.Search(db)))
	log.Fatal(http.ListenAndServe(":8080", http.MaxBytesHandler(mux, 1<<20)))
}
