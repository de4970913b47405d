package negroni

import (
	"testing"

	"fixtures/routes/trace"
)

func TestRoutes(t *testing.T) {
	h := Routes()
	trace.Compare(t, []trace.Row{
		{Method: "GET", Path: "/x", Trace: trace.Send(h, "GET", "/x")},
		{Method: "GET", Path: "/y", Trace: trace.Send(h, "GET", "/y")},
	})
}
