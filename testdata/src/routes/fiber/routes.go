// Package fiber builds a fiber app in every way that changes what a request meets.
package fiber

import (
	"fixtures/routes/trace"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
)

func mark(name string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Response().Header.Add(trace.Header, name)
		return c.Next()
	}
}

func handle(name string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Response().Header.Add(trace.Header, "= "+name)
		return nil
	}
}

// Routes builds the app.
func Routes() *fiber.App {
	app := fiber.New()
	app.Get("/early", handle("before any Use"))
	app.Use(mark("use 1"))
	app.Get("/route/:id", mark("route 1"), mark("route 2"), handle("with route middleware"))
	app.Use("/api", mark("under /api, also /apix"))
	app.Get("/apix", handle("textual prefix"))
	app.Add("PUT", "/add", handle("add"))
	app.All("/guarded/*", mark("all"))
	app.Get("/guarded/x", handle("behind a route for everything below"))

	api := app.Group("/api", mark("group"))
	api.Get("/x", handle("x"))
	api.Use(mark("late group"))
	api.Post("/y", handle("y"))
	api.Use("/deep", mark("deep"))
	deep := api.Group("/deep/:tenant")
	deep.Get("/", handle("deep root"))
	deep.Delete("/z/:id?", handle("optional"))
	app.Get("/api/direct", handle("same prefix, not through the group"))

	app.Use([]string{"/one", "/two"}, mark("one or two"))
	app.Get("/two/x", handle("two"))

	app.Route("/routed", func(r fiber.Router) {
		r.Get("/x", handle("routed"))
	})

	sub := fiber.New()
	sub.Use(mark("sub"))
	sub.Get("/x", handle("mounted"))
	app.Mount("/sub", sub)
	sub.Get("/late", handle("added after Mount"))

	app.Get("/wrapped", adaptor.HTTPHandlerFunc(trace.Handle("net/http")))
	app.Use(mark("too late"))
	app.Get("/last", handle("last"))
	return app
}
