// Command owncontext wraps the context of the library in one of its own, which holds the caller.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/gorilla/sessions"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/labstack/echo/v4"
)

type member struct {
	ID   int
	Role string
}

type loan struct {
	ID       int    `json:"id"`
	MemberID int    `json:"member_id"`
	ISBN     string `json:"isbn"`
}

// ownContext is what handlers get.
type ownContext struct {
	echo.Context
	caller *member
}

type app struct {
	db    *sql.DB
	store sessions.Store
}

func (a *app) wrap(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(&ownContext{Context: c}) }
}

func (a *app) requireLogin(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		own := c.(*ownContext)
		session, err := a.store.Get(c.Request(), "library")
		if err != nil {
			return echo.ErrUnauthorized
		}
		id, ok := session.Values["member_id"].(int)
		if !ok {
			return echo.ErrUnauthorized
		}
		var m member
		if err := a.db.QueryRow(`SELECT id, role FROM members WHERE id = $1`, id).Scan(&m.ID, &m.Role); err != nil {
			return echo.ErrUnauthorized
		}
		own.caller = &m
		return next(own)
	}
}

func (a *app) find(id string) (loan, error) {
	var l loan
	err := a.db.QueryRow(`SELECT id, member_id, isbn FROM loans WHERE id = $1`, id).Scan(&l.ID, &l.MemberID, &l.ISBN)
	return l, err
}

func (a *app) read(c echo.Context) error {
	l, err := a.find(c.Param("id")) // ok: compared below, and librarians see all
	if err != nil {
		return echo.ErrNotFound
	}
	m := c.(*ownContext).caller
	switch {
	case l.MemberID == m.ID, m.Role == "librarian":
		return c.JSON(http.StatusOK, l)
	}
	return echo.ErrForbidden
}

func (a *app) extend(c echo.Context) error {
	if _, err := a.db.Exec(`UPDATE loans SET due = due + 14 WHERE id = $1`, c.Param("id")); err != nil { // want ownercheck "POST /loans/{id}/extend"
		return echo.ErrInternalServerError
	}
	return c.NoContent(http.StatusNoContent)
}

// borrow changes a book, whose author is no member.
func (a *app) borrow(c echo.Context) error {
	if _, err := a.db.Exec(`UPDATE books SET copies = copies - 1 WHERE isbn = $1 AND author <> ''`, c.Param("isbn")); err != nil { // ok: books have no owner
		return echo.ErrInternalServerError
	}
	return c.NoContent(http.StatusNoContent)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("opening the database failed")
	}
	a := &app{db, sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))}
	e := echo.New()
	e.Use(a.wrap, a.requireLogin)
	e.GET("/loans/:id", a.read)
	e.POST("/loans/:id/extend", a.extend)
	e.POST("/books/:isbn/borrow", a.borrow)
	log.Fatal(e.Start(":8080"))
}
