package gin

import (
	"testing"

	"fixtures/routes/trace"

	"github.com/gin-gonic/gin"
)

func TestRoutes(t *testing.T) {
	gin.SetMode(gin.TestMode)
	r := Routes()
	var rows []trace.Row
	for _, route := range r.Routes() {
		met := trace.Send(r, route.Method, trace.URL(route.Path))
		rows = append(rows, trace.Row{Method: route.Method, Path: route.Path, Trace: met})
	}
	rows = append(rows, trace.Row{Path: "notfound", Trace: trace.Send(r, "GET", "/nowhere")})
	trace.Compare(t, rows)
}
