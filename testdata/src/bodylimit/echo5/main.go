// Limits of echo v5.
package main

import (
	"net/http"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
)

type order struct {
	Item string `json:"item"`
}

func main() {
	e := echo.New()
	e.POST("/orders", create, middleware.BodyLimit(1<<20))
	e.PUT("/orders/:id", replace)
	if err := e.Start(":8080"); err != nil {
		e.Logger.Error(err.Error())
	}
}

func create(c *echo.Context) error {
	var o order
	if err := c.Bind(&o); err != nil { // ok: bounded on the route
		return err
	}
	return c.JSON(http.StatusOK, o)
}

func replace(c *echo.Context) error {
	var o order
	if err := c.Bind(&o); err != nil { // want bodylimit "PUT /orders/{id}: echo.Context.Bind reads"
		return err
	}
	return c.JSON(http.StatusOK, o)
}
