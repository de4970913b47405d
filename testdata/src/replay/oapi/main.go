// Command oapi guards the operations of generated servers.
package main

import (
	"context"
	"log"
	"net/http"

	"fixtures/replay/store"

	"github.com/go-chi/chi/v5"
)

type guard struct{ store *store.Store }

// scheme refuses strangers of operations with a security scheme: the generated code says which have one.
func (g *guard) scheme(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Value(bearerAuthScopes) == nil {
			next.ServeHTTP(w, r)
			return
		}
		if _, err := g.store.Sender(r); err != nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// strict refuses strangers of all operations but those with some names.
func (g *guard) strict(open ...string) StrictMiddlewareFunc {
	return func(f StrictHandlerFunc, operationID string) StrictHandlerFunc {
		for _, name := range open {
			if name == operationID {
				return f
			}
		}
		return func(ctx context.Context, w http.ResponseWriter, r *http.Request, request any) (any, error) {
			if _, err := g.store.Sender(r); err != nil {
				w.WriteHeader(http.StatusForbidden)
				return nil, nil
			}
			return f(ctx, w, r, request)
		}
	}
}

type orders struct{ store *store.Store }

func (o orders) ListOrders(ctx context.Context) (string, error) { return o.store.Orders(ctx) }

func (o orders) GetOrder(ctx context.Context, _ string) (string, error) { return o.store.Orders(ctx) }

func (o orders) GetHealth(ctx context.Context) (string, error) { return o.store.Orders(ctx) }

func router(s *store.Store) http.Handler {
	g := &guard{s}
	r := chi.NewRouter()
	HandlerWithOptions(NewStrictHandler(orders{s}, nil), ChiServerOptions{
		BaseURL: "/schemes", BaseRouter: r, Middlewares: []MiddlewareFunc{g.scheme},
	})
	HandlerWithOptions(NewStrictHandler(orders{s}, []StrictMiddlewareFunc{g.strict("GetHealth")}), ChiServerOptions{
		BaseURL: "/strict", BaseRouter: r,
	})
	HandlerWithOptions(NewStrictHandler(orders{s}, nil), ChiServerOptions{BaseURL: "/bare", BaseRouter: r})
	return r
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", router(s)))
}
