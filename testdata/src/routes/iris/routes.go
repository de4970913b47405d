// Package iris builds an iris application in every way that changes what a request meets.
package iris

import (
	"fixtures/routes/trace"

	"github.com/kataras/iris/v12"
)

func mark(name string) iris.Handler {
	return func(ctx iris.Context) {
		ctx.ResponseWriter().Header().Add(trace.Header, name)
		ctx.Next()
	}
}

func handle(name string) iris.Handler {
	return func(ctx iris.Context) { ctx.ResponseWriter().Header().Add(trace.Header, "= "+name) }
}

// Routes builds the application.
func Routes() *iris.Application {
	app := iris.New()
	app.Get("/before", handle("before any Use"))
	app.Use(mark("use"))
	app.Get("/users/{id:uint64}", mark("route"), handle("user"))
	app.Handle("PUT", "/handle", handle("handle"))
	early := app.Party("/early", mark("early party"))
	app.Use(mark("late use"))
	early.Get("/x", handle("party made before the late Use"))
	api := app.Party("/api")
	api.Get("/open", handle("before the party's Use"))
	api.Use(mark("api"))
	api.Post("/closed", handle("after the party's Use"))
	api.PartyFunc("/v1", func(p iris.Party) {
		p.Get("/", handle("v1 root"))
		p.Get("/files/{rest:path}", handle("files"))
	})
	app.UseGlobal(mark("global, late"))
	app.UseRouter(mark("router, late"))
	return app
}
