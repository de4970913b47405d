// Package oapi serves the code of an OpenAPI generator on a chi router.
package oapi

import (
	"context"
	"net/http"

	"fixtures/routes/trace"

	"github.com/go-chi/chi/v5"
)

func mark(name string) StrictMiddlewareFunc {
	return func(f StrictHandlerFunc, _ string) StrictHandlerFunc {
		return func(ctx context.Context, w http.ResponseWriter, r *http.Request, request any) (any, error) {
			w.Header().Add(trace.Header, name)
			return f(ctx, w, r, request)
		}
	}
}

type pets struct{}

func (pets) ListPets(context.Context) (any, error) { return "pets", nil }

func (pets) DeletePet(_ context.Context, id string) (any, error) { return id, nil }

// Routes builds the router. The last middleware of a list runs first.
func Routes() http.Handler {
	r := chi.NewRouter()
	r.Use(trace.Mark("router"))
	strict := NewStrictHandler(pets{}, []StrictMiddlewareFunc{mark("strict inner"), mark("strict outer")})
	return HandlerWithOptions(strict, ChiServerOptions{
		BaseURL:     "/v1",
		BaseRouter:  r,
		Middlewares: []MiddlewareFunc{trace.Mark("operation inner"), trace.Mark("operation outer")},
	})
}
