// Package controller serves the task board.
package controller

import (
	"errors"

	"github.com/gofiber/fiber/v2"
	"gorm.io/gorm"

	"fixtures/apps/fibertasks/usecase"
)

// fail turns the errors of the use cases into responses.
func fail(c *fiber.Ctx, err error) error {
	switch {
	case errors.Is(err, usecase.ErrForbidden):
		return c.Status(fiber.StatusForbidden).JSON(fiber.Map{"error": usecase.ErrForbidden.Error()}) // ok: a constant text
	case errors.Is(err, usecase.ErrNotFound), errors.Is(err, gorm.ErrRecordNotFound):
		return fiber.NewError(fiber.StatusNotFound, usecase.ErrNotFound.Error()) // ok: a constant text
	default:
		return fiber.ErrInternalServerError // ok: a constant text
	}
}

func pathID(c *fiber.Ctx) (uint, error) {
	id, err := c.ParamsInt("id")
	if err != nil || id < 1 {
		return 0, fiber.NewError(fiber.StatusBadRequest, "id is not a number")
	}
	return uint(id), nil
}
