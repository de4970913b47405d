// Package huma builds huma APIs on routers of other libraries.
package huma

import (
	"context"
	"net/http"

	"fixtures/routes/trace"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/go-chi/chi/v5"
)

func mark(name string) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		ctx.AppendHeader(trace.Header, name)
		next(ctx)
	}
}

type output struct {
	Trace []string `header:"X-Trace"`
}

func handle(name string) func(context.Context, *struct{}) (*output, error) {
	return func(context.Context, *struct{}) (*output, error) {
		return &output{Trace: []string{"= " + name}}, nil
	}
}

// Routes builds the APIs.
func Routes() http.Handler {
	r := chi.NewRouter()
	r.Use(trace.Mark("chi"))
	r.Route("/v1", func(r chi.Router) {
		r.Use(trace.Mark("v1"))
		api := humachi.New(r, huma.Config{OpenAPI: &huma.OpenAPI{}, Formats: huma.DefaultFormats})
		huma.Get(api, "/early", handle("before any middleware"))
		api.UseMiddleware(mark("api"))
		huma.Get(api, "/users/{id}", handle("user"))
		huma.Register(api, huma.Operation{Method: http.MethodPut, Path: "/op", OperationID: "op", Middlewares: huma.Middlewares{mark("operation")}}, handle("operation"))
		admin := huma.NewGroup(api, "/admin")
		admin.UseMiddleware(mark("admin"))
		huma.Delete(admin, "/x", handle("x"))
		api.UseMiddleware(mark("late api"))
		huma.Post(admin, "/y", handle("after the late one"))
	})
	mux := http.NewServeMux()
	plain := humago.New(mux, huma.Config{OpenAPI: &huma.OpenAPI{}, Formats: huma.DefaultFormats})
	huma.Get(plain, "/mux/x", handle("on a mux"))
	r.Mount("/mux", mux)
	return r
}
