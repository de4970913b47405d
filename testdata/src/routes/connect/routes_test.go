package connect

import (
	"net/http/httptest"
	"strings"
	"testing"

	"fixtures/routes/trace"
)

func TestRoutes(t *testing.T) {
	h := Routes()
	var rows []trace.Row
	for _, path := range []string{greeterHelloProcedure, greeterByeProcedure} {
		req := httptest.NewRequest("POST", path, strings.NewReader("{}"))
		req.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, req)
		rows = append(rows, trace.Row{Path: path, Trace: w.Header()[trace.Header]})
	}
	trace.Compare(t, rows)
}
