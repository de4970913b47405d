// Command echoandfiber configures the middleware that echo and fiber bring along.
package main

import (
	"log"
	"net/http"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	fibercors "github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

var allowed = []string{"https://example.com", "https://www.example.com"}

func echoServer() *echo.Echo {
	e := echo.New()
	ok := func(c echo.Context) error { return c.NoContent(http.StatusOK) }

	e.GET("/a", ok, middleware.CORS())                                                             // want cors
	e.GET("/b", ok, middleware.CORSWithConfig(middleware.CORSConfig{AllowCredentials: true}))      // want cors
	e.GET("/c", ok, middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"*"}})) // want cors
	e.GET("/d", ok, middleware.CORSWithConfig(middleware.DefaultCORSConfig))                       // want cors
	e.GET("/e", ok, middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOriginFunc:  func(origin string) (bool, error) { return true, nil }, // want cors
		AllowCredentials: true,
	}))
	e.GET("/f", ok, middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOriginFunc: func(origin string) (bool, error) { return strings.HasPrefix(origin, "https://example.com"), nil }, // want cors
	}))

	e.GET("/g", ok, middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: allowed, AllowCredentials: true})) // ok: a list of origins
	e.GET("/h", ok, middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOriginFunc:  func(origin string) (bool, error) { return slices.Contains(allowed, origin), nil }, // ok: a list of origins
		AllowCredentials: true,
	}))
	e.GET("/i", ok, middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"https://example.com"}, AllowMethods: []string{"*"}})) // ok: the wildcard stands for methods
	e.GET("/j", ok, middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"https://*.example.com"}}))                            // ok: sub-domains only
	return e
}

func fiberServer() *fiber.App {
	app := fiber.New()
	app.Use("/a", fibercors.New())                                           // want cors
	app.Use("/b", fibercors.New(fibercors.Config{AllowOrigins: "*"}))        // want cors
	app.Use("/c", fibercors.New(fibercors.Config{AllowMethods: "GET,POST"})) // want cors
	app.Use("/d", fibercors.New(fibercors.Config{
		AllowOriginsFunc: func(origin string) bool { return true }, // want cors
		AllowCredentials: true,
	}))
	app.Use("/e", fibercors.New(fibercors.Config{AllowOrigins: "https://example.com, https://www.example.com", AllowCredentials: true})) // ok: a list of origins
	app.Use("/f", fibercors.New(fibercors.Config{
		AllowOriginsFunc: func(origin string) bool { return origin == "https://example.com" }, // ok: compared with a constant
	}))
	app.Use("/g", fibercors.New(fibercors.Config{AllowOrigins: strings.Join(allowed, ",")}))               // ok: a list of origins
	app.Use("/h", fibercors.New(fibercors.Config{AllowOrigins: "https://*.example.com"}))                  // ok: sub-domains only
	app.Use("/i", fibercors.New(fibercors.Config{AllowOrigins: "https://example.com", AllowHeaders: "*"})) // ok: the wildcard stands for headers
	app.Get("/a", func(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusOK) })
	return app
}

func main() {
	go func() { log.Fatal(echoServer().Start(":8081")) }()
	log.Fatal(fiberServer().Listen(":8080"))
}
