// Huma bounds bodies at 1 MiB, unless an operation says that it must not.
package main

import (
	"context"
	"log"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

type order struct {
	Body struct{ Item string }
}

func main() {
	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("orders", "1"))
	huma.Post(api, "/orders", create)
	huma.Register(api, huma.Operation{Method: http.MethodPost, Path: "/imports", MaxBodyBytes: 64 << 20}, load)
	huma.Register(api, huma.Operation{Method: http.MethodPost, Path: "/backups", MaxBodyBytes: -1}, restore) // want bodylimit "POST /backups: huma reads a body of any size"
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func create(_ context.Context, in *order) (*order, error) { return in, nil } // ok: 1 MiB by default

func load(_ context.Context, in *order) (*order, error) { return in, nil } // ok: 64 MiB

func restore(_ context.Context, in *order) (*order, error) { return in, nil }
