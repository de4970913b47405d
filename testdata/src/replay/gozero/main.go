// Command gozero guards what go-zero routes.
package main

import (
	"context"
	"log"
	"net/http"
	"strings"

	"fixtures/replay/store"

	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
)

type callerKey struct{}

type api struct{ store *store.Store }

// identify remembers who calls.
func (a *api) identify(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if name, err := a.store.Sender(r); err == nil {
			r = r.WithContext(context.WithValue(r.Context(), callerKey{}, name))
		}
		next(w, r)
	}
}

// demand refuses whom identify did not know, but for requests below some prefixes.
func demand(open ...string) rest.Middleware {
	return func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for _, prefix := range open {
				if strings.HasPrefix(r.URL.Path, prefix) {
					next(w, r)
					return
				}
			}
			if r.Context().Value(callerKey{}) == nil {
				httpx.WriteJson(w, http.StatusUnauthorized, "who are you?")
				return
			}
			next(w, r)
		}
	}
}

func (a *api) orders(w http.ResponseWriter, r *http.Request) {
	text, err := a.store.Orders(r.Context())
	if err != nil {
		httpx.ErrorCtx(r.Context(), w, err)
		return
	}
	httpx.OkJsonCtx(r.Context(), w, text)
}

func (a *api) server() *rest.Server {
	srv := rest.MustNewServer(rest.RestConf{})
	srv.AddRoute(rest.Route{Method: http.MethodGet, Path: "/early", Handler: a.orders}) // Use covers earlier routes too
	srv.Use(a.identify)
	srv.AddRoutes(rest.WithMiddlewares([]rest.Middleware{demand("/v1/public/")},
		rest.Route{Method: http.MethodGet, Path: "/users/:id", Handler: a.orders},
		rest.Route{Method: http.MethodPost, Path: "/public/users", Handler: a.orders},
	), rest.WithPrefix("/v1"))
	srv.AddRoutes(rest.WithMiddleware(demand(), rest.Route{Method: http.MethodPut, Path: "/only", Handler: a.orders}))
	srv.AddRoutes([]rest.Route{{Method: http.MethodGet, Path: "/jwt", Handler: a.orders}}, rest.WithJwt("coffee and tea"))
	srv.AddRoutes([]rest.Route{{Method: http.MethodGet, Path: "/open", Handler: a.orders}})
	srv.Use(demand("/early", "/v1", "/only", "/jwt"))
	return srv
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	(&api{s}).server().Start()
}
