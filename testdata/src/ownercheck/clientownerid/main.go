// Command clientownerid takes the owner from the request instead of from the authentication.
package main

import (
	"log"
	"os"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Photo struct {
	ID     uint   `json:"id"`
	UserID uint   `gorm:"index;not null" json:"user_id"`
	URL    string `json:"url"`
}

type Session struct {
	Token  string `gorm:"primaryKey"`
	UserID uint
}

type app struct{ db *gorm.DB }

func (a *app) auth(c *fiber.Ctx) error {
	var s Session
	if err := a.db.First(&s, "token = ?", c.Get("X-Token")).Error; err != nil {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	c.Locals("user", s.UserID)
	return c.Next()
}

func me(c *fiber.Ctx) uint { return c.Locals("user").(uint) }

func (a *app) photosOf(user uint) ([]Photo, error) {
	var list []Photo
	err := a.db.Where("user_id = ?", user).Find(&list).Error
	return list, err
}

func (a *app) byQuery(c *fiber.Ctx) error {
	user, err := strconv.ParseUint(c.Query("user_id"), 10, 32)
	if err != nil {
		return fiber.ErrBadRequest
	}
	list, err := a.photosOf(uint(user)) // want ownercheck "GET /photos"
	if err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(list)
}

func (a *app) byPath(c *fiber.Ctx) error {
	user, err := c.ParamsInt("user")
	if err != nil {
		return fiber.ErrBadRequest
	}
	list, err := a.photosOf(uint(user)) // want ownercheck "GET /users/{user}/photos"
	if err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(list)
}

// byPathChecked takes the user from the path as well, but only the caller's own.
func (a *app) byPathChecked(c *fiber.Ctx) error {
	user, err := c.ParamsInt("user")
	if err != nil {
		return fiber.ErrBadRequest
	}
	if uint(user) != me(c) {
		return fiber.ErrForbidden
	}
	list, err := a.photosOf(uint(user)) // ok: the user of the path is the caller
	if err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(list)
}

func (a *app) mine(c *fiber.Ctx) error {
	list, err := a.photosOf(me(c)) // ok: the id is the caller's own
	if err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(list)
}

// remove demands an owner, but the one that the header names.
func (a *app) remove(c *fiber.Ctx) error {
	res := a.db.Where("id = ? AND user_id = ?", c.Params("id"), c.Get("X-User-ID")).Delete(&Photo{}) // want ownercheck "DELETE /photos/{id}"
	if res.Error != nil {
		return fiber.ErrInternalServerError
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (a *app) removeMine(c *fiber.Ctx) error {
	res := a.db.Where("id = ? AND user_id = ?", c.Params("id"), me(c)).Delete(&Photo{}) // ok: the owner is the caller
	if res.Error != nil {
		return fiber.ErrInternalServerError
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
	f.Use(a.auth)
	f.Get("/photos", a.byQuery)
	f.Get("/users/:user/photos", a.byPath)
	f.Get("/v2/users/:user/photos", a.byPathChecked)
	f.Get("/me/photos", a.mine)
	f.Delete("/photos/:id", a.remove)
	f.Delete("/v2/photos/:id", a.removeMine)
	log.Fatal(f.Listen(":8080"))
}
