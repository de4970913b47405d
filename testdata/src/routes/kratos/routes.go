// Package kratos builds a kratos HTTP server in every way that changes what a request meets.
package kratos

import (
	"fixtures/routes/trace"

	"github.com/go-kratos/kratos/v2/transport/http"
)

func mark(name string) http.FilterFunc { return trace.Mark(name) }

func handle(name string) http.HandlerFunc {
	return func(ctx http.Context) error {
		ctx.Response().Header().Add(trace.Header, "= "+name)
		return nil
	}
}

// Routes builds the server.
func Routes() *http.Server {
	srv := http.NewServer(http.Filter(mark("server 1"), mark("server 2")))
	r := srv.Route("/v1", mark("router"))
	r.GET("/users/{id}", handle("user"), mark("route 1"), mark("route 2"))
	r.Handle("PUT", "/handle", handle("handle"))
	r.POST("/", handle("root"))
	admin := r.Group("/admin", mark("admin"))
	admin.DELETE("/x", handle("x"))
	srv.Handle("/raw", trace.Handle("raw"))
	return srv
}
