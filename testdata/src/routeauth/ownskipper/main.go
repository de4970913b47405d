// Command ownskipper exempts routes with a function: the library's Skipper, and one in a configuration of its own.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

type api struct{ db *sql.DB }

type tokenConfig struct {
	Skipper middleware.Skipper
	Valid   func(c echo.Context, token string) bool
}

// tokenAuth is middleware in the library's style.
func tokenAuth(config tokenConfig) echo.MiddlewareFunc {
	if config.Skipper == nil {
		config.Skipper = middleware.DefaultSkipper
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if config.Skipper(c) {
				return next(c)
			}
			if !config.Valid(c, c.Request().Header.Get("X-Token")) {
				return echo.ErrUnauthorized
			}
			return next(c)
		}
	}
}

func (a *api) valid(c echo.Context, token string) bool {
	var n int
	err := a.db.QueryRowContext(c.Request().Context(), `SELECT 1 FROM tokens WHERE token = $1`, token).Scan(&n)
	return err == nil
}

func always(echo.Context) bool { return true }

func readers(c echo.Context) bool { return c.Request().Method == http.MethodGet }

func feeds(c echo.Context) bool { return strings.HasPrefix(c.Request().URL.Path, "/e/feed") }

func (a *api) posts(c echo.Context) error {
	var n int
	if err := a.db.QueryRowContext(c.Request().Context(), `SELECT count(*) FROM posts`).Scan(&n); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	e := echo.New()
	e.GET("/a/posts", a.posts, tokenAuth(tokenConfig{Valid: a.valid}))                  // ok: the default skips nothing
	e.GET("/b/posts", a.posts, tokenAuth(tokenConfig{Valid: a.valid, Skipper: always})) // want routeauth "GET /b/posts"

	c := e.Group("/c", tokenAuth(tokenConfig{Valid: a.valid, Skipper: readers}))
	c.GET("/posts", a.posts)  // want routeauth "GET /c/posts"
	c.POST("/posts", a.posts) // ok: only GET is skipped

	d := e.Group("/d", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{
		Skipper:   readers,
		Validator: func(key string, c echo.Context) (bool, error) { return a.valid(c, key), nil },
	}))
	d.GET("/posts", a.posts)    // want routeauth "GET /d/posts"
	d.DELETE("/posts", a.posts) // ok: only GET is skipped

	f := e.Group("/e", tokenAuth(tokenConfig{Valid: a.valid, Skipper: feeds}))
	f.GET("/feed/posts", a.posts) // want routeauth "GET /e/feed/posts"
	f.GET("/posts", a.posts)      // ok: not below the skipped prefix
	log.Fatal(e.Start(":8080"))
}
