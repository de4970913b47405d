package main

import (
	"strings"
	"testing"

	"fixtures/replay"

	"github.com/labstack/echo/v5"
)

func TestReplay(t *testing.T) {
	e := (&api{replay.Store()}).server()
	send := replay.To(e)
	record := replay.New(t)
	for _, route := range e.Router().Routes() {
		if route.Method != echo.RouteNotFound { // a group with middleware registers its own 404
			record.Add(send, strings.TrimPrefix(route.Method, echo.RouteAny), route.Path)
		}
	}
	record.Compare()
}
