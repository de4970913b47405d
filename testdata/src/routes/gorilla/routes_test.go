package gorilla

import (
	"testing"

	"fixtures/routes/trace"

	"github.com/gorilla/mux"
)

func TestRoutes(t *testing.T) {
	r := Routes()
	var rows []trace.Row
	err := r.Walk(func(route *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		path, err := route.GetPathTemplate()
		methods, _ := route.GetMethods()
		if err != nil || route.GetHandler() == nil || path == "/strip" {
			return nil // a subrouter, or the router behind StripPrefix
		}
		for _, m := range methods {
			rows = append(rows, trace.Row{Method: m, Path: path, Trace: trace.Send(r, m, trace.URL(path))})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rows = append(rows, trace.Row{Method: "GET", Path: "/strip/stripped", Trace: trace.Send(r, "GET", "/strip/stripped")})
	trace.Compare(t, rows)
}
