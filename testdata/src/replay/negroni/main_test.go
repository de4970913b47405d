package main

import (
	"testing"

	"fixtures/replay"
)

func TestReplay(t *testing.T) {
	send := replay.To((&api{replay.Store()}).handler())
	record := replay.New(t)
	for _, path := range []string{"/open", "/with", "/known", "/goeson", "/wrapped", "/admin/x", "/admin/help/x"} {
		record.Add(send, "GET", path) // the mux lists no routes, so these are written down
	}
	record.Compare()
}
