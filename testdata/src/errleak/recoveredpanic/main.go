// Command recoveredpanic answers panics in the ways that frameworks offer.
package main

import (
	"fmt"
	"log"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiberrecover "github.com/gofiber/fiber/v2/middleware/recover"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func ginServer() *gin.Engine {
	r := gin.New()
	loud := r.Group("/loud", gin.CustomRecovery(func(c *gin.Context, recovered any) {
		c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"error": fmt.Sprint(recovered)}) // want errleak
	}))
	loud.GET("/", func(c *gin.Context) { panic("out of paper") })

	quiet := r.Group("/quiet", gin.Recovery()) // ok: gin answers a panic without text
	quiet.GET("/", func(c *gin.Context) { panic("out of paper") })

	custom := r.Group("/custom", gin.CustomRecovery(func(c *gin.Context, recovered any) {
		log.Printf("panic: %v\n%s", recovered, debug.Stack())
		c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"error": "internal error"}) // ok: a constant text
	}))
	custom.GET("/", func(c *gin.Context) { panic("out of paper") })

	r.GET("/deferred", func(c *gin.Context) {
		defer func() {
			if v := recover(); v != nil {
				c.String(http.StatusInternalServerError, "stack: %s", debug.Stack()) // want errleak
			}
		}()
		panic("out of paper")
	})
	return r
}

func echoServer() *echo.Echo {
	e := echo.New()
	e.Use(middleware.Recover()) // ok: echo answers a panic with a constant text
	e.GET("/", func(c echo.Context) (err error) {
		defer func() {
			if v := recover(); v != nil {
				err = echo.NewHTTPError(http.StatusInternalServerError, fmt.Sprintf("panic: %v", v)) // want errleak
			}
		}()
		panic("out of ink")
	})
	return e
}

func fiberServer() *fiber.App {
	app := fiber.New(fiber.Config{ErrorHandler: func(c *fiber.Ctx, err error) error {
		log.Printf("%s: %v", c.Path(), err)
		return c.Status(fiber.StatusInternalServerError).SendString("internal error") // ok: a constant text
	}})
	app.Use(fiberrecover.New()) // ok: the error handler hides the panic
	app.Get("/", func(c *fiber.Ctx) error { panic("out of toner") })
	return app
}

func main() {
	go func() { log.Fatal(echoServer().Start(":8081")) }()
	go func() { log.Fatal(fiberServer().Listen(":8082")) }()
	log.Fatal(ginServer().Run(":8080"))
}
