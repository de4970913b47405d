// Command handwrittenframeworks writes the CORS headers itself, in echo and in fiber.
package main

import (
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

// allowedOrigins is a comma-separated list.
var allowedOrigins = strings.Split(os.Getenv("ALLOWED_ORIGINS"), ",")

func allowed(origin string) bool {
	for _, o := range allowedOrigins {
		if o == origin {
			return true
		}
	}
	return false
}

func reflect(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Set(echo.HeaderAccessControlAllowOrigin, c.Request().Header.Get(echo.HeaderOrigin)) // want cors
		header.Set(echo.HeaderAccessControlAllowCredentials, "true")
		return next(c)
	}
}

func listed(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		origin := c.Request().Header.Get(echo.HeaderOrigin)
		if allowed(origin) {
			c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, origin) // ok: compared with a list
		}
		c.Response().Header().Add(echo.HeaderVary, echo.HeaderOrigin)
		return next(c)
	}
}

func main() {
	e := echo.New()
	ok := func(c echo.Context) error { return c.NoContent(http.StatusOK) }
	e.GET("/a", ok, reflect)
	e.GET("/b", ok, listed)
	e.GET("/c", func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, "https://example.com") // ok: a constant origin
		return c.NoContent(http.StatusOK)
	})
	go func() { log.Fatal(e.Start(":8081")) }()

	app := fiber.New()
	app.Get("/a", func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderAccessControlAllowOrigin, c.Get(fiber.HeaderOrigin)) // want cors
		return c.SendStatus(fiber.StatusOK)
	})
	app.Get("/b", func(c *fiber.Ctx) error {
		if origin := c.Get("Origin"); allowed(origin) {
			c.Set("Access-Control-Allow-Origin", origin) // ok: compared with a list
		}
		return c.SendStatus(fiber.StatusOK)
	})
	app.Get("/c", func(c *fiber.Ctx) error {
		c.Set("X-Origin", c.Get("Origin")) // ok: another header
		c.Set(fiber.HeaderVary, "Origin")
		return c.SendStatus(fiber.StatusOK)
	})
	app.Get("/d", func(c *fiber.Ctx) error {
		c.Set("Access-Control-Allow-Origin", "*") // want cors
		return c.SendStatus(fiber.StatusOK)
	})
	log.Fatal(app.Listen(":8080"))
}
