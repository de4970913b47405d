// Middleware of the program for fiber v3 that answers with the library's own error.
package main

import (
	"database/sql"
	"log"
	"sync"
	"time"

	"github.com/gofiber/fiber/v3"
	"golang.org/x/crypto/bcrypt"
)

var db *sql.DB

func main() {
	app := fiber.New()
	w := &window{seen: map[string]int{}, start: time.Now()}
	app.Post("/login", w.limit, login)            // ok: the middleware counts
	app.Post("/admin/login", w.count, adminLogin) // want ratelimit "POST /admin/login: adminLogin checks a password"
	log.Fatal(app.Listen(":8080"))
}

type window struct {
	mu    sync.Mutex
	seen  map[string]int
	start time.Time
}

// limit refuses the sixth request of an address.
func (w *window) limit(c fiber.Ctx) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if time.Since(w.start) > 15*time.Minute {
		w.seen, w.start = map[string]int{}, time.Now()
	}
	if w.seen[c.IP()]++; w.seen[c.IP()] > 5 {
		return fiber.ErrTooManyRequests
	}
	return c.Next()
}

// count counts and refuses nobody.
func (w *window) count(c fiber.Ctx) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen[c.IP()]++
	return c.Next()
}

func login(c fiber.Ctx) error { return check(c) }

func adminLogin(c fiber.Ctx) error { return check(c) }

func check(c fiber.Ctx) error {
	var hash []byte
	db.QueryRow("SELECT hash FROM users WHERE name = $1", c.FormValue("name")).Scan(&hash)
	if bcrypt.CompareHashAndPassword(hash, []byte(c.FormValue("password"))) != nil {
		return fiber.ErrUnauthorized
	}
	return c.SendStatus(fiber.StatusNoContent)
}
