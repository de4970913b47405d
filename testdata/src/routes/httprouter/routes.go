// Package httprouter builds a router without middleware of its own.
package httprouter

import (
	"net/http"

	"fixtures/routes/trace"

	"github.com/julienschmidt/httprouter"
)

func mark(name string) func(httprouter.Handle) httprouter.Handle {
	return func(next httprouter.Handle) httprouter.Handle {
		return func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
			w.Header().Add(trace.Header, name)
			next(w, r, p)
		}
	}
}

func handle(name string) httprouter.Handle {
	return func(w http.ResponseWriter, _ *http.Request, _ httprouter.Params) {
		w.Header().Add(trace.Header, "= "+name)
	}
}

// Routes builds the router and what is around it.
func Routes() http.Handler {
	r := httprouter.New()
	r.GET("/users/:id", mark("decorated")(handle("user")))
	r.Handle("PUT", "/handle", handle("handle"))
	r.HandlerFunc("POST", "/func", trace.Handle("net/http"))
	r.Handler("DELETE", "/files/*path", trace.Mark("net/http middleware")(trace.Handle("files")))
	return trace.Mark("wrapper")(r)
}
