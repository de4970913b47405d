// Package main has a middleware that keeps an empty subject for strangers, and one that refuses it.
package main

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
)

type subject struct{}

func parse(r *http.Request) (string, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return "", errors.New("no token")
	}
	return strings.ToLower(token), nil
}

func load(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sub, err := parse(r)
		if err != nil {
			w.Header().Set("Failure", err.Error())
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), subject{}, sub)))
	})
}

func demand(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if sub, _ := r.Context().Value(subject{}).(string); sub == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// local lets a few addresses through.
func local(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.RemoteAddr, "10.") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("lamp")) }

func main() {
	r := chi.NewRouter()
	r.Use(load)
	r.Get("/open", answer)               //= GET /open none answer
	r.With(local).Get("/local", answer)  //= GET /local none answer
	r.With(demand).Get("/lamps", answer) //= GET /lamps required answer
	http.ListenAndServe(":8080", r)
}
