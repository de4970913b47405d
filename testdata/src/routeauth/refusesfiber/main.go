// Command refusesfiber refuses by not calling Next: in fiber nothing else stops a request.
package main

import (
	"database/sql"
	"log"
	"os"

	"github.com/gofiber/fiber/v2"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type api struct{ db *sql.DB }

func (a *api) known(c *fiber.Ctx) bool {
	var n int
	err := a.db.QueryRowContext(c.UserContext(), `SELECT 1 FROM tokens WHERE token = $1`, c.Get("X-Token")).Scan(&n)
	return err == nil
}

func (a *api) sentinel(c *fiber.Ctx) error {
	if !a.known(c) {
		return fiber.ErrUnauthorized
	}
	return c.Next()
}

func (a *api) newError(c *fiber.Ctx) error {
	if a.known(c) {
		return c.Next()
	}
	return fiber.NewError(fiber.StatusForbidden, "unknown token")
}

func (a *api) status(c *fiber.Ctx) error {
	if !a.known(c) {
		return c.Status(fiber.StatusUnauthorized).JSON(fiber.Map{"error": "unknown token"})
	}
	return c.Next()
}

func (a *api) redirect(c *fiber.Ctx) error {
	if !a.known(c) {
		return c.Redirect("/login")
	}
	return c.Next()
}

// forgets sets the status; what follows overwrites it.
func (a *api) forgets(c *fiber.Ctx) error {
	if !a.known(c) {
		c.Status(fiber.StatusUnauthorized)
	}
	return c.Next()
}

// sends answers and then lets the handler answer once more.
func (a *api) sends(c *fiber.Ctx) error {
	if !a.known(c) {
		if err := c.SendStatus(fiber.StatusUnauthorized); err != nil {
			return err
		}
	}
	return c.Next()
}

func (a *api) invoices(c *fiber.Ctx) error {
	var n int
	if err := a.db.QueryRowContext(c.UserContext(), `SELECT count(*) FROM invoices`).Scan(&n); err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	app := fiber.New()
	app.Get("/a", a.sentinel, a.invoices) // ok: returns fiber.ErrUnauthorized
	app.Get("/b", a.newError, a.invoices) // ok: calls Next only for known tokens
	app.Get("/c", a.status, a.invoices)   // ok: answers and does not call Next
	app.Get("/d", a.redirect, a.invoices) // ok: sends strangers to the login page
	app.Get("/e", a.forgets, a.invoices)  // want routeauth "GET /e"
	app.Get("/f", a.sends, a.invoices)    // want routeauth "GET /f"
	log.Fatal(app.Listen(":8080"))
}
