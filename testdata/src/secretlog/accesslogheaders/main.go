// Command accesslogheaders logs headers of every request.
package main

import (
	"log"

	"github.com/gofiber/fiber/v2"
	fiberlog "github.com/gofiber/fiber/v2/middleware/logger"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func main() {
	app := fiber.New()
	app.Use(fiberlog.New(fiberlog.Config{Format: "${time} ${path} ${reqHeader:Authorization}\n"})) // want secretlog `Authorization`
	app.Use(fiberlog.New(fiberlog.Config{Format: "${path} ${cookie:session}\n"}))                  // want secretlog `session`
	app.Use(fiberlog.New(fiberlog.Config{Format: "${path} ${reqHeader:X-Request-Id}\n"}))          // ok: no credential
	go app.Listen(":8081")

	e := echo.New()
	e.Use(middleware.LoggerWithConfig(middleware.LoggerConfig{Format: "${path} ${header:X-Api-Key}\n"})) // want secretlog `X-Api-Key`
	e.Use(middleware.LoggerWithConfig(middleware.LoggerConfig{Format: "${path} ${header:Accept}\n"}))    // ok: no credential
	log.Fatal(e.Start(":8080"))
}
