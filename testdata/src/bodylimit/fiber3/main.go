// Fiber v3 bounds bodies by itself, unless it streams them.
package main

import (
	"log"

	"github.com/gofiber/fiber/v3"
)

type order struct {
	Item string `json:"item"`
}

func main() {
	app := fiber.New(fiber.Config{BodyLimit: 64 << 10})
	app.Post("/orders", create)
	go func() { log.Fatal(app.Listen(":8080")) }()

	streaming := fiber.New(fiber.Config{StreamRequestBody: true})
	streaming.Post("/stream", stream)
	log.Fatal(streaming.Listen(":8081"))
}

func create(c fiber.Ctx) error {
	var o order
	return c.Bind().JSON(&o) // ok: 64 KiB
}

func stream(c fiber.Ctx) error {
	return c.Send(c.Body()) // want bodylimit "POST /stream: fiber.Ctx.Body reads"
}
