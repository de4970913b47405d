// Command nethttp guards what net/http routes, in every way in which guards are put around handlers.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"slices"
	"strings"

	"fixtures/replay/store"

	"github.com/justinas/alice"
)

type callerKey struct{}

type api struct{ store *store.Store }

// refuse answers strangers.
func (a *api) refuse(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, err := a.store.Sender(r)
		if err != nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, name)))
	})
}

// goesOn writes a refusal and passes the request on.
func (a *api) goesOn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := a.store.Sender(r); err != nil {
			http.Error(w, "who are you?", http.StatusUnauthorized)
		}
		next.ServeHTTP(w, r)
	})
}

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
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// except leaves requests below some prefixes to the handler alone.
func except(guard func(http.Handler) http.Handler, prefixes ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		guarded := guard(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(r.URL.Path, p) }) {
				next.ServeHTTP(w, r)
				return
			}
			guarded.ServeHTTP(w, r)
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

// greeting answers with the orders, and with the caller's name if there is one.
func (a *api) greeting(w http.ResponseWriter, r *http.Request) {
	if name, ok := r.Context().Value(callerKey{}).(string); ok {
		fmt.Fprintln(w, "hello", name)
	}
	a.orders(w, r)
}

// own demands a caller itself.
func (a *api) own(w http.ResponseWriter, r *http.Request) {
	if _, err := a.store.Caller(r.Context(), r.Header.Get("X-Token")); err != nil {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	a.orders(w, r)
}

func (a *api) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /open", a.orders)
	mux.HandleFunc("/own", a.own)
	mux.Handle("GET /refused/{id}", a.refuse(http.HandlerFunc(a.orders)))
	mux.Handle("GET /goeson", a.goesOn(http.HandlerFunc(a.orders)))
	mux.Handle("GET /greeting", a.identify(http.HandlerFunc(a.greeting)))
	mux.Handle("GET /identified", a.identify(http.HandlerFunc(a.orders)))
	mux.Handle("GET /demanded", a.identify(demand(http.HandlerFunc(a.orders))))
	mux.Handle("GET /reversed", demand(a.identify(http.HandlerFunc(a.orders))))
	mux.Handle("GET /exact/{$}", a.refuse(http.HandlerFunc(a.orders)))
	mux.Handle("GET /files/{path...}", a.refuse(http.HandlerFunc(a.orders)))
	mux.HandleFunc("GET /files/public/{path...}", a.orders) // more specific
	mux.Handle("POST hosted.example/open", a.refuse(http.HandlerFunc(a.orders)))

	v1 := http.NewServeMux()
	v1.HandleFunc("GET /x", a.orders)
	v1.HandleFunc("GET /public/x", a.orders)
	mux.Handle("/v1/", http.StripPrefix("/v1", a.refuse(v1)))
	mux.Handle("/v2/", http.StripPrefix("/v2", except(a.refuse, "/public/")(v1)))
	// The guard sees the whole path here, so that its exemption matches nothing.
	mux.Handle("/v3/", except(a.refuse, "/public/")(http.StripPrefix("/v3", v1)))

	chain := alice.New(a.identify, demand)
	mux.Handle("GET /alice", chain.ThenFunc(a.orders))
	mux.Handle("GET /alice/reversed", alice.New(demand, a.identify).ThenFunc(a.orders))
	known := alice.New(a.identify)
	mux.Handle("GET /alice/appended", known.Append(demand).Then(http.HandlerFunc(a.orders)))
	mux.Handle("GET /alice/extended", known.Extend(alice.New(demand)).ThenFunc(a.orders))
	mux.Handle("GET /alice/known", known.ThenFunc(a.greeting)) // Append and Extend made copies
	mux.Handle("GET /timeout", http.TimeoutHandler(a.refuse(http.HandlerFunc(a.orders)), 1e9, "slow"))

	gate := http.NewServeMux()
	gate.Handle("/", except(a.refuse, "/gate/login", "/gate/assets/")(inner(a)))
	mux.Handle("/gate/", gate)
	return http.MaxBytesHandler(mux, 1<<20)
}

// inner is behind a guard around the whole of it.
func inner(a *api) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /gate/login", a.orders)
	mux.HandleFunc("GET /gate/loginhistory", a.orders) // the exempt prefix is this one's too
	mux.HandleFunc("GET /gate/assets/logo", a.orders)
	mux.HandleFunc("GET /gate/assetlist", a.orders)
	mux.HandleFunc("GET /gate/items/{name}", a.orders)
	return mux
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	a := &api{s}
	log.Fatal(http.ListenAndServe(":8080", a.handler()))
}
