// Command echosqlx answers with rows that sqlx loads by column.
package main

import (
	"log"
	"net/http"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
)

type member struct {
	ID       int64  `db:"id" json:"id"`
	Name     string `db:"name" json:"name"`
	Hash     string `db:"password_hash" json:"passwordHash,omitempty"`
	Recovery string `db:"recovery_code" json:"recoveryCode,omitempty"`
}

type api struct{ db *sqlx.DB }

func (a *api) show(c echo.Context) error {
	var m member
	if err := a.db.Get(&m, `SELECT * FROM members WHERE id = $1`, c.Param("id")); err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, m) // want dataexposure `member.Hash`
}

func (a *api) list(c echo.Context) error {
	var all []member
	if err := a.db.Select(&all, `SELECT id, name, password_hash FROM members`); err != nil {
		return err
	}
	return c.JSONPretty(http.StatusOK, echo.Map{"members": all}, " ") // want dataexposure `member.Hash`
}

func (a *api) names(c echo.Context) error {
	var all []member
	if err := a.db.Select(&all, `SELECT id, name FROM members`); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, all) // ok: the columns are not loaded
}

func (a *api) counted(c echo.Context) error {
	var m member
	if err := a.db.Get(&m, `SELECT count(*) AS id FROM members`); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, m) // ok: only counted
}

func (a *api) created(c echo.Context) error {
	var m member
	if err := c.Bind(&m); err != nil {
		return err
	}
	if m.Hash != "" {
		return c.JSON(http.StatusBadRequest, echo.Map{"error": "hash is not yours to set"})
	}
	if _, err := a.db.NamedExec(`INSERT INTO members (name) VALUES (:name)`, m); err != nil {
		return err
	}
	return c.NoContent(http.StatusCreated) // ok: nothing is sent
}

func main() {
	a := &api{sqlx.MustConnect("pgx", "postgres://localhost/members")}
	e := echo.New()
	e.GET("/members/:id", a.show)
	e.GET("/members", a.list)
	e.GET("/names", a.names)
	e.GET("/count", a.counted)
	e.POST("/members", a.created)
	log.Fatal(e.Start(":8080"))
}
