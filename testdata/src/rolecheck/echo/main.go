// What belongs to the caller needs no role, although its neighbours demand one.
package main

import (
	"database/sql"
	"net/http"

	"github.com/labstack/echo/v4"
)

var db *sql.DB

func main() {
	e := echo.New()
	g := e.Group("/accounts", known)
	g.DELETE("/:id", remove, adminsOnly)
	g.PUT("/:id/role", change, adminsOnly)
	g.PUT("/:id/limit", limit, adminsOnly)
	g.PUT("/name/:name", rename)      // ok: the row is the caller's
	g.PUT("/:id/secret", resetSecret) // want rolecheck "PUT /accounts/{id}/secret: every known caller gets to resetSecret"
	e.Logger.Fatal(e.Start(":8080"))
}

func known(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var id int64
		var role string
		err := db.QueryRow("SELECT user_id, role FROM sessions WHERE token = $1", c.Request().Header.Get("Authorization")).Scan(&id, &role)
		if err != nil {
			return echo.ErrUnauthorized
		}
		c.Set("user", id)
		c.Set("role", role)
		return next(c)
	}
}

func adminsOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if role, _ := c.Get("role").(string); role != "admin" {
			return echo.NewHTTPError(http.StatusForbidden)
		}
		return next(c)
	}
}

func remove(c echo.Context) error {
	_, err := db.Exec("DELETE FROM accounts WHERE id = $1", c.Param("id"))
	return err
}

func change(c echo.Context) error {
	_, err := db.Exec("UPDATE accounts SET role = $2 WHERE id = $1", c.Param("id"), c.FormValue("role"))
	return err
}

func limit(c echo.Context) error {
	_, err := db.Exec("UPDATE accounts SET credit = $2 WHERE id = $1", c.Param("id"), c.FormValue("credit"))
	return err
}

func rename(c echo.Context) error {
	user := c.Get("user").(int64)
	_, err := db.Exec("UPDATE accounts SET shown = $2 WHERE name = $1 AND user_id = $3", c.Param("name"), c.FormValue("shown"), user)
	return err
}

func resetSecret(c echo.Context) error {
	_, err := db.Exec("UPDATE accounts SET secret = $2 WHERE id = $1", c.Param("id"), c.FormValue("secret"))
	return err
}
