// Package fiber3 builds a fiber app of version 3 in every way that changes what a request meets.
package fiber3

import (
	"fixtures/routes/trace"

	"github.com/gofiber/fiber/v3"
)

func mark(name string) fiber.Handler {
	return func(c fiber.Ctx) error {
		c.Response().Header.Add(trace.Header, name)
		return c.Next()
	}
}

func handle(name string) fiber.Handler {
	return func(c fiber.Ctx) error {
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
	app.Use("/api", mark("under /api, not /apix"))
	app.Get("/apix", handle("prefixes end with segments"))
	app.Add([]string{"PUT", "POST"}, "/add", handle("add"))

	api := app.Group("/api", mark("group"))
	api.Get("/x", handle("x"))
	api.Use(mark("late group"))
	api.Post("/y", handle("y"))
	app.Get("/api/direct", handle("same prefix, not through the group"))

	app.Route("/routed", func(r fiber.Router) {
		r.Get("/x", handle("routed"))
	})
	app.RouteChain("/chain").Get(mark("in chain"), handle("get")).Delete(handle("delete"))

	sub := fiber.New()
	sub.Use(mark("sub"))
	sub.Get("/x", handle("mounted"))
	app.Use("/sub", sub)
	app.Use(mark("too late"))
	return app
}
