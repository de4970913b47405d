// Command fibererror returns errors to fiber, which sends the text of every error unless an error handler is set.
package main

import (
	"errors"
	"log"
	"os"

	"github.com/gofiber/fiber/v2"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Task struct {
	ID    uint   `json:"id"`
	Title string `json:"title"`
}

type app struct{ db *gorm.DB }

func (a *app) returned(c *fiber.Ctx) error {
	var tasks []Task
	if err := a.db.Find(&tasks).Error; err != nil {
		return err // want errleak
	}
	return c.JSON(tasks)
}

func (a *app) newError(c *fiber.Ctx) error {
	if err := a.db.Delete(&Task{}, "title = ''").Error; err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, err.Error()) // want errleak
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (a *app) sent(c *fiber.Ctx) error {
	if err := a.db.Delete(&Task{}, "title = ''").Error; err != nil {
		return c.Status(fiber.StatusInternalServerError).SendString(err.Error()) // want errleak
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (a *app) json(c *fiber.Ctx) error {
	if err := a.db.Delete(&Task{}, "title = ''").Error; err != nil {
		return c.Status(500).JSON(fiber.Map{"status": "error", "message": "delete failed", "data": err}) // want errleak
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (a *app) constant(c *fiber.Ctx) error {
	if err := a.db.Delete(&Task{}, "title = ''").Error; err != nil {
		log.Printf("delete: %v", err)
		return fiber.NewError(fiber.StatusInternalServerError, "delete failed") // ok: a constant text
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (a *app) predefined(c *fiber.Ctx) error {
	var task Task
	err := a.db.First(&task, "title = ?", c.Query("title")).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return fiber.ErrNotFound // ok: a constant of fiber
	}
	if err != nil {
		return fiber.ErrInternalServerError // ok: a constant of fiber
	}
	return c.JSON(task)
}

func (a *app) parsed(c *fiber.Ctx) error {
	var task Task
	if err := c.BodyParser(&task); err != nil {
		return c.Status(fiber.StatusBadRequest).JSON(fiber.Map{"error": err.Error()}) // ok: a decode error answered with 400
	}
	return c.JSON(task)
}

// hidden returns its error to an application whose error handler hides it.
func (a *app) hidden(c *fiber.Ctx) error {
	var tasks []Task
	if err := a.db.Find(&tasks).Error; err != nil {
		return err // ok: the error handler of this application writes a constant
	}
	return c.JSON(tasks)
}

func quiet(c *fiber.Ctx, err error) error {
	log.Printf("%s %s: %v", c.Method(), c.Path(), err)
	return c.Status(fiber.StatusInternalServerError).SendString("internal error")
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	a := &app{db}
	f := fiber.New()
	f.Get("/a", a.returned)
	f.Delete("/b", a.newError)
	f.Delete("/c", a.sent)
	f.Delete("/d", a.json)
	f.Delete("/e", a.constant)
	f.Get("/f", a.predefined)
	f.Post("/g", a.parsed)

	q := fiber.New(fiber.Config{ErrorHandler: quiet})
	q.Get("/a", a.hidden)
	go func() { log.Fatal(q.Listen(":8081")) }()
	log.Fatal(f.Listen(":8080"))
}
