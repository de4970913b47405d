package huma

import (
	"testing"

	"fixtures/routes/trace"
)

// No list has the routes of both routers, so these are written down.
var routes = []struct{ method, path string }{
	{"GET", "/v1/early"}, {"GET", "/v1/users/{id}"}, {"PUT", "/v1/op"}, {"DELETE", "/v1/admin/x"},
	{"POST", "/v1/admin/y"}, {"GET", "/mux/x"},
}

func TestRoutes(t *testing.T) {
	h := Routes()
	var rows []trace.Row
	for _, r := range routes {
		rows = append(rows, trace.Row{Method: r.method, Path: r.path, Trace: trace.Send(h, r.method, trace.URL(r.path))})
	}
	trace.Compare(t, rows)
}
