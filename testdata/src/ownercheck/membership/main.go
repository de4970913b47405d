// Command membership ties objects to the caller through teams and an authorizer.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"os"

	"github.com/gofiber/fiber/v2"
	_ "github.com/jackc/pgx/v5/stdlib"
)

var errDenied = errors.New("denied")

type dashboard struct {
	ID     string `json:"id"`
	TeamID string `json:"team_id"`
	Title  string `json:"title"`
}

type app struct{ db *sql.DB }

func (a *app) auth(c *fiber.Ctx) error {
	var user string
	if err := a.db.QueryRow(`SELECT user_id FROM tokens WHERE token = $1`, c.Get("X-Token")).Scan(&user); err != nil {
		return fiber.ErrUnauthorized
	}
	c.Locals("user", user)
	return c.Next()
}

func user(c *fiber.Ctx) string {
	u, _ := c.Locals("user").(string)
	return u
}

func (a *app) dashboard(ctx context.Context, id string) (*dashboard, error) {
	var d dashboard
	err := a.db.QueryRowContext(ctx, `SELECT id, team_id, title FROM dashboards WHERE id = $1`, id).Scan(&d.ID, &d.TeamID, &d.Title)
	return &d, err
}

// role returns the caller's role in a team, or the empty string.
func (a *app) role(ctx context.Context, team, user string) string {
	var role string
	if err := a.db.QueryRowContext(ctx, `SELECT role FROM team_members WHERE team_id = $1 AND user_id = $2`, team, user).Scan(&role); err != nil {
		return ""
	}
	return role
}

// can is the authorizer: it gets caller, action and object.
func (a *app) can(ctx context.Context, user, action string, d *dashboard) error {
	switch role := a.role(ctx, d.TeamID, user); {
	case role == "editor", role == "viewer" && action == "read":
		return nil
	}
	return errDenied
}

func (a *app) asked(c *fiber.Ctx) error {
	d, err := a.dashboard(c.UserContext(), c.Params("id")) // ok: the authorizer decides below
	if err != nil {
		return fiber.ErrNotFound
	}
	if err := a.can(c.UserContext(), user(c), "read", d); err != nil {
		return fiber.ErrForbidden
	}
	return c.JSON(d)
}

func (a *app) askedInVain(c *fiber.Ctx) error {
	d, err := a.dashboard(c.UserContext(), c.Params("id")) // want ownercheck "GET /b/{id}"
	if err != nil {
		return fiber.ErrNotFound
	}
	if err := a.can(c.UserContext(), user(c), "read", d); err != nil {
		log.Printf("should be refused: %v", err)
	}
	return c.JSON(d)
}

func (a *app) joined(c *fiber.Ctx) error {
	var d dashboard
	err := a.db.QueryRowContext(c.UserContext(), `
		SELECT d.id, d.team_id, d.title FROM dashboards d
		JOIN team_members m ON m.team_id = d.team_id AND m.user_id = $2
		WHERE d.id = $1`, c.Params("id"), user(c)).Scan(&d.ID, &d.TeamID, &d.Title) // ok: the join demands a membership
	if err != nil {
		return fiber.ErrNotFound
	}
	return c.JSON(d)
}

// rename asks about a team that the client names instead of the dashboard's own.
func (a *app) rename(c *fiber.Ctx) error {
	if a.role(c.UserContext(), c.FormValue("team"), user(c)) != "editor" {
		return fiber.ErrForbidden
	}
	if _, err := a.db.ExecContext(c.UserContext(), `UPDATE dashboards SET title = $2 WHERE id = $1`, c.Params("id"), c.FormValue("title")); err != nil { // want ownercheck "PUT /d/{id}"
		return fiber.ErrInternalServerError
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (a *app) renameAsked(c *fiber.Ctx) error {
	d, err := a.dashboard(c.UserContext(), c.Params("id")) // ok: the membership is looked up below
	if err != nil {
		return fiber.ErrNotFound
	}
	if a.role(c.UserContext(), d.TeamID, user(c)) != "editor" {
		return fiber.ErrForbidden
	}
	if _, err := a.db.ExecContext(c.UserContext(), `UPDATE dashboards SET title = $2 WHERE id = $1`, d.ID, c.FormValue("title")); err != nil {
		return fiber.ErrInternalServerError
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &app{db}
	f := fiber.New()
	f.Use(a.auth)
	f.Get("/a/:id", a.asked)
	f.Get("/b/:id", a.askedInVain)
	f.Get("/c/:id", a.joined)
	f.Put("/d/:id", a.rename)
	f.Put("/e/:id", a.renameAsked)
	log.Fatal(f.Listen(":8080"))
}
