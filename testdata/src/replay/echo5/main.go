// Command echo5 guards what version 5 of echo routes.
package main

import (
	"errors"
	"log"
	"net/http"
	"strings"

	"fixtures/replay/store"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
)

type api struct{ store *store.Store }

// identify remembers who calls.
func (a *api) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		if name, err := a.store.Sender(c.Request()); err == nil {
			c.Set("caller", name)
		}
		return next(c)
	}
}

var errStranger = echo.NewHTTPError(http.StatusUnauthorized, "who are you?")

// demand refuses whom identify did not know.
func demand(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		if c.Get("caller") == nil {
			return errStranger
		}
		return next(c)
	}
}

// answers refuses by an answer of its own.
func answers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		if _, ok := c.Get("caller").(string); ok {
			return next(c)
		}
		return c.Redirect(http.StatusFound, "/login")
	}
}

// goesOn forgets to return.
func goesOn(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		if c.Get("caller") == nil {
			if err := c.String(http.StatusUnauthorized, "who are you?"); err != nil {
				return err
			}
		}
		return next(c)
	}
}

// plainError refuses with an error that is no HTTP error: the library answers 500 unless somebody says otherwise.
func plainError(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		if c.Get("caller") == nil {
			return errors.New("who are you?")
		}
		return next(c)
	}
}

// key checks the key that the library has found.
func (a *api) key(c *echo.Context, key string, _ middleware.ExtractorSource) (bool, error) {
	name, err := a.store.Caller(c.Request().Context(), key)
	return err == nil && name != "", nil
}

func (a *api) orders(c *echo.Context) error {
	text, err := a.store.Orders(c.Request().Context())
	if err != nil {
		return err
	}
	name, _ := c.Get("caller").(string)
	return c.JSON(http.StatusOK, map[string]string{"orders": text, "for": name})
}

func (a *api) plain(c *echo.Context) error {
	text, err := a.store.Orders(c.Request().Context())
	if err != nil {
		return err
	}
	return c.String(http.StatusOK, text)
}

// own demands a caller itself.
func (a *api) own(c *echo.Context) error {
	if _, err := a.store.Sender(c.Request()); err != nil {
		return echo.ErrUnauthorized
	}
	return a.plain(c)
}

// ownError does, too, with an error of the program's.
func (a *api) ownError(c *echo.Context) error {
	if _, err := a.store.Sender(c.Request()); err != nil {
		return errStranger
	}
	return a.plain(c)
}

func (a *api) server() *echo.Echo {
	e := echo.New()
	e.HTTPErrorHandler = func(c *echo.Context, err error) {
		var he *echo.HTTPError
		if !errors.As(err, &he) {
			_ = c.NoContent(http.StatusForbidden)
			return
		}
		_ = c.String(he.Code, "refused")
	}
	e.GET("/early", a.orders) // Use covers earlier routes too
	e.GET("/demand", a.plain, demand)
	e.GET("/answers", a.plain, answers)
	e.GET("/goeson", a.plain, goesOn)
	e.GET("/plainerror", a.plain, plainError)
	e.GET("/plain", a.plain)
	e.GET("/own", a.own)
	e.GET("/ownerror", a.ownError)
	e.POST("/order/:id", a.plain, middleware.Gzip(), demand)
	e.Any("/any", a.plain, demand)
	e.Match([]string{http.MethodGet, http.MethodPut}, "/match", a.plain, demand)
	e.GET("/key", a.plain, middleware.KeyAuth(a.key))
	e.GET("/keyless", a.plain, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{
		Skipper:   func(c *echo.Context) bool { return true },
		Validator: a.key,
	}))
	e.GET("/basic", a.plain, middleware.BasicAuth(func(c *echo.Context, _, password string) (bool, error) { return a.key(c, password, "") }))

	v1 := e.Group("/v1")
	v1.GET("/open", a.plain)
	v1.Use(demand)
	v1.GET("/closed", a.plain)
	nested := v1.Group("/nested")
	nested.GET("/files/*", a.plain)

	v2 := e.Group("/v2", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{
		Skipper:   func(c *echo.Context) bool { return strings.HasPrefix(c.Path(), "/v2/public/") },
		Validator: a.key,
	}))
	v2.GET("/public/:id", a.plain)
	v2.GET("/private/:id", a.plain)

	v3 := e.Group("/v3")
	inner := v3.Group("/inner") // made before the Use of its parent
	v3.Use(demand)
	inner.GET("/x", a.plain)
	v3.GET("/x", a.plain)

	e.Use(a.identify)
	return e
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal((&api{s}).server().Start(":8080"))
}
