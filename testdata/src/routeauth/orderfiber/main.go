// Command orderfiber registers routes before and after Use: fiber runs its stack strictly in order of registration.
package main

import (
	"log"
	"os"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Task struct {
	ID    uint   `json:"id"`
	Title string `json:"title"`
}

type Session struct {
	Token  string `gorm:"primaryKey"`
	UserID uint
}

type app struct{ db *gorm.DB }

func (a *app) protected(c *fiber.Ctx) error {
	var s Session
	if err := a.db.First(&s, "token = ?", c.Cookies("session")).Error; err != nil {
		return fiber.ErrUnauthorized
	}
	c.Locals("user", s.UserID)
	return c.Next()
}

func (a *app) tasks(c *fiber.Ctx) error {
	var list []Task
	if err := a.db.Find(&list).Error; err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, "cannot read tasks")
	}
	return c.JSON(list)
}

func (a *app) clear(c *fiber.Ctx) error {
	if err := a.db.Where("title = ''").Delete(&Task{}).Error; err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, "cannot delete tasks")
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	a := &app{db}
	f := fiber.New()
	f.Use(recover.New())

	f.Get("/health", func(c *fiber.Ctx) error { return c.SendString("ok") }) // ok: health is public by design
	f.Get("/tasks", a.tasks)                                                 // want routeauth "GET /tasks"
	f.Post("/tasks/clear", a.protected, a.clear)                             // ok: guarded in its own list of handlers

	api := f.Group("/api", a.protected)
	api.Get("/tasks", a.tasks)                    // ok: the group's handler runs first
	api.Group("/admin").Delete("/tasks", a.clear) // ok: the outer group's handler runs first

	v2 := f.Group("/v2")
	v2.Delete("/tasks", a.clear) // want routeauth "DELETE /v2/tasks"
	v2.Use(a.protected)
	v2.Get("/tasks", a.tasks) // ok: registered after the group's Use

	f.Use("/v3", a.protected)
	f.Get("/v3/tasks", a.tasks)  // ok: Use was registered for the prefix before
	f.Get("/v30/tasks", a.tasks) // ok: a prefix of Use is text, and /v30 starts with /v3

	f.Use(a.protected)
	f.Route("/v4", func(r fiber.Router) {
		r.Get("/tasks", a.tasks) // ok: registered after Use
	})
	log.Fatal(f.Listen(":8080"))
}
