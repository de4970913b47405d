// Command refusesecho refuses by what its middleware returns: in echo an error or an answer without next ends the request.
package main

import (
	"database/sql"
	"errors"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/labstack/echo/v4"
)

type api struct{ db *sql.DB }

// userOf returns the id of the user that the token of the request belongs to.
func (a *api) userOf(c echo.Context) (int64, error) {
	var id int64
	err := a.db.QueryRowContext(c.Request().Context(), `SELECT user_id FROM tokens WHERE token = $1`,
		c.Request().Header.Get(echo.HeaderAuthorization)).Scan(&id)
	return id, err
}

func (a *api) sentinel(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id, err := a.userOf(c)
		if err != nil {
			return echo.ErrUnauthorized
		}
		c.Set("user", id)
		return next(c)
	}
}

func (a *api) httpError(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, err := a.userOf(c); errors.Is(err, sql.ErrNoRows) {
			return echo.NewHTTPError(http.StatusUnauthorized, "unknown token")
		} else if err != nil {
			return err
		}
		return next(c)
	}
}

func (a *api) answers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, err := a.userOf(c); err != nil {
			return c.JSON(http.StatusUnauthorized, map[string]string{"error": "log in first"})
		}
		return next(c)
	}
}

// goesOn answers 401 and calls next all the same.
func (a *api) goesOn(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, err := a.userOf(c); err != nil {
			if err := c.NoContent(http.StatusUnauthorized); err != nil {
				return err
			}
		}
		return next(c)
	}
}

// after looks at the token only when the handler is done.
func (a *api) after(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := next(c); err != nil {
			return err
		}
		if _, err := a.userOf(c); err != nil {
			return echo.ErrUnauthorized
		}
		return nil
	}
}

func (a *api) shipments(c echo.Context) error {
	var n int
	if err := a.db.QueryRowContext(c.Request().Context(), `SELECT count(*) FROM shipments`).Scan(&n); err != nil {
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
	e.GET("/a", a.shipments, a.sentinel)          // ok: returns echo.ErrUnauthorized
	e.GET("/b", a.shipments, a.httpError)         // ok: returns an error with status 401
	e.GET("/c", a.shipments, a.answers)           // ok: answers and does not call next
	e.GET("/d", a.shipments, a.goesOn)            // want routeauth "GET /d"
	e.GET("/e", a.shipments, a.after)             // want routeauth "GET /e"
	e.GET("/f", a.shipments, a.goesOn, a.answers) // ok: the second middleware refuses
	log.Fatal(e.Start(":8080"))
}
