package gozero

import (
	"net/http"
	"runtime"
	"testing"

	"fixtures/routes/trace"

	"github.com/zeromicro/go-zero/core/logx"
)

func TestRoutes(t *testing.T) {
	logx.Disable()
	srv := Routes()
	bound := make(chan http.Handler)
	go srv.StartWithOpts(func(s *http.Server) { // called when all routes are bound, before it listens
		bound <- s.Handler
		runtime.Goexit()
	})
	h := <-bound
	var rows []trace.Row
	for _, route := range srv.Routes() {
		rows = append(rows, trace.Row{Method: route.Method, Path: route.Path, Trace: trace.Send(h, route.Method, trace.URL(route.Path))})
	}
	trace.Compare(t, rows)
}
