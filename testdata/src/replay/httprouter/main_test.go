package main

import (
	"testing"

	"fixtures/replay"
)

// The library lists no routes, so these are written down.
var routes = []struct{ method, path string }{
	{"GET", "/open/:id"}, {"POST", "/private"}, {"PUT", "/basic/:id"}, {"GET", "/admin/x"}, {"GET", "/adminlist"},
	{"DELETE", "/files/*path"}, {"GET", "/rest/x"},
}

func TestReplay(t *testing.T) {
	send := replay.To((&api{replay.Store()}).handler())
	record := replay.New(t)
	for _, r := range routes {
		record.Add(send, r.method, r.path)
	}
	record.Compare()
}
