// Command lateuseecho adds authentication after the routes: echo's own Use covers every route, that of a group only
// later ones.
package main

import (
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

type note struct {
	ID   int64  `db:"id" json:"id"`
	Text string `db:"text" json:"text"`
}

type api struct{ db *sqlx.DB }

func (a *api) notes(c echo.Context) error {
	var list []note
	if err := a.db.SelectContext(c.Request().Context(), &list, `SELECT id, text FROM notes`); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, list)
}

func (a *api) login(c echo.Context) error { return c.NoContent(http.StatusNoContent) }

func (a *api) validKey(key string, c echo.Context) (bool, error) {
	var n int
	err := a.db.GetContext(c.Request().Context(), &n, `SELECT count(*) FROM keys WHERE key = $1`, key)
	return n == 1, err
}

// routes adds the guard of the group between its two routes.
func (a *api) routes() *echo.Echo {
	e := echo.New()
	e.POST("/login", a.login) // ok: login is public by design

	g := e.Group("/v1")
	g.GET("/notes", a.notes) // want routeauth "GET /v1/notes"
	g.Use(middleware.KeyAuth(a.validKey))
	g.GET("/notes/recent", a.notes)                                // ok: registered after the group's Use
	g.Group("/archive").GET("/notes", a.notes)                     // ok: the inner group copied the middleware
	e.GET("/v2/notes", a.notes, middleware.KeyAuth(a.validKey))    // ok: route middleware after the handler argument
	e.GET("/v2/export", a.notes, middleware.Gzip())                // want routeauth "GET /v2/export"
	e.Add(http.MethodGet, "/v2/all", a.notes, middleware.Logger()) // want routeauth "GET /v2/all"
	return e
}

// internal adds the guard of the whole instance last.
func (a *api) internal() *echo.Echo {
	e := echo.New()
	e.GET("/notes", a.notes)              // ok: the instance's Use covers routes whatever the order
	e.Group("/v1").GET("/notes", a.notes) // ok: the instance's Use covers groups too
	e.Use(middleware.KeyAuth(a.validKey))
	return e
}

func main() {
	db, err := sqlx.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	go func() { log.Fatal(a.internal().Start("127.0.0.1:9090")) }()
	log.Fatal(a.routes().Start(":8080"))
}
