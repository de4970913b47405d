// Command chi guards what chi routes.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"strings"

	"fixtures/replay/store"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

type callerKey struct{}

type api struct{ store *store.Store }

// identify remembers who calls.
func (a *api) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, err := a.store.Sender(r); err == nil {
			r = r.WithContext(context.WithValue(r.Context(), callerKey{}, name))
		}
		next.ServeHTTP(w, r)
	})
}

// demand refuses whom identify did not know.
func demand(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := r.Context().Value(callerKey{}).(string); !ok {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// writers demands a caller for requests that change something.
func writers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodHead:
			next.ServeHTTP(w, r)
		default:
			demand(next).ServeHTTP(w, r)
		}
	})
}

// below demands a caller of requests below a prefix.
func below(prefix string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, prefix) {
				demand(next).ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func (a *api) orders(w http.ResponseWriter, r *http.Request) {
	text, err := a.store.Orders(r.Context())
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	if name, ok := r.Context().Value(callerKey{}).(string); ok {
		fmt.Fprintln(w, "hello", name)
	}
	fmt.Fprintln(w, text)
}

// plain does not care who calls.
func (a *api) plain(w http.ResponseWriter, r *http.Request) {
	text, err := a.store.Orders(r.Context())
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, text)
}

func (a *api) router() *chi.Mux {
	r := chi.NewRouter()
	r.NotFound(a.plain)
	r.Use(middleware.RealIP, a.identify)
	r.Get("/open", a.orders)
	r.Get("/plain", a.plain)
	r.With(demand).Get("/with", a.orders)
	r.With(middleware.NoCache).With(demand).Delete("/withwith/{id:[0-9]+}", a.orders)
	r.Method(http.MethodPut, "/method", demand(http.HandlerFunc(a.orders)))
	r.Handle("POST /inpattern", demand(http.HandlerFunc(a.plain)))
	r.HandleFunc("/any", a.plain)
	r.With(middleware.BasicAuth("orders", map[string]string{"ann": "c0ffee"})).Get("/basic", a.plain)

	r.Group(func(r chi.Router) {
		r.Get("/group/open", a.orders)
		r.Group(func(r chi.Router) {
			r.Use(demand)
			r.Get("/group/closed", a.orders)
			r.Get("/group/{id}/closed", a.orders)
		})
		r.Get("/group/after", a.orders)
	})

	r.Route("/things", func(r chi.Router) {
		r.Use(writers)
		r.Get("/", a.orders)
		r.Post("/", a.orders)
		r.Route("/{id}", func(r chi.Router) {
			r.Get("/", a.orders)
			r.Put("/", a.orders)
			r.With(demand).Get("/files/*", a.orders)
		})
	})

	admin := chi.NewRouter()
	r.Mount("/admin", admin)
	admin.Use(demand)
	admin.Get("/stats", a.plain)
	r.With(demand).Mount("/inline", a.inner())
	r.Mount("/bare", a.inner())

	// The mounted router sees its own path in the routing context, and middleware sees the whole path in the request.
	whole := chi.NewRouter()
	whole.Use(below("/whole/private"), below("/public"))
	whole.Get("/private/x", a.plain)
	whole.Get("/public/x", a.plain)
	r.Mount("/whole", whole)
	r.Mount("/cut", http.StripPrefix("/cut", below("/private")(a.mux())))
	return r
}

func (a *api) inner() http.Handler {
	r := chi.NewRouter()
	r.Get("/x", a.plain)
	r.With(demand).Post("/x", a.plain)
	return r
}

func (a *api) mux() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /private/x", a.plain)
	mux.HandleFunc("GET /x", a.plain)
	return mux
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", (&api{s}).router()))
}
