package gorestful

import (
	"testing"

	"fixtures/routes/trace"
)

func TestRoutes(t *testing.T) {
	c := Routes()
	var rows []trace.Row
	for _, ws := range c.RegisteredWebServices() {
		for _, route := range ws.Routes() {
			rows = append(rows, trace.Row{Method: route.Method, Path: route.Path, Trace: trace.Send(c, route.Method, trace.URL(route.Path))})
		}
	}
	for _, path := range []string{"/bare", "/filtered"} {
		rows = append(rows, trace.Row{Path: path, Trace: trace.Send(c, "PATCH", path)})
	}
	trace.Compare(t, rows)
}
