package httprouter

import (
	"testing"

	"fixtures/routes/trace"
)

// The library lists no routes, so these are written down.
var routes = []struct{ method, path string }{
	{"GET", "/users/:id"}, {"PUT", "/handle"}, {"POST", "/func"}, {"DELETE", "/files/*path"},
}

func TestRoutes(t *testing.T) {
	h := Routes()
	var rows []trace.Row
	for _, r := range routes {
		rows = append(rows, trace.Row{Method: r.method, Path: r.path, Trace: trace.Send(h, r.method, trace.URL(r.path))})
	}
	trace.Compare(t, rows)
}
