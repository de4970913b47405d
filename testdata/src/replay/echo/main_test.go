package main

import (
	"testing"

	"fixtures/replay"

	"github.com/labstack/echo/v4"
)

func TestReplay(t *testing.T) {
	e := (&api{replay.Store()}).server()
	send := replay.To(e)
	record := replay.New(t)
	for _, route := range e.Routes() {
		if route.Method != echo.RouteNotFound { // a group with middleware registers its own 404
			record.Add(send, route.Method, route.Path)
		}
	}
	record.Compare()
}
