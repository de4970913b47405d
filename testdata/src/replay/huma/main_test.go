package main

import (
	"testing"

	"fixtures/replay"
)

// No list has the routes of all routers, so these are written down.
var routes = []struct{ method, path string }{
	{"GET", "/early"}, {"GET", "/open"}, {"GET", "/own"}, {"PUT", "/operation/{id}"}, {"GET", "/admin/before"},
	{"GET", "/admin/after"}, {"POST", "/admin/inner/x"}, {"GET", "/chi/x"}, {"GET", "/mux/public"}, {"GET", "/mux/private"},
}

func TestReplay(t *testing.T) {
	send := replay.To((&service{replay.Store()}).router())
	record := replay.New(t)
	for _, r := range routes {
		record.Add(send, r.method, r.path)
	}
	record.Compare()
}
