// Package chi builds a chi router in every way that changes what a request meets.
package chi

import (
	"net/http"

	"fixtures/routes/trace"

	"github.com/go-chi/chi/v5"
)

// Routes returns the router with a middleware around it.
func Routes() http.Handler { return trace.Mark("wrapper")(Router()) }

// Router builds the router.
func Router() *chi.Mux {
	r := chi.NewRouter()
	r.Use(trace.Mark("root 1"), trace.Mark("root 2"))
	r.Get("/health", trace.Handle("health"))
	r.Method("PUT", "/method", trace.Handle("method"))
	r.Handle("POST /inpattern", trace.Handle("inpattern"))

	r.With(trace.Mark("with 1"), trace.Mark("with 2")).Post("/with", trace.Handle("with"))
	r.With(trace.Mark("outer")).With(trace.Mark("inner")).Delete("/withwith/{id}", trace.Handle("withwith"))

	r.Group(func(r chi.Router) {
		r.Use(trace.Mark("group"))
		r.Get("/grouped", trace.Handle("grouped"))
		r.With(trace.Mark("with in group")).Get("/grouped/with", trace.Handle("grouped with"))
		r.Group(func(r chi.Router) {
			r.Use(trace.Mark("nested group"))
			r.Get("/grouped/nested", trace.Handle("nested"))
		})
		early := r.With(trace.Mark("early"))
		early.Get("/grouped/early", trace.Handle("early"))
		r.Route("/routed", func(r chi.Router) {
			r.Use(trace.Mark("route in group"))
			r.Get("/{id:[0-9]+}", trace.Handle("routed"))
		})
	})
	r.Get("/after", trace.Handle("after"))

	r.Route("/users", func(r chi.Router) {
		r.Use(trace.Mark("users"))
		r.Get("/", trace.Handle("list users"))
		r.Route("/{id}", func(r chi.Router) {
			r.Use(trace.Mark("user"))
			r.Get("/", trace.Handle("get user"))
			r.Get("/files/*", trace.Handle("files"))
		})
	})

	admin := chi.NewRouter()
	r.Mount("/admin", admin)
	admin.Use(trace.Mark("admin, late but before its routes"))
	admin.Get("/stats", trace.Handle("stats"))

	r.With(trace.Mark("before mount")).Mount("/inline", inline())

	r.Mount("/mux", foreign())
	return r
}

func inline() http.Handler {
	r := chi.NewRouter()
	r.Get("/x", trace.Handle("mounted through With"))
	return r
}

// foreign sees the whole path: chi cuts prefixes off for its own kind only.
func foreign() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /mux/whole", trace.Handle("whole path"))
	return mux
}
