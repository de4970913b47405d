// The limiter of fiber v2 covers what comes after it.
package main

import (
	"database/sql"
	"log"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/limiter"
	"golang.org/x/crypto/bcrypt"
)

var db *sql.DB

func main() {
	app := fiber.New()
	app.Post("/early/login", early) // want ratelimit "POST /early/login: early checks a password"
	app.Use(limiter.New(limiter.Config{Max: 5, Expiration: 15 * time.Minute}))
	app.Post("/login", login) // ok: after the limiter
	log.Fatal(app.Listen(":8080"))
}

func early(c *fiber.Ctx) error { return check(c) }

func login(c *fiber.Ctx) error { return check(c) }

func check(c *fiber.Ctx) error {
	var hash []byte
	db.QueryRow("SELECT hash FROM users WHERE name = $1", c.FormValue("name")).Scan(&hash)
	if bcrypt.CompareHashAndPassword(hash, []byte(c.FormValue("password"))) != nil {
		return fiber.ErrUnauthorized
	}
	return c.SendStatus(fiber.StatusNoContent)
}
