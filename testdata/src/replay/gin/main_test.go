package main

import (
	"testing"

	"fixtures/replay"

	"github.com/gin-gonic/gin"
)

func TestReplay(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	r := (&api{replay.Store()}).engine()
	send := replay.To(r)
	record := replay.New(t)
	for _, route := range r.Routes() {
		if route.Path != "/early/else/*path" { // the engine below knows better
			record.Add(send, route.Method, route.Path)
		}
	}
	record.Add(send, "GET", "/early/else/pattern/:id/public")
	record.Add(send, "GET", "/early/else/pattern/:id/private")
	record.AddURL(send, "", "notfound", "/nowhere")
	record.Compare()
}
