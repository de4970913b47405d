// Command sqlxnamed builds queries for sqlx: named parameters, IN lists and rebinding.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/gofiber/fiber/v2"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
)

type track struct {
	ID    int64  `db:"id" json:"id"`
	Title string `db:"title" json:"title"`
	Genre string `db:"genre" json:"genre"`
}

type app struct{ db *sqlx.DB }

func reply(c *fiber.Ctx, list []track, err error) error {
	if err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(list)
}

func (a *app) named(c *fiber.Ctx) error {
	rows, err := a.db.NamedQuery(`SELECT id, title, genre FROM tracks WHERE genre = :genre`, map[string]any{"genre": c.Query("genre")}) // ok: a named parameter
	if err != nil {
		return fiber.ErrInternalServerError
	}
	defer rows.Close()
	return c.SendStatus(fiber.StatusOK)
}

func (a *app) namedText(c *fiber.Ctx) error {
	query := fmt.Sprintf(`UPDATE tracks SET title = :title WHERE genre = '%s'`, c.Query("genre"))
	if _, err := a.db.NamedExec(query, track{Title: c.FormValue("title")}); err != nil { // want sqlconcat
		return fiber.ErrInternalServerError
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (a *app) in(c *fiber.Ctx) error {
	query, args, err := sqlx.In(`SELECT id, title, genre FROM tracks WHERE genre IN (?)`, strings.Split(c.Query("genres"), ","))
	if err != nil {
		return fiber.ErrBadRequest
	}
	var list []track
	err = a.db.Select(&list, a.db.Rebind(query), args...) // ok: sqlx.In expands placeholders
	return reply(c, list, err)
}

func (a *app) inText(c *fiber.Ctx) error {
	query, args, err := sqlx.In(`SELECT id, title, genre FROM tracks WHERE genre IN (?) ORDER BY `+c.Query("sort"), []string{"jazz", "blues"})
	if err != nil {
		return fiber.ErrBadRequest
	}
	var list []track
	err = a.db.Select(&list, a.db.Rebind(query), args...) // want sqlconcat
	return reply(c, list, err)
}

// filtered collects conditions and their parameters, the usual way.
func (a *app) filtered(c *fiber.Ctx) error {
	var (
		conditions []string
		args       []any
	)
	if genre := c.Query("genre"); genre != "" {
		args = append(args, genre)
		conditions = append(conditions, fmt.Sprintf("genre = $%d", len(args)))
	}
	if title := c.Query("title"); title != "" {
		args = append(args, "%"+title+"%")
		conditions = append(conditions, fmt.Sprintf("title ILIKE $%d", len(args)))
	}
	query := `SELECT id, title, genre FROM tracks`
	if len(conditions) > 0 {
		query += " WHERE " + strings.Join(conditions, " AND ")
	}
	var list []track
	err := a.db.Select(&list, query, args...) // ok: constant conditions with numbered placeholders
	return reply(c, list, err)
}

// filteredText collects conditions too, with their values in them.
func (a *app) filteredText(c *fiber.Ctx) error {
	conditions := []string{"true"}
	for _, column := range []string{"genre", "title"} {
		if v := c.Query(column); v != "" {
			conditions = append(conditions, column+" = '"+v+"'")
		}
	}
	var list []track
	err := a.db.Select(&list, `SELECT id, title, genre FROM tracks WHERE `+strings.Join(conditions, " AND ")) // want sqlconcat
	return reply(c, list, err)
}

// patched updates the columns that the body names.
func (a *app) patched(c *fiber.Ctx) error {
	var body map[string]any
	if err := c.BodyParser(&body); err != nil {
		return fiber.ErrBadRequest
	}
	var sets []string
	args := []any{c.Params("id")}
	for column, value := range body {
		args = append(args, value)
		sets = append(sets, fmt.Sprintf("%s = $%d", column, len(args)))
	}
	if _, err := a.db.Exec("UPDATE tracks SET "+strings.Join(sets, ", ")+" WHERE id = $1", args...); err != nil { // want sqlconcat
		return fiber.ErrInternalServerError
	}
	return c.SendStatus(fiber.StatusNoContent)
}

var writable = map[string]bool{"title": true, "genre": true}

// patchedListed updates only those that may be written.
func (a *app) patchedListed(c *fiber.Ctx) error {
	var body map[string]any
	if err := c.BodyParser(&body); err != nil {
		return fiber.ErrBadRequest
	}
	var sets []string
	args := []any{c.Params("id")}
	for column, value := range body {
		if !writable[column] {
			return fiber.NewError(fiber.StatusUnprocessableEntity, "unknown column")
		}
		args = append(args, value)
		sets = append(sets, fmt.Sprintf("%s = $%d", column, len(args)))
	}
	if _, err := a.db.Exec("UPDATE tracks SET "+strings.Join(sets, ", ")+" WHERE id = $1", args...); err != nil { // ok: the columns passed an allow-list
		return fiber.ErrInternalServerError
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func main() {
	db, err := sqlx.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &app{db}
	f := fiber.New()
	f.Get("/named", a.named)
	f.Put("/namedtext", a.namedText)
	f.Get("/in", a.in)
	f.Get("/intext", a.inText)
	f.Get("/filtered", a.filtered)
	f.Get("/filteredtext", a.filteredText)
	f.Patch("/patched/:id", a.patched)
	f.Patch("/patchedlisted/:id", a.patchedListed)
	log.Fatal(f.Listen(":8080"))
}
