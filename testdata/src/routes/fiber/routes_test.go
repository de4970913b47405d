package fiber

import (
	"net/http/httptest"
	"testing"

	"fixtures/routes/trace"
)

func TestRoutes(t *testing.T) {
	app := Routes()
	send := func(method, url string) []string {
		res, err := app.Test(httptest.NewRequest(method, url, nil))
		if err != nil {
			t.Fatal(err)
		}
		return res.Header[trace.Header]
	}
	send("GET", "/") // mounts count from the first request
	var rows []trace.Row
	for _, route := range app.GetRoutes(true) {
		if route.Method == "HEAD" || route.Path == "/guarded/*" {
			continue // fiber adds HEAD to each GET; the other has every method
		}
		rows = append(rows, trace.Row{Method: route.Method, Path: route.Path, Trace: send(route.Method, trace.URL(route.Path))})
	}
	met := send("PATCH", "/guarded/1")[:2] // the middleware after it does not come before it
	rows = append(rows, trace.Row{Path: "/guarded/*", Trace: met})
	trace.Compare(t, rows)
}
