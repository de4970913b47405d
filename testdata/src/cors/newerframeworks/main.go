// Command newerframeworks configures CORS in echo v5, fiber v3, go-zero and gin-cors.
package main

import (
	"log"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	fibercors "github.com/gofiber/fiber/v3/middleware/cors"
	gincors "github.com/itsjamie/gin-cors"
	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
	"github.com/zeromicro/go-zero/rest"
)

var partners = []string{"https://a.example.com", "https://b.example.org"}

func echoServer() *echo.Echo {
	e := echo.New()
	ok := func(c *echo.Context) error { return c.NoContent(http.StatusOK) }

	e.GET("/a", ok, middleware.CORS("*"))                                                          // want cors
	e.GET("/b", ok, middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"*"}})) // want cors
	e.GET("/c", ok, middleware.CORSWithConfig(middleware.CORSConfig{
		UnsafeAllowOriginFunc: func(_ *echo.Context, origin string) (string, bool, error) { return origin, true, nil }, // want cors
		AllowCredentials:      true,
	}))
	e.GET("/d", ok, middleware.CORSWithConfig(middleware.CORSConfig{
		UnsafeAllowOriginFunc: func(_ *echo.Context, origin string) (string, bool, error) { // want cors "example.com"
			return origin, strings.HasSuffix(origin, "example.com"), nil
		},
	}))

	e.GET("/e", ok, middleware.CORS("https://example.com"))                                                                // ok: one origin
	e.GET("/f", ok, middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: partners, AllowCredentials: true}))      // ok: a list of origins
	e.GET("/g", ok, middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: partners, AllowHeaders: []string{"*"}})) // ok: the wildcard stands for headers
	e.GET("/h", ok, middleware.CORSWithConfig(middleware.CORSConfig{
		UnsafeAllowOriginFunc: func(_ *echo.Context, origin string) (string, bool, error) { // ok: a list of origins
			if slices.Contains(partners, origin) {
				return origin, true, nil
			}
			return "", false, nil
		},
		AllowCredentials: true,
	}))
	return e
}

func fiberServer() *fiber.App {
	app := fiber.New()
	app.Use("/a", fibercors.New())                                              // want cors
	app.Use("/b", fibercors.New(fibercors.Config{AllowOrigins: []string{"*"}})) // want cors
	app.Use("/c", fibercors.New(fibercors.ConfigDefault))                       // want cors
	app.Use("/d", fibercors.New(fibercors.Config{
		AllowOriginsFunc: func(origin string) bool { return strings.HasPrefix(origin, "https://") }, // want cors "every origin"
		AllowCredentials: true,
	}))

	app.Use("/e", fibercors.New(fibercors.Config{AllowOrigins: partners, AllowCredentials: true}))         // ok: a list of origins
	app.Use("/f", fibercors.New(fibercors.Config{AllowOrigins: []string{"https://*.example.com"}}))        // ok: sub-domains only
	app.Use("/g", fibercors.New(fibercors.Config{AllowOrigins: strings.Split(os.Getenv("ORIGINS"), ",")})) // ok: the operator names the origins
	app.Use("/h", fibercors.New(fibercors.Config{
		AllowOriginsFunc: func(origin string) bool { return slices.Contains(partners, origin) }, // ok: a list of origins
	}))
	app.Get("/i", func(c fiber.Ctx) error {
		c.Set(fiber.HeaderAccessControlAllowOrigin, c.Get(fiber.HeaderOrigin)) // want cors "sent back"
		c.Set(fiber.HeaderAccessControlAllowCredentials, "true")
		return c.SendStatus(fiber.StatusOK)
	})
	app.Get("/j", func(c fiber.Ctx) error {
		c.Set(fiber.HeaderAccessControlAllowOrigin, "https://example.com") // ok: a constant origin
		return c.SendStatus(fiber.StatusOK)
	})
	return app
}

func zeroServers(conf rest.RestConf) []*rest.Server {
	return []*rest.Server{
		rest.MustNewServer(conf, rest.WithCors()),                                // want cors
		rest.MustNewServer(conf, rest.WithCors("*")),                             // want cors
		rest.MustNewServer(conf, rest.WithCustomCors(nil, nil, "*")),             // want cors
		rest.MustNewServer(conf, rest.WithCors("https://example.com")),           // ok: one origin
		rest.MustNewServer(conf, rest.WithCors(partners...)),                     // ok: a list of origins
		rest.MustNewServer(conf, rest.WithCustomCors(nil, nil, "https://a.com")), // ok: one origin
	}
}

// setCORS is handed the origins as text.
func setCORS(r *gin.Engine, origins string) {
	r.Use(gincors.Middleware(gincors.Config{
		Origins:     origins, // want cors
		Credentials: true,
	}))
}

func main() {
	go func() { log.Fatal(echoServer().Start(":8081")) }()
	go func() { log.Fatal(fiberServer().Listen(":8080")) }()
	for _, s := range zeroServers(rest.RestConf{}) {
		go s.Start()
	}
	r := gin.New()
	setCORS(r, "*")
	r.Use(gincors.Middleware(gincors.Config{Origins: "https://example.com, https://www.example.com", Credentials: true})) // ok: two origins
	log.Fatal(r.Run())
}
