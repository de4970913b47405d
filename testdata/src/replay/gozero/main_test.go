package main

import (
	"net/http"
	"runtime"
	"testing"

	"fixtures/replay"

	"github.com/zeromicro/go-zero/core/logx"
)

func TestReplay(t *testing.T) {
	logx.Disable()
	srv := (&api{replay.Store()}).server()
	bound := make(chan http.Handler)
	go srv.StartWithOpts(func(s *http.Server) { // called when all routes are bound, before it listens
		bound <- s.Handler
		runtime.Goexit()
	})
	send := replay.To(<-bound)
	record := replay.New(t)
	for _, route := range srv.Routes() {
		record.Add(send, route.Method, route.Path)
	}
	record.Compare()
}
