package kratos

import (
	"testing"

	"fixtures/routes/trace"

	"github.com/go-kratos/kratos/v2/transport/http"
)

func TestRoutes(t *testing.T) {
	srv := Routes()
	rows := []trace.Row{{Path: "/raw", Trace: trace.Send(srv, "PATCH", "/raw")}}
	err := srv.WalkRoute(func(r http.RouteInfo) error {
		rows = append(rows, trace.Row{Method: r.Method, Path: r.Path, Trace: trace.Send(srv, r.Method, trace.URL(r.Path))})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	trace.Compare(t, rows)
}
