// Command echohttperror returns errors to echo, which hides plain errors and shows those of NewHTTPError.
package main

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
)

type api struct{ db *sqlx.DB }

func (a *api) count() (n int, err error) {
	if err := a.db.Get(&n, `SELECT count(*) FROM films`); err != nil {
		return 0, fmt.Errorf("count films: %w", err)
	}
	return n, nil
}

func (a *api) returned(c echo.Context) error {
	n, err := a.count()
	if err != nil {
		return err // ok: echo answers a plain error with a constant text
	}
	return c.JSON(http.StatusOK, n)
}

func (a *api) asMessage(c echo.Context) error {
	n, err := a.count()
	if err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // want errleak
	}
	return c.JSON(http.StatusOK, n)
}

func (a *api) answered(c echo.Context) error {
	n, err := a.count()
	if err != nil {
		return c.JSON(http.StatusInternalServerError, echo.Map{"error": err.Error()}) // want errleak
	}
	return c.JSON(http.StatusOK, n)
}

func (a *api) asString(c echo.Context) error {
	n, err := a.count()
	if err != nil {
		return c.String(http.StatusInternalServerError, fmt.Sprint("failed: ", err)) // want errleak
	}
	return c.JSON(http.StatusOK, n)
}

func (a *api) inner(c echo.Context) error {
	n, err := a.count()
	if err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, "cannot count").SetInternal(err) // ok: the internal error is not shown
	}
	return c.JSON(http.StatusOK, n)
}

func (a *api) constant(c echo.Context) error {
	n, err := a.count()
	if err != nil {
		c.Logger().Error(err)
		return echo.NewHTTPError(http.StatusInternalServerError, "cannot count") // ok: a constant text
	}
	return c.JSON(http.StatusOK, n)
}

func (a *api) bind(c echo.Context) error {
	var in struct {
		Title string `json:"title"`
	}
	if err := c.Bind(&in); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error()) // ok: a decode error answered with 400
	}
	return c.JSON(http.StatusOK, in)
}

// central is the error handler of the second server: it shows every text.
func central(err error, c echo.Context) {
	var he *echo.HTTPError
	if errors.As(err, &he) {
		_ = c.JSON(he.Code, echo.Map{"error": he.Message}) // ok: texts that were meant for clients
		return
	}
	_ = c.JSON(http.StatusInternalServerError, echo.Map{"error": err.Error()}) // want errleak
}

func main() {
	db, err := sqlx.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	e := echo.New()
	e.GET("/a", a.returned)
	e.GET("/b", a.asMessage)
	e.GET("/c", a.answered)
	e.GET("/d", a.asString)
	e.GET("/e", a.inner)
	e.GET("/f", a.constant)
	e.POST("/g", a.bind)

	loud := echo.New()
	loud.HTTPErrorHandler = central
	loud.GET("/a", a.loudly)
	go func() { log.Fatal(loud.Start(":8081")) }()
	log.Fatal(e.Start(":8080"))
}

func (a *api) loudly(c echo.Context) error {
	n, err := a.count()
	if err != nil {
		return fmt.Errorf("loudly: %w", err)
	}
	return c.JSON(http.StatusOK, n)
}
