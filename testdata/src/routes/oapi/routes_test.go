package oapi

import (
	"net/http"
	"testing"

	"fixtures/routes/trace"

	"github.com/go-chi/chi/v5"
)

func TestRoutes(t *testing.T) {
	h := Routes()
	var rows []trace.Row
	err := chi.Walk(h.(chi.Routes), func(method, path string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		rows = append(rows, trace.Row{Method: method, Path: path, Trace: trace.Send(h, method, trace.URL(path))})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	trace.Compare(t, rows)
}
