// Package negroni puts chains of negroni around a mux.
package negroni

import (
	"net/http"

	"fixtures/routes/trace"

	"github.com/urfave/negroni/v3"
)

func mark(name string) negroni.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
		w.Header().Add(trace.Header, name)
		next(w, r)
	}
}

// Routes builds the chain.
func Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /x", trace.Handle("x"))
	common := negroni.New(mark("common"))
	mux.Handle("GET /y", common.With(mark("with"), negroni.Wrap(trace.Handle("y"))))
	n := negroni.New(mark("new"))
	n.Use(mark("use"))
	n.UseHandler(mux)
	return n
}
