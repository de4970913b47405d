// Command fiber3 guards what version 3 of fiber routes.
package main

import (
	"errors"
	"log"
	"strings"

	"fixtures/replay/store"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/basicauth"
	"github.com/gofiber/fiber/v3/middleware/keyauth"
)

type api struct{ store *store.Store }

// identify remembers who calls.
func (a *api) identify(c fiber.Ctx) error {
	if name, err := a.store.Caller(c.Context(), c.Get("X-Token")); err == nil {
		c.Locals("caller", name)
	}
	return c.Next()
}

// demand refuses whom identify did not know.
func demand(c fiber.Ctx) error {
	if c.Locals("caller") == nil {
		return fiber.ErrUnauthorized
	}
	return c.Next()
}

// answers refuses by an answer of its own.
func answers(c fiber.Ctx) error {
	if _, ok := c.Locals("caller").(string); ok {
		return c.Next()
	}
	return c.Redirect().To("/login")
}

// goesOn forgets to return.
func goesOn(c fiber.Ctx) error {
	if c.Locals("caller") == nil {
		_ = c.Status(fiber.StatusUnauthorized).SendString("who are you?")
	}
	return c.Next()
}

// key checks the key that the library has found.
func (a *api) key(c fiber.Ctx, key string) (bool, error) {
	if _, err := a.store.Caller(c.Context(), key); err != nil {
		return false, errors.New("unknown key")
	}
	return true, nil
}

func (a *api) orders(c fiber.Ctx) error {
	text, err := a.store.Orders(c.Context())
	if err != nil {
		return err
	}
	name, _ := c.Locals("caller").(string)
	return c.JSON(fiber.Map{"orders": text, "for": name})
}

func (a *api) plain(c fiber.Ctx) error {
	text, err := a.store.Orders(c.Context())
	if err != nil {
		return err
	}
	return c.SendString(text)
}

// own demands a caller itself.
func (a *api) own(c fiber.Ctx) error {
	if _, err := a.store.Caller(c.Context(), c.Get("X-Token")); err != nil {
		return fiber.ErrForbidden
	}
	return a.plain(c)
}

func (a *api) app() *fiber.App {
	app := fiber.New()
	app.Get("/early", a.plain) // a later Use does not cover it
	app.Use(a.identify)
	app.Get("/open", a.orders)
	app.Get("/own", a.own)
	app.Get("/demand/:id", demand, a.plain)
	app.Get("/answers", answers, a.plain)
	app.Get("/goeson", goesOn, a.plain)
	app.Get("/behind", a.plain, demand) // the guard is never reached
	app.Add([]string{"PUT"}, "/add", demand, a.plain)
	app.Get("/key", keyauth.New(keyauth.Config{Validator: a.key}), a.plain)
	app.Get("/basic", basicauth.New(basicauth.Config{
		Authorizer: func(_, password string, c fiber.Ctx) bool { ok, _ := a.key(c, password); return ok },
	}), a.plain)

	app.Get("/v1/before", a.plain)
	app.Use("/v1", demand) // also for /v1x
	app.Get("/v1/after", a.plain)
	app.Get("/v1x", a.plain)
	v1 := app.Group("/v1")
	v1.Get("/grouped", a.plain)

	v2 := app.Group("/v2")
	v2.Get("/before", a.plain)
	v2.Use(demand)
	v2.Get("/after", a.plain)
	app.Get("/v2/direct", a.plain) // the group's Use is one of the prefix

	v3 := app.Group("/v3", demand)
	v3.Get("/x", a.plain)
	v3.Group("/inner").Post("/files/*", a.plain)

	app.Use(keyauth.New(keyauth.Config{
		Next:      func(c fiber.Ctx) bool { return !strings.HasPrefix(c.Path(), "/v4/") || c.Path() == "/v4/login" },
		Validator: a.key,
	}))
	app.Post("/v4/login", a.plain)
	app.Get("/v4/login/history", a.plain)
	app.Get("/v5/x", a.plain)

	sub := fiber.New()
	sub.Get("/open", a.plain)
	sub.Use(demand)
	sub.Get("/closed", a.plain)
	app.Use("/sub", sub)

	app.Route("/routed", func(r fiber.Router) {
		r.Use(demand)
		r.Get("/x", a.plain)
	})
	app.All("/all/*", demand)
	app.Get("/all/x", a.plain)

	app.Use(demand)
	app.Get("/last", a.plain)
	return app
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal((&api{s}).app().Listen(":8080"))
}
