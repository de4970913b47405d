// Package main registers lists of routes, and attaches lists of middleware, that grow under conditions.
package main

import (
	"net/http"
	"os"

	"github.com/gorilla/mux"
)

type route struct {
	path    string
	handler http.Handler
}

func routes(full bool) []*route {
	var list []*route
	list = append(list,
		&route{"/lamps", http.HandlerFunc(answer)}, //= ANY /lamps none answer
		&route{"/rooms", http.HandlerFunc(answer)}, //= ANY /rooms none answer
	)
	if full {
		list = append(list, &route{"/stats", http.HandlerFunc(answer)}) //= ANY /stats none answer
	}
	return list
}

func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func logged(next http.Handler) http.Handler { return next }

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("lamp")) }

func main() {
	r := mux.NewRouter()
	for _, e := range routes(os.Getenv("FULL") != "") {
		r.Handle(e.path, e.handler)
	}

	stack := []mux.MiddlewareFunc{logged}
	if os.Getenv("OPEN") == "" {
		stack = append(stack, guarded)
	}
	doubtful := r.PathPrefix("/doubtful").Subrouter()
	for _, m := range stack {
		doubtful.Use(m)
	}
	doubtful.HandleFunc("/lamps", answer) //= ANY /doubtful/lamps required? answer
	http.ListenAndServe(":8080", r)
}
