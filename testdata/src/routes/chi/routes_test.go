package chi

import (
	"net/http"
	"testing"

	"fixtures/routes/trace"

	"github.com/go-chi/chi/v5"
)

func TestRoutes(t *testing.T) {
	h := Routes()
	var rows []trace.Row
	err := chi.Walk(Router(), func(method, path string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		switch path {
		case "/mux/*": // every method; the foreign router below knows better
		default:
			rows = append(rows, trace.Row{Method: method, Path: path, Trace: trace.Send(h, method, trace.URL(path))})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rows = append(rows, trace.Row{Method: "GET", Path: "/mux/whole", Trace: trace.Send(h, "GET", "/mux/whole")})
	trace.Compare(t, rows)
}

func TestUseAfterRoutesPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Use after a route does not panic")
		}
	}()
	Router().Use(trace.Mark("late"))
}
