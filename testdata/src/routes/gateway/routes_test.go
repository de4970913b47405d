package gateway

import (
	"testing"

	"fixtures/routes/trace"
)

// The library lists no routes, so these are written down.
var routes = []struct{ method, path, url string }{
	{"GET", "/v1/users/{id}", "/v1/users/1"},
	{"GET", "/v1/shelves/{name}/books/{name}", "/v1/shelves/1/books/2"},
	{"GET", "/v1/files/{path...}", "/v1/files/a/b"},
	{"POST", "/v1/users/{id}:cancel", "/v1/users/1:cancel"},
	{"PUT", "/written/a/{name}/{rest...}", "/written/a/1/b/c"},
}

func TestRoutes(t *testing.T) {
	h := Routes()
	var rows []trace.Row
	for _, r := range routes {
		rows = append(rows, trace.Row{Method: r.method, Path: r.path, Trace: trace.Send(h, r.method, r.url)})
	}
	trace.Compare(t, rows)
}
