// A group of echo v5 for staff, and a route of theirs outside of it.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"github.com/labstack/echo/v5"
)

var db *sql.DB

type caller struct {
	id    int64
	roles map[string]bool
}

func main() {
	e := echo.New()
	e.Use(known)
	e.POST("/orders", order)       // ok: nothing comparable demands a role
	e.DELETE("/staff/logs", clear) // want rolecheck "DELETE /staff/logs: every known caller gets to clear, and no role is demanded"
	e.GET("/staff/help", help)     // ok: reading it demands nothing of anybody
	staff := e.Group("/staff", demand("staff"))
	staff.DELETE("/cache", clear)                // ok: demand
	staff.POST("/mails", clear)                  // ok: demand
	e.POST("/staff/jobs", clear, demand("boss")) // ok: another demand
	log.Fatal(e.Start(":8080"))
}

func known(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		var role string
		who := caller{roles: map[string]bool{}}
		row := db.QueryRow("SELECT id, role FROM sessions WHERE token = $1", c.Request().Header.Get("Authorization"))
		if err := row.Scan(&who.id, &role); err != nil {
			return echo.NewHTTPError(http.StatusUnauthorized, "log in first")
		}
		who.roles[role] = true
		c.Set("caller", &who)
		return next(c)
	}
}

func demand(role string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error {
			if who, ok := c.Get("caller").(*caller); !ok || !who.roles[role] {
				return echo.NewHTTPError(http.StatusForbidden, "not for you")
			}
			return next(c)
		}
	}
}

func order(c *echo.Context) error {
	_, err := db.Exec("INSERT INTO orders (item) VALUES ($1)", c.FormValue("item"))
	return err
}

func clear(c *echo.Context) error {
	_, err := db.Exec("DELETE FROM logs")
	return err
}

func help(c *echo.Context) error {
	_, err := db.Query("SELECT text FROM help")
	return err
}
