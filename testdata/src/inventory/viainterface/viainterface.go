// Package main registers routes through interfaces of its own that routers of libraries satisfy.
package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v5"
)

type getter interface {
	GET(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) echo.RouteInfo
}

type registrar interface {
	POST(path string, handlers ...gin.HandlerFunc) gin.IRoutes
}

func stream(c *echo.Context) error {
	if c.Request().Header.Get("Authorization") == "" {
		return c.NoContent(http.StatusUnauthorized)
	}
	return c.String(http.StatusOK, "stream")
}

func post(c *gin.Context) { c.String(http.StatusOK, "posted") }

func events(r getter) {
	r.GET("/events", stream) //= GET /api/events required stream
}

func posts(r registrar) {
	r.POST("/posts", post) //= POST /posts none post
}

func main() {
	e := echo.New()
	events(e.Group("/api"))
	go e.Start(":8080")

	g := gin.New()
	posts(g)
	g.Run()
}
