// Limits of echo v4: the middleware of the library, with an exemption for one route.
package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

type order struct {
	Item string `json:"item"`
}

func main() {
	e := echo.New()
	e.Use(middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{
		Limit:   "1M",
		Skipper: func(c echo.Context) bool { return c.Path() == "/imports" },
	}))
	e.POST("/orders", create)
	e.POST("/imports", load)
	g := e.Group("/admin", middleware.BodyLimit("2K"))
	g.PUT("/settings", settings)
	e.Logger.Fatal(e.Start(":8080"))
}

func create(c echo.Context) error {
	var o order
	if err := c.Bind(&o); err != nil { // ok: bounded for all
		return err
	}
	return c.JSON(http.StatusOK, o)
}

func load(c echo.Context) error {
	var all []order
	if err := c.Bind(&all); err != nil { // want bodylimit "POST /imports: echo.Context.Bind reads a body of any size"
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func settings(c echo.Context) error {
	_, err := c.FormFile("settings") // ok: bounded twice
	return err
}
