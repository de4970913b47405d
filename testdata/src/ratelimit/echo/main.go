// The limiter of echo, with an exemption that is meant for another route and one that is not.
package main

import (
	"database/sql"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/crypto/bcrypt"
)

var db *sql.DB

func main() {
	e := echo.New()
	e.Use(middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Store:   middleware.NewRateLimiterMemoryStore(1),
		Skipper: func(c echo.Context) bool { return c.Path() == "/health" || c.Path() == "/internal/login" },
	}))
	e.POST("/login", login)                  // ok: limited for all
	e.POST("/internal/login", internalLogin) // want ratelimit "POST /internal/login: internalLogin checks a password"
	e.GET("/health", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) })
	e.Logger.Fatal(e.Start(":8080"))
}

func login(c echo.Context) error { return check(c) }

func internalLogin(c echo.Context) error { return check(c) }

func check(c echo.Context) error {
	var hash []byte
	db.QueryRow("SELECT hash FROM users WHERE name = $1", c.FormValue("name")).Scan(&hash)
	if bcrypt.CompareHashAndPassword(hash, []byte(c.FormValue("password"))) != nil {
		return echo.ErrUnauthorized
	}
	return c.NoContent(http.StatusNoContent)
}
