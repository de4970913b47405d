// Package echo5 builds an echo server of version 5 in every way that changes what a request meets.
package echo5

import (
	"fixtures/routes/trace"

	"github.com/labstack/echo/v5"
)

func mark(name string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error {
			c.Response().Header().Add(trace.Header, name)
			return next(c)
		}
	}
}

func handle(name string) echo.HandlerFunc {
	return func(c *echo.Context) error {
		c.Response().Header().Add(trace.Header, "= "+name)
		return nil
	}
}

// Routes builds the server.
func Routes() *echo.Echo {
	e := echo.New()
	e.GET("/early", handle("before any Use"))
	e.Use(mark("use 1"))
	e.Pre(mark("pre"))
	e.POST("/route/:id", handle("with route middleware"), mark("route 1"), mark("route 2"))
	e.Match([]string{"GET", "PUT"}, "/match", handle("match"))
	e.Add("PATCH", "/add", handle("add"))
	if _, err := e.AddRoute(echo.Route{Method: "GET", Path: "/struct", Handler: handle("struct"), Middlewares: []echo.MiddlewareFunc{mark("struct")}}); err != nil {
		panic(err)
	}

	api := e.Group("/api", mark("api"))
	api.GET("/x", handle("x"))
	api.Use(mark("late api"))
	api.GET("/y", handle("y"), mark("y"))
	nested := api.Group("/nested", mark("nested"))
	api.Use(mark("later api"))
	nested.GET("", handle("nested root"))
	nested.GET("/files/*", handle("files"))
	nested.DELETE("/:a/:b", handle("two parameters"))

	e.GET("/wrapped", echo.WrapHandler(trace.Handle("net/http")), echo.WrapMiddleware(trace.Mark("net/http middleware")))
	e.Use(mark("use 2"))
	return e
}
