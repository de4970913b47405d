package fiber3

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
		if route.Method == "HEAD" {
			continue // fiber adds HEAD to each GET
		}
		rows = append(rows, trace.Row{Method: route.Method, Path: route.Path, Trace: send(route.Method, trace.URL(route.Path))})
	}
	trace.Compare(t, rows)
}
