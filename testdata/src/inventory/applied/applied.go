// Package main has middleware that applies the middleware of libraries to what comes after it, and hands what comes after it
// to libraries that run it.
package main

import (
	"net/http"
	"os"

	"github.com/felixge/httpsnoop"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// logged applies a middleware while the request is served.
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/health" {
			next.ServeHTTP(w, r)
			return
		}
		middleware.RequestLogger(&middleware.DefaultLogFormatter{})(next).ServeHTTP(w, r)
	})
}

// measured lets a library run the handler.
func measured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		httpsnoop.CaptureMetrics(next, w, r)
	})
}

func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pass, ok := r.BasicAuth(); !ok || pass != os.Getenv("PASSWORD") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("lamp")) }

func main() {
	r := chi.NewRouter()
	r.Use(logged)
	r.Get("/health", answer)                                          //= GET /health none answer
	r.Get("/open", answer)                                            //= GET /open none answer
	r.With(guarded).Get("/lamps", answer)                             //= GET /lamps required answer
	r.With(measured, guarded).Get("/measured", answer)                //= GET /measured required answer
	r.Handle("/wrapped", measured(guarded(http.HandlerFunc(answer)))) //= ANY /wrapped required answer
	r.Handle("/inside", measured(http.HandlerFunc(answer)))           //= ANY /inside none answer
	http.ListenAndServe(":8080", r)
}
