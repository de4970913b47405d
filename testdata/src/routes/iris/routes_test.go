package iris

import (
	"testing"

	"fixtures/routes/trace"
)

func TestRoutes(t *testing.T) {
	app := Routes()
	if err := app.Build(); err != nil {
		t.Fatal(err)
	}
	var rows []trace.Row
	for _, route := range app.GetRoutes() {
		met := trace.Send(app, route.Method, trace.URL(route.Tmpl().Src))
		rows = append(rows, trace.Row{Method: route.Method, Path: route.Tmpl().Src, Trace: met})
	}
	trace.Compare(t, rows)
}
