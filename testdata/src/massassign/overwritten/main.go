// Command overwritten decodes bodies over what it has just set.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/labstack/echo/v4"
)

type memo struct {
	ID        string    `json:"id"`
	CreatorID int       `json:"creatorId"`
	Content   string    `json:"content"`
	Limit     int       `json:"limit"`
	CreatedAt time.Time `json:"createdAt"`
}

type safeMemo struct {
	ID        string `json:"-"`
	CreatorID int    `json:"-"`
	Content   string `json:"content"`
}

type api struct{ db *sql.DB }

func (a *api) insert(creator int, content string) error {
	_, err := a.db.Exec(`INSERT INTO memos (creator_id, content) VALUES ($1, $2)`, creator, content)
	return err
}

func (a *api) update(id, content string) error {
	_, err := a.db.Exec(`UPDATE memos SET content = $2 WHERE id = $1`, id, content)
	return err
}

func (a *api) create(c echo.Context) error {
	user, _ := c.Get("user").(int)
	m := &memo{CreatorID: user}
	if err := json.NewDecoder(c.Request().Body).Decode(m); err != nil { // want massassign `memo.CreatorID`
		return echo.ErrBadRequest
	}
	return a.insert(m.CreatorID, m.Content)
}

func (a *api) patch(c echo.Context) error {
	m := memo{ID: c.Param("id"), CreatedAt: time.Now()}
	if err := c.Bind(&m); err != nil { // want massassign `memo.ID`
		return echo.ErrBadRequest
	}
	return a.update(m.ID, m.Content)
}

func (a *api) createAfter(c echo.Context) error {
	m := &memo{Limit: 10}                                               // a default
	if err := json.NewDecoder(c.Request().Body).Decode(m); err != nil { // ok: the creator is set below
		return echo.ErrBadRequest
	}
	m.CreatorID, _ = c.Get("user").(int)
	return a.insert(m.CreatorID, m.Content)
}

func (a *api) createTagged(c echo.Context) error {
	user, _ := c.Get("user").(int)
	m := &safeMemo{CreatorID: user, ID: c.Param("id")}
	if err := json.NewDecoder(c.Request().Body).Decode(m); err != nil { // ok: the tags keep the decoder off
		return echo.ErrBadRequest
	}
	return a.insert(m.CreatorID, m.Content)
}

func (a *api) createOther(c echo.Context) error {
	user, _ := c.Get("user").(int)
	m := &memo{CreatorID: user}
	var in struct{ Content string }
	if err := json.NewDecoder(c.Request().Body).Decode(&in); err != nil { // ok: another object
		return echo.ErrBadRequest
	}
	return a.insert(m.CreatorID, in.Content)
}

func main() {
	db, err := sql.Open("pgx", "postgres://localhost/memos")
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	e := echo.New()
	e.POST("/memos", a.create)
	e.PATCH("/memos/:id", a.patch)
	e.POST("/after", a.createAfter)
	e.POST("/tagged", a.createTagged)
	e.POST("/other", a.createOther)
	log.Fatal(e.Start(":8080"))
}
