// Package main puts layers around its router, one of them under a condition.
package main

import (
	"net/http"
	"os"

	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("lamp")) }

func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { recover() }()
		next.ServeHTTP(w, r)
	})
}

func identified() func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Service", "lamps")
			next.ServeHTTP(w, r)
		})
	}
}

type secured struct {
	security func(http.Handler) http.Handler
	handler  http.Handler
}

func (s *secured) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.security(s.handler).ServeHTTP(w, r)
}

func open(h http.Handler) http.Handler { return h }

func layered(r *mux.Router, proxied bool) http.Handler {
	stack := handlers.CombinedLoggingHandler(os.Stdout, r)
	stack = identified()(stack)
	stack = handlers.CORS()(stack)
	if proxied {
		stack = handlers.ProxyHeaders(stack)
	}
	return recovered(stack)
}

func main() {
	r := mux.NewRouter()
	r.Handle("/lamps", &secured{guarded, http.HandlerFunc(answer)}) //= ANY /lamps required answer
	r.Handle("/open", &secured{open, http.HandlerFunc(answer)})     //= ANY /open none answer
	go http.ListenAndServe(":8080", layered(r, os.Getenv("PROXIED") != ""))

	public := mux.NewRouter()
	public.Handle("/public", &secured{open, http.HandlerFunc(answer)})     //= ANY /public none answer
	public.Handle("/secured", &secured{guarded, http.HandlerFunc(answer)}) //= ANY /secured required answer
	http.ListenAndServe(":8081", layered(public, os.Getenv("PROXIED") != ""))
}
