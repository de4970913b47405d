// Command gorilla guards what gorilla/mux routes.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"fixtures/replay/store"

	"github.com/gorilla/mux"
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
		if r.Context().Value(callerKey{}) == nil {
			http.Error(w, "who are you?", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// named demands a caller of all routes but those with a name on a list.
func named(names ...string) mux.MiddlewareFunc {
	public := map[string]bool{}
	for _, n := range names {
		public[n] = true
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if public[r.URL.Path] {
				next.ServeHTTP(w, r)
				return
			}
			demand(next).ServeHTTP(w, r)
		})
	}
}

func (a *api) orders(w http.ResponseWriter, r *http.Request) {
	text, err := a.store.Orders(r.Context())
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, text)
}

// greeting answers callers by their name.
func (a *api) greeting(w http.ResponseWriter, r *http.Request) {
	if name, ok := r.Context().Value(callerKey{}).(string); ok {
		fmt.Fprintln(w, "hello", name)
	}
	a.orders(w, r)
}

func (a *api) router() *mux.Router {
	r := mux.NewRouter()
	r.HandleFunc("/early", a.greeting).Methods("GET") // Use covers earlier routes too
	r.Use(a.identify)
	r.HandleFunc("/open", a.orders).Methods("GET")
	r.Handle("/demand/{id:[0-9]+}", demand(http.HandlerFunc(a.orders))).Methods("GET", "PUT")
	r.Methods("POST").Path("/fluent").Handler(demand(http.HandlerFunc(a.orders)))
	r.Host("hosted.example").Path("/hosted").Methods("GET").Handler(demand(http.HandlerFunc(a.orders)))

	v1 := r.PathPrefix("/v1").Subrouter()
	v1.HandleFunc("/x", a.orders).Methods("GET")
	inner := v1.PathPrefix("/inner").Subrouter()
	inner.HandleFunc("/y/{name}", a.orders).Methods("GET")
	v1.Use(demand) // also for its earlier routes and subrouters

	v2 := r.PathPrefix("/v2").Subrouter()
	v2.HandleFunc("/public", a.orders).Methods("GET")
	private := v2.NewRoute().Subrouter()
	private.Use(demand)
	private.HandleFunc("/x", a.orders).Methods("GET")
	v2.HandleFunc("/after", a.orders).Methods("GET")
	v2.PathPrefix("/files/").Handler(demand(http.HandlerFunc(a.orders))).Methods("GET")

	posts := r.Methods("POST").Subrouter()
	posts.Use(demand)
	posts.HandleFunc("/things", a.orders)
	gets := r.Methods("GET").Subrouter()
	gets.HandleFunc("/things", a.orders)

	v3 := r.PathPrefix("/v3").Subrouter()
	v3.Use(named("/v3/login", "/x"))
	v3.HandleFunc("/login", a.orders).Methods("POST")
	v3.HandleFunc("/x", a.orders).Methods("GET")

	stripped := mux.NewRouter()
	stripped.Use(named("/login", "/v4/x"))
	stripped.HandleFunc("/login", a.orders).Methods("POST")
	stripped.HandleFunc("/x", a.orders).Methods("GET")
	r.PathPrefix("/v4").Handler(http.StripPrefix("/v4", stripped))

	r.NotFoundHandler = http.HandlerFunc(a.orders)
	return r
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", (&api{s}).router()))
}
