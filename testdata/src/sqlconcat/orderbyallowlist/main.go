// Command orderbyallowlist lets clients choose the order, with and without an allow-list.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
)

type song struct {
	ID    int64  `db:"id" json:"id"`
	Title string `db:"title" json:"title"`
}

type api struct{ db *sqlx.DB }

const base = `SELECT id, title FROM songs ORDER BY `

func (a *api) list(c echo.Context, query string) error {
	var songs []song
	if err := a.db.SelectContext(c.Request().Context(), &songs, query); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

func (a *api) raw(c echo.Context) error {
	return a.list(c, base+c.QueryParam("sort")) // want sqlconcat
}

func (a *api) direction(c echo.Context) error {
	var songs []song
	if err := a.db.Select(&songs, base+"title "+strings.ToUpper(c.QueryParam("dir"))); err != nil { // want sqlconcat
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

// wrongBranch checks, and then uses the value anyway.
func (a *api) wrongBranch(c echo.Context) error {
	sort := c.QueryParam("sort")
	if !slices.Contains([]string{"title", "year"}, sort) {
		c.Logger().Warnf("odd sort column %q", sort)
	}
	var songs []song
	if err := a.db.Select(&songs, base+sort); err != nil { // want sqlconcat
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

var loose = regexp.MustCompile(`[a-z_]+`)

func (a *api) looseRegexp(c echo.Context) error {
	sort := c.QueryParam("sort")
	if !loose.MatchString(sort) {
		return echo.ErrBadRequest
	}
	var songs []song
	if err := a.db.Select(&songs, base+sort); err != nil { // want sqlconcat
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

func (a *api) switched(c echo.Context) error {
	var column string
	switch c.QueryParam("sort") {
	case "title":
		column = "title"
	case "newest":
		column = "year DESC"
	default:
		column = "id"
	}
	var songs []song
	if err := a.db.Select(&songs, base+column); err != nil { // ok: a switch with constant arms
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

// switchedThrough keeps the client's value, which the switch has compared with constants.
func (a *api) switchedThrough(c echo.Context) error {
	sort := c.QueryParam("sort")
	switch sort {
	case "title", "year":
	default:
		return echo.ErrBadRequest
	}
	var songs []song
	if err := a.db.Select(&songs, base+sort); err != nil { // ok: only the constants pass the switch
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

var columns = map[string]string{"title": "title", "year": "year, title"}

func (a *api) mapped(c echo.Context) error {
	column, ok := columns[c.QueryParam("sort")]
	if !ok {
		column = "id"
	}
	var songs []song
	if err := a.db.Select(&songs, base+column); err != nil { // ok: a value of a map of constants
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

var sortable = map[string]struct{}{"title": {}, "year": {}}

func (a *api) keyOfSet(c echo.Context) error {
	sort := c.QueryParam("sort")
	if _, ok := sortable[sort]; !ok {
		return echo.ErrBadRequest
	}
	var songs []song
	if err := a.db.Select(&songs, base+sort); err != nil { // ok: a key of a map of constants
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

func (a *api) contained(c echo.Context) error {
	sort := c.QueryParam("sort")
	if !slices.Contains([]string{"title", "year"}, sort) {
		sort = "id"
	}
	var songs []song
	if err := a.db.Select(&songs, base+sort); err != nil { // ok: one of the constants or the default
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

var identifier = regexp.MustCompile(`^[a-z_]{1,30}$`)

func (a *api) anchored(c echo.Context) error {
	sort := c.QueryParam("sort")
	if !identifier.MatchString(sort) {
		return echo.ErrBadRequest
	}
	var songs []song
	if err := a.db.Select(&songs, base+sort); err != nil { // ok: an anchored regexp admits identifiers only
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

func (a *api) compared(c echo.Context) error {
	dir := "ASC"
	if strings.EqualFold(c.QueryParam("dir"), "desc") {
		dir = "DESC"
	}
	var songs []song
	if err := a.db.Select(&songs, base+"title "+dir); err != nil { // ok: one of two constants
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

// columnFor is an allow-list in a function of its own.
func columnFor(sort string) (string, bool) {
	switch strings.ToLower(sort) {
	case "title":
		return "title", true
	case "year":
		return "year", true
	}
	return "", false
}

func (a *api) inFunction(c echo.Context) error {
	column, ok := columnFor(c.QueryParam("sort"))
	if !ok {
		return echo.NewHTTPError(http.StatusBadRequest, "sort by title or year")
	}
	var songs []song
	if err := a.db.Select(&songs, base+column); err != nil { // ok: the function returns constants only
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

// readDirection reads the order of a list; what it does not know comes with an error.
func readDirection(c echo.Context) (string, error) {
	dir := c.QueryParam("dir")
	if dir != "ASC" && dir != "DESC" {
		return dir, fmt.Errorf("direction %q is neither ASC nor DESC", dir)
	}
	return dir, nil
}

func (a *api) whereItIsRead(c echo.Context) error {
	dir, err := readDirection(c)
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, "ASC or DESC")
	}
	var songs []song
	if err := a.db.Select(&songs, base+"title "+dir); err != nil { // ok: without an error it is one of two constants
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

func (a *api) blindly(c echo.Context) error {
	dir, _ := readDirection(c)
	var songs []song
	if err := a.db.Select(&songs, base+"title "+dir); err != nil { // want sqlconcat
		return err
	}
	return c.JSON(http.StatusOK, songs)
}

func main() {
	db, err := sqlx.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	e := echo.New()
	e.GET("/raw", a.raw)
	e.GET("/direction", a.direction)
	e.GET("/wrongbranch", a.wrongBranch)
	e.GET("/looseregexp", a.looseRegexp)
	e.GET("/switched", a.switched)
	e.GET("/switchedthrough", a.switchedThrough)
	e.GET("/mapped", a.mapped)
	e.GET("/keyofset", a.keyOfSet)
	e.GET("/contained", a.contained)
	e.GET("/anchored", a.anchored)
	e.GET("/compared", a.compared)
	e.GET("/infunction", a.inFunction)
	e.GET("/whereitisread", a.whereItIsRead)
	e.GET("/blindly", a.blindly)
	log.Fatal(e.Start(":8080"))
}
