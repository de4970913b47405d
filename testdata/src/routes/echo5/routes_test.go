package echo5

import (
	"testing"

	"fixtures/routes/trace"

	"github.com/labstack/echo/v5"
)

func TestRoutes(t *testing.T) {
	e := Routes()
	var rows []trace.Row
	for _, route := range e.Router().Routes() {
		if route.Method == echo.RouteNotFound {
			continue // a group with middleware registers its own 404
		}
		met := trace.Send(e, route.Method, trace.URL(route.Path))
		rows = append(rows, trace.Row{Method: route.Method, Path: route.Path, Trace: met})
	}
	trace.Compare(t, rows)
}
