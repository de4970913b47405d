// Fiber v2 bounds bodies by itself, unless it streams them.
package main

import (
	"log"

	"github.com/gofiber/fiber/v2"
)

type order struct {
	Item string `json:"item"`
}

func main() {
	app := fiber.New()
	app.Post("/orders", create)
	app.Post("/pictures", picture)
	go func() { log.Fatal(app.Listen(":8080")) }()

	streaming := fiber.New(fiber.Config{StreamRequestBody: true, BodyLimit: 1 << 20})
	streaming.Post("/stream", stream)
	log.Fatal(streaming.Listen(":8081"))
}

func create(c *fiber.Ctx) error {
	var o order
	return c.BodyParser(&o) // ok: 4 MiB by default
}

func picture(c *fiber.Ctx) error {
	_, err := c.FormFile("picture") // ok: 4 MiB by default
	return err
}

func stream(c *fiber.Ctx) error {
	return c.Send(c.Body()) // want bodylimit "POST /stream: fiber.Ctx.Body reads a body of any size"
}
