// Package nethttp builds a net/http mux in every way that changes what a request meets.
package nethttp

import (
	"net/http"

	"fixtures/routes/trace"

	"github.com/justinas/alice"
)

// Routes builds the mux and what is around it.
func Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", trace.Handle("health"))
	mux.Handle("GET /users/{id}", trace.Mark("user")(trace.Handle("user")))
	mux.HandleFunc("POST example.com/hosted", trace.Handle("hosted"))
	mux.HandleFunc("GET /exact/{$}", trace.Handle("exact"))
	mux.HandleFunc("GET /files/{path...}", trace.Handle("files"))
	mux.Handle("GET /slow", http.AllowQuerySemicolons(trace.Handle("slow")))

	api := http.NewServeMux()
	api.HandleFunc("GET /x", trace.Handle("stripped"))
	api.HandleFunc("DELETE /x/{id}", trace.Handle("stripped, parameter"))
	mux.Handle("/api/", http.StripPrefix("/api", trace.Mark("api")(api)))

	whole := http.NewServeMux()
	whole.HandleFunc("GET /whole/x", trace.Handle("whole path"))
	whole.HandleFunc("GET /whole/open", trace.Handle("never reached: the outer mux has it"))
	whole.HandleFunc("GET /elsewhere", trace.Handle("never reached: not below the prefix"))
	mux.Handle("GET /whole/open", trace.Handle("more specific"))
	mux.Handle("/whole/", trace.Mark("whole")(whole))

	chain := alice.New(trace.Mark("alice 1"), trace.Mark("alice 2"))
	mux.Handle("GET /alice", chain.Then(trace.Handle("alice")))
	mux.Handle("GET /append", chain.Append(trace.Mark("alice 3")).ThenFunc(trace.Handle("append")))
	mux.Handle("GET /alice2", chain.Then(trace.Handle("Append made a copy")))

	mux.HandleFunc("/", trace.Handle("root"))
	return trace.Mark("outer")(http.MaxBytesHandler(trace.Mark("inner")(mux), 1<<20))
}
