// Package hertz builds a hertz engine in every way that changes what a request meets.
package hertz

import (
	"context"

	"fixtures/routes/trace"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
)

func mark(name string) app.HandlerFunc {
	return func(_ context.Context, c *app.RequestContext) { c.Response.Header.Add(trace.Header, name) }
}

func handle(name string) app.HandlerFunc {
	return func(_ context.Context, c *app.RequestContext) { c.Response.Header.Add(trace.Header, "= "+name) }
}

// Routes builds the server.
func Routes() *server.Hertz {
	h := server.New()
	h.GET("/before", handle("before any Use"))
	h.Use(mark("engine"))
	h.GET("/users/:id", mark("route"), handle("user"))
	h.Handle("PUT", "/handle", handle("handle"))
	early := h.Group("/early", mark("early group"))
	h.Use(mark("late engine"))
	early.GET("/x", handle("group made before the late Use"))
	api := h.Group("/api")
	api.GET("/open", handle("before the group's Use"))
	api.Use(mark("api"))
	api.POST("/closed", handle("after the group's Use"))
	api.Group("/v1/", mark("v1")).GETEX("files/*path", handle("files"), "files")
	return h
}
