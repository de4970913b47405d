// Command kratos guards what the HTTP server of kratos routes.
package main

import (
	"context"
	"log"
	nethttp "net/http"

	"fixtures/replay/store"

	"github.com/go-kratos/kratos/v2"
	"github.com/go-kratos/kratos/v2/errors"
	"github.com/go-kratos/kratos/v2/middleware"
	"github.com/go-kratos/kratos/v2/middleware/auth/jwt"
	"github.com/go-kratos/kratos/v2/middleware/recovery"
	"github.com/go-kratos/kratos/v2/middleware/selector"
	"github.com/go-kratos/kratos/v2/transport"
	"github.com/go-kratos/kratos/v2/transport/http"
	gojwt "github.com/golang-jwt/jwt/v5"
)

type api struct{ store *store.Store }

// demand is a middleware of services: it runs where a handler calls those of its context.
func (a *api) demand(next middleware.Handler) middleware.Handler {
	return func(ctx context.Context, req any) (any, error) {
		tr, ok := transport.FromServerContext(ctx)
		if !ok {
			return nil, errors.Unauthorized("STRANGER", "who are you?")
		}
		if _, err := a.store.Caller(ctx, tr.RequestHeader().Get("X-Token")); err != nil {
			return nil, errors.Unauthorized("STRANGER", "who are you?")
		}
		return next(ctx, req)
	}
}

// filter refuses strangers before anything of the server is reached.
func (a *api) filter(next nethttp.Handler) nethttp.Handler {
	return nethttp.HandlerFunc(func(w nethttp.ResponseWriter, r *nethttp.Request) {
		if _, err := a.store.Sender(r); err != nil {
			w.WriteHeader(nethttp.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// orders is what generated code hands to the middleware.
func (a *api) orders(ctx context.Context, _ any) (any, error) { return a.store.Orders(ctx) }

// generated has the shape of a handler that protoc-gen-go-http makes.
func (a *api) generated(operation string) http.HandlerFunc {
	return func(ctx http.Context) error {
		http.SetOperation(ctx, operation)
		h := ctx.Middleware(func(ctx context.Context, req any) (any, error) {
			return a.orders(ctx, req)
		})
		out, err := h(ctx, nil)
		if err != nil {
			return err
		}
		return ctx.Result(nethttp.StatusOK, out)
	}
}

// handmade does not call the middleware of its context.
func (a *api) handmade(ctx http.Context) error {
	text, err := a.store.Orders(ctx)
	if err != nil {
		return err
	}
	return ctx.String(nethttp.StatusOK, text)
}

func (a *api) raw(w nethttp.ResponseWriter, r *nethttp.Request) {
	text, err := a.store.Orders(r.Context())
	if err != nil {
		w.WriteHeader(nethttp.StatusInternalServerError)
		return
	}
	_, _ = w.Write([]byte(text))
}

func (a *api) server() *http.Server {
	srv := http.NewServer(http.Middleware(
		recovery.Recovery(),
		selector.Server(a.demand).Match(func(_ context.Context, operation string) bool {
			return operation != "/orders.Orders/Public"
		}).Build(),
	))
	r := srv.Route("/")
	r.GET("/generated/{id}", a.generated("/orders.Orders/Get"))
	r.GET("/public", a.generated("/orders.Orders/Public"))
	r.GET("/handmade", a.handmade)
	r.POST("/filtered", a.handmade, a.filter)
	admin := r.Group("/admin", a.filter)
	admin.DELETE("/x", a.handmade)
	srv.HandleFunc("/raw", a.raw)
	srv.Handle("/rawfiltered", a.filter(nethttp.HandlerFunc(a.raw)))
	return srv
}

// tokens is a server whose middleware the library makes.
func (a *api) tokens() *http.Server {
	srv := http.NewServer(http.Middleware(
		selector.Server(jwt.Server(func(*gojwt.Token) (any, error) { return []byte("secret"), nil })).
			Path("/orders.Orders/One").Prefix("/orders.Admin/").Build(),
	))
	srv.Use("/orders.Special/*", a.demand)
	srv.Use("/orders.Special/Public", recovery.Recovery()) // of several patterns the most specific counts
	r := srv.Route("/tokens")
	r.GET("/special", a.generated("/orders.Special/Any"))
	r.GET("/special/public", a.generated("/orders.Special/Public"))
	r.GET("/one", a.generated("/orders.Orders/One"))
	r.GET("/ones", a.generated("/orders.Orders/Ones"))
	r.GET("/admin", a.generated("/orders.Admin/Any"))
	r.GET("/handmade", a.handmade)
	return srv
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	a := &api{s}
	if err := kratos.New(kratos.Server(a.server(), a.tokens())).Run(); err != nil {
		log.Fatal(err)
	}
}
