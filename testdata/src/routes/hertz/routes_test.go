package hertz

import (
	"testing"

	"fixtures/routes/trace"

	"github.com/cloudwego/hertz/pkg/common/ut"
	"github.com/cloudwego/hertz/pkg/protocol"
)

func TestRoutes(t *testing.T) {
	h := Routes()
	var rows []trace.Row
	for _, route := range h.Routes() {
		res := ut.PerformRequest(h.Engine, route.Method, trace.URL(route.Path), nil).Result()
		rows = append(rows, trace.Row{Method: route.Method, Path: route.Path, Trace: traceOf(&res.Header)})
	}
	trace.Compare(t, rows)
}

func traceOf(h *protocol.ResponseHeader) []string {
	var met []string
	h.VisitAll(func(key, value []byte) {
		if string(key) == trace.Header {
			met = append(met, string(value))
		}
	})
	return met
}
