// Package gozero builds a go-zero server in every way that changes what a request meets.
package gozero

import (
	"fixtures/routes/trace"
	"net/http"

	"github.com/zeromicro/go-zero/rest"
)

func mark(name string) rest.Middleware {
	return func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Add(trace.Header, name)
			next(w, r)
		}
	}
}

// Routes builds the server.
func Routes() *rest.Server {
	srv := rest.MustNewServer(rest.RestConf{})
	srv.AddRoute(rest.Route{Method: http.MethodGet, Path: "/early", Handler: trace.Handle("early")})
	srv.Use(mark("server 1"))
	srv.AddRoutes(rest.WithMiddlewares([]rest.Middleware{mark("first"), mark("second")},
		[]rest.Route{
			{Method: http.MethodGet, Path: "/users/:id", Handler: trace.Handle("user")},
			{Method: http.MethodPost, Path: "/users", Handler: trace.Handle("create")},
		}...), rest.WithPrefix("/v1"))
	srv.AddRoutes(rest.WithMiddleware(mark("only"), rest.Route{Method: http.MethodPut, Path: "/only", Handler: trace.Handle("only")}))
	srv.Use(mark("server 2"))
	return srv
}
