// Package main wraps the context of its framework in one of its own, which knows the caller.
package main

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

type user struct{ Name string }

// Context is what handlers are given.
type Context struct {
	echo.Context
	User *user
}

type handler func(c *Context) error

func (h handler) echo() echo.HandlerFunc {
	return func(c echo.Context) error { return h(c.(*Context)) }
}

type middleware func(next handler) handler

func (m middleware) echo() echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return m(func(c *Context) error { return next(c) }).echo()
	}
}

func wrap(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(&Context{Context: c}) }
}

func find(token string) (*user, error) { return &user{strings.ToUpper(token)}, nil }

func load(next handler) handler {
	return func(c *Context) error {
		token := c.Request().Header.Get("Authorization")
		if token == "" {
			return next(c)
		}
		u, err := find(token)
		if err != nil {
			return c.NoContent(http.StatusUnauthorized)
		}
		c.User = u
		return next(c)
	}
}

func logged(next handler) handler {
	return func(c *Context) error {
		if c.User == nil {
			return c.Redirect(http.StatusFound, "/login")
		}
		return next(c)
	}
}

func home(c *Context) error { return c.String(http.StatusOK, "home") }

func greet(c *Context) error {
	if c.User != nil {
		return c.String(http.StatusOK, "hello "+c.User.Name)
	}
	return c.String(http.StatusOK, "hello")
}

func account(c *Context) error { return c.String(http.StatusOK, c.User.Name) }

func main() {
	e := echo.New()
	e.Use(wrap, middleware(load).echo())
	e.GET("/", handler(home).echo())              //= GET / none home
	e.GET("/greeting", handler(greet).echo())     //= GET /greeting optional greet
	e.GET("/lamps", logged(account).echo())       //= GET /lamps required account
	e.GET("/direct", handler(home).echo(), guard) //= GET /direct required home
	e.Start(":8080")
}

// guard takes the context as it is given.
func guard(next echo.HandlerFunc) echo.HandlerFunc {
	return middleware(logged).echo()(next)
}
