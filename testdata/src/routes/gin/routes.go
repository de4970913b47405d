// Package gin builds a gin engine in every way that changes what a request meets.
package gin

import (
	"fixtures/routes/trace"

	"github.com/gin-gonic/gin"
)

func mark(name string) gin.HandlerFunc {
	return func(c *gin.Context) { c.Writer.Header().Add(trace.Header, name) }
}

func handle(name string) gin.HandlerFunc {
	return func(c *gin.Context) { c.Writer.Header().Add(trace.Header, "= "+name) }
}

// Routes builds the engine.
func Routes() *gin.Engine {
	r := gin.New()
	r.GET("/before", handle("before any Use"))
	r.Use(mark("engine"))
	r.GET("/health", handle("health"))
	r.Handle("PUT", "/handle/:id", mark("route 1"), mark("route 2"), handle("handle"))
	r.Match([]string{"GET", "POST"}, "/match", handle("match"))

	early := r.Group("/early", mark("early group"))
	r.Use(mark("late engine"))
	early.GET("/x", handle("group made before the late Use"))
	late := r.Group("/late")
	late.GET("/x", handle("group made after it"))

	api := r.Group("/api")
	api.GET("/open", handle("before the group's Use"))
	api.Use(mark("api"))
	api.GET("/closed", handle("after the group's Use"))
	v1 := api.Group("/v1/", mark("v1"))
	v1.GET("", handle("v1 root"))
	v1.GET("users/:id", handle("user"))
	v1.GET("/files/*path", handle("files"))
	api.Use(mark("api, late"))
	v1.POST("/users/", handle("create"))

	r.Group("/chain").Use(mark("chained")).GET("/x", handle("chained"))
	var routes gin.IRoutes = r
	routes.DELETE("/interface", handle("interface"))
	r.GET("/wrapped", gin.WrapH(trace.Handle("net/http")))
	r.NoRoute(handle("no route"))
	r.Use(mark("after NoRoute"))
	return r
}
