package nethttp

import (
	"testing"

	"fixtures/routes/trace"
)

// The library lists no routes, so these are written down.
var routes = []struct{ method, path, url string }{
	{"", "/health", "/health"},
	{"GET", "/users/{id}", "/users/1"},
	{"POST", "/hosted", "http://example.com/hosted"},
	{"GET", "/exact/", "/exact/"},
	{"GET", "/files/{path...}", "/files/a/b"},
	{"GET", "/slow", "/slow"},
	{"GET", "/api/x", "/api/x"},
	{"DELETE", "/api/x/{id}", "/api/x/1"},
	{"GET", "/whole/x", "/whole/x"},
	{"GET", "/whole/open", "/whole/open"},
	{"GET", "/alice", "/alice"},
	{"GET", "/append", "/append"},
	{"GET", "/alice2", "/alice2"},
	{"", "/", "/anything/else"},
}

func TestRoutes(t *testing.T) {
	h := Routes()
	var rows []trace.Row
	for _, r := range routes {
		method := r.method
		if method == "" {
			method = "PATCH" // every method
		}
		rows = append(rows, trace.Row{Method: r.method, Path: r.path, Trace: trace.Send(h, method, r.url)})
	}
	trace.Compare(t, rows)
}
