package main

import (
	"testing"

	"fixtures/replay"
)

func TestReplay(t *testing.T) {
	c := (&api{replay.Store()}).container()
	send := replay.To(c)
	record := replay.New(t)
	for _, ws := range c.RegisteredWebServices() {
		for _, route := range ws.Routes() {
			record.Add(send, route.Method, route.Path)
		}
	}
	record.Add(send, "DELETE", "/admin/x") // of the container that is mounted
	record.Compare()
}
