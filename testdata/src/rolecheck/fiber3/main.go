// A group of fiber v3 in which a handler was registered before the middleware.
package main

import (
	"database/sql"
	"log"

	"github.com/gofiber/fiber/v3"
)

var db *sql.DB

func main() {
	app := fiber.New()
	app.Use(known)
	app.Delete("/staff/logs", clearLogs) // want rolecheck "DELETE /staff/logs: every known caller gets to clearLogs"
	staff := app.Group("/staff", staffOnly)
	staff.Delete("/cache", clearCache)                             // ok: staffOnly
	staff.Post("/mails", sendMails)                                // ok: staffOnly
	app.Post("/orders", order)                                     // ok: nothing comparable demands a role
	app.Get("/staff/help", help)                                   // ok: reading it demands nothing of anybody
	app.Post("/staff/holidays", anyOf("staff", "boss"), sendMails) // ok: another demand
	log.Fatal(app.Listen(":8080"))
}

func known(c fiber.Ctx) error {
	var role string
	if err := db.QueryRow("SELECT role FROM sessions WHERE token = $1", c.Get("Authorization")).Scan(&role); err != nil {
		return fiber.ErrUnauthorized
	}
	c.Locals("role", role)
	return c.Next()
}

func staffOnly(c fiber.Ctx) error {
	if role, _ := c.Locals("role").(string); role != "staff" {
		return fiber.NewError(fiber.StatusForbidden)
	}
	return c.Next()
}

func anyOf(roles ...string) fiber.Handler {
	return func(c fiber.Ctx) error {
		role, _ := c.Locals("role").(string)
		for _, r := range roles {
			if r == role {
				return c.Next()
			}
		}
		return fiber.ErrForbidden
	}
}

func help(c fiber.Ctx) error {
	_, err := db.Exec("SELECT text FROM help")
	return err
}

func clearLogs(c fiber.Ctx) error {
	_, err := db.Exec("DELETE FROM logs")
	return err
}

func clearCache(c fiber.Ctx) error {
	_, err := db.Exec("DELETE FROM cache")
	return err
}

func sendMails(c fiber.Ctx) error {
	_, err := db.Exec("INSERT INTO mails (text) VALUES ($1)", c.FormValue("text"))
	return err
}

func order(c fiber.Ctx) error {
	_, err := db.Exec("INSERT INTO orders (item) VALUES ($1)", c.FormValue("item"))
	return err
}
