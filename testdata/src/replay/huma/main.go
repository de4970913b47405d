// Command huma guards what huma registers with routers of other libraries.
package main

import (
	"context"
	"log"
	"net/http"

	"fixtures/replay/store"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/go-chi/chi/v5"
)

type callerKey struct{}

type service struct{ store *store.Store }

// identify remembers who calls.
func (s *service) identify(ctx huma.Context, next func(huma.Context)) {
	if name, err := s.store.Caller(ctx.Context(), ctx.Header("X-Token")); err == nil {
		ctx = huma.WithValue(ctx, callerKey{}, name)
	}
	next(ctx)
}

// demand refuses whom identify did not know.
func demand(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		if _, ok := ctx.Context().Value(callerKey{}).(string); !ok {
			_ = huma.WriteErr(api, ctx, http.StatusUnauthorized, "who are you?")
			return
		}
		next(ctx)
	}
}

// bearer refuses strangers of operations that have a security scheme.
func (s *service) bearer(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		if len(ctx.Operation().Security) == 0 {
			next(ctx)
			return
		}
		if _, err := s.store.Caller(ctx.Context(), ctx.Header("X-Token")); err != nil {
			_ = huma.WriteErr(api, ctx, http.StatusForbidden, "who are you?")
			return
		}
		next(ctx)
	}
}

// outer refuses strangers below chi.
func (s *service) outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := s.store.Sender(r); err != nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type output struct {
	Body struct {
		Orders string `json:"orders"`
		For    string `json:"for"`
	}
}

func (s *service) orders(ctx context.Context, _ *struct{}) (*output, error) {
	text, err := s.store.Orders(ctx)
	if err != nil {
		return nil, huma.Error500InternalServerError("no orders")
	}
	out := &output{}
	out.Body.Orders = text
	return out, nil
}

// greeting answers callers by their name.
func (s *service) greeting(ctx context.Context, in *struct{}) (*output, error) {
	out, err := s.orders(ctx, in)
	if name, ok := ctx.Value(callerKey{}).(string); ok && err == nil {
		out.Body.For = name
	}
	return out, err
}

type credentials struct {
	Token string `header:"X-Token"`
}

// own demands a caller itself.
func (s *service) own(ctx context.Context, in *credentials) (*output, error) {
	if _, err := s.store.Caller(ctx, in.Token); err != nil {
		return nil, huma.Error401Unauthorized("who are you?")
	}
	return s.orders(ctx, nil)
}

func (s *service) router() *chi.Mux {
	r := chi.NewRouter()
	config := huma.DefaultConfig("orders", "1")
	config.DocsPath, config.OpenAPIPath, config.SchemasPath = "", "", ""
	api := humachi.New(r, config)
	huma.Get(api, "/early", s.orders) // a later UseMiddleware does not cover it
	api.UseMiddleware(s.identify)
	huma.Get(api, "/open", s.greeting)
	huma.Get(api, "/own", s.own)
	huma.Register(api, huma.Operation{
		Method: http.MethodPut, Path: "/operation/{id}", OperationID: "op", Middlewares: huma.Middlewares{demand(api)},
	}, s.orders)
	admin := huma.NewGroup(api, "/admin")
	huma.Get(admin, "/before", s.orders)
	admin.UseMiddleware(demand(api))
	huma.Get(admin, "/after", s.orders)
	huma.Post(huma.NewGroup(admin, "/inner"), "/x", s.orders)

	r.Route("/chi", func(r chi.Router) {
		r.Use(s.outer)
		huma.Get(humachi.New(r, config), "/x", s.orders)
	})

	mux := http.NewServeMux()
	plain := humago.New(mux, config)
	plain.UseMiddleware(s.bearer(plain))
	huma.Get(plain, "/mux/public", s.orders)
	huma.Register(plain, huma.Operation{
		Method: http.MethodGet, Path: "/mux/private", OperationID: "private", Security: []map[string][]string{{"token": {}}},
	}, s.orders)
	r.Mount("/mux", mux)
	return r
}

func main() {
	st, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", (&service{st}).router()))
}
