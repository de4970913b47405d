// Command methodvaluefield keeps its middleware in struct fields, as method values, interfaces and closures.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/labstack/echo/v4"
)

type authenticator interface {
	Authenticate(next echo.HandlerFunc) echo.HandlerFunc
}

type tokens struct{ db *sql.DB }

func (t *tokens) Authenticate(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var user int64
		err := t.db.QueryRowContext(c.Request().Context(), `SELECT user_id FROM tokens WHERE token = $1`,
			c.Request().Header.Get("X-Token")).Scan(&user)
		if err != nil {
			return c.NoContent(http.StatusUnauthorized)
		}
		return next(c)
	}
}

// noop is what tests use.
type noop struct{}

func (noop) Authenticate(next echo.HandlerFunc) echo.HandlerFunc { return next }

type middlewares struct {
	Auth, Trace echo.MiddlewareFunc
	Extra       []echo.MiddlewareFunc
}

type handler struct {
	db    *sql.DB
	auth  authenticator
	none  authenticator
	mw    middlewares
	byKey map[string]echo.MiddlewareFunc
}

func trace(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		defer log.Println(c.Path())
		return next(c)
	}
}

func newHandler(db *sql.DB) *handler {
	t := &tokens{db}
	return &handler{
		db:    db,
		auth:  t,
		none:  noop{},
		mw:    middlewares{Auth: t.Authenticate, Trace: trace, Extra: []echo.MiddlewareFunc{trace, t.Authenticate}},
		byKey: map[string]echo.MiddlewareFunc{"user": t.Authenticate, "guest": trace},
	}
}

func (h *handler) pumps(c echo.Context) error {
	var n int
	if err := h.db.QueryRowContext(c.Request().Context(), `SELECT count(*) FROM pumps`).Scan(&n); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, n)
}

func (h *handler) register(e *echo.Echo) {
	e.GET("/a", h.pumps, h.mw.Auth)           // ok: the field holds a method value that refuses
	e.GET("/b", h.pumps, h.mw.Trace)          // want routeauth "GET /b"
	e.GET("/c", h.pumps, h.mw.Extra...)       // ok: the slice in the field ends with the guard
	e.GET("/d", h.pumps, h.mw.Extra[:1]...)   // want routeauth "GET /d"
	e.GET("/e", h.pumps, h.auth.Authenticate) // ok: the method value of an interface
	e.GET("/f", h.pumps, h.none.Authenticate) // want routeauth "GET /f"
	e.GET("/g", h.pumps, h.byKey["user"])     // ok: the map holds the guard
	e.GET("/h", h.pumps, h.byKey["guest"])    // want routeauth "GET /h"
	e.GET("/i", h.auth.Authenticate(h.pumps)) // ok: wrapped by hand
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	e := echo.New()
	newHandler(db).register(e)
	log.Fatal(e.Start(":8080"))
}
