// Command majorversions guards routes in echo v5 and fiber v3, which behave as their predecessors.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/gofiber/fiber/v3"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/labstack/echo/v5"
)

type api struct{ db *sql.DB }

func (a *api) user(r *http.Request) (id int64, err error) {
	err = a.db.QueryRowContext(r.Context(), `SELECT user_id FROM tokens WHERE token = $1`, r.Header.Get("X-Token")).Scan(&id)
	return id, err
}

func (a *api) echoAuth(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		id, err := a.user(c.Request())
		if err != nil {
			return echo.NewHTTPError(http.StatusUnauthorized, "unauthorized")
		}
		c.Set("user", id)
		return next(c)
	}
}

func (a *api) echoRooms(c *echo.Context) error {
	var n int
	if err := a.db.QueryRowContext(c.Request().Context(), `SELECT count(*) FROM rooms`).Scan(&n); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, n)
}

func (a *api) echoServer() *echo.Echo {
	e := echo.New()
	e.GET("/a", a.echoRooms)             // want routeauth "GET /a"
	e.GET("/b", a.echoRooms, a.echoAuth) // ok: route middleware
	g := e.Group("/c")
	g.GET("/early", a.echoRooms) // want routeauth "GET /c/early"
	g.Use(a.echoAuth)
	g.GET("/late", a.echoRooms) // ok: registered after the group's Use
	return e
}

func (a *api) fiberAuth(c fiber.Ctx) error {
	var id int64
	if err := a.db.QueryRow(`SELECT user_id FROM tokens WHERE token = $1`, c.Get("X-Token")).Scan(&id); err != nil {
		return fiber.ErrUnauthorized
	}
	c.Locals("user", id)
	return c.Next()
}

func (a *api) fiberRooms(c fiber.Ctx) error {
	var n int
	if err := a.db.QueryRow(`SELECT count(*) FROM rooms`).Scan(&n); err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(n)
}

func (a *api) fiberServer() *fiber.App {
	f := fiber.New()
	f.Get("/d", a.fiberRooms)              // want routeauth "GET /d"
	f.Get("/e", a.fiberAuth, a.fiberRooms) // ok: guarded in its own list of handlers
	f.Use(a.fiberAuth)
	f.Get("/f", a.fiberRooms) // ok: registered after Use
	return f
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	go func() { log.Fatal(a.echoServer().Start(":8081")) }()
	log.Fatal(a.fiberServer().Listen(":8080"))
}
