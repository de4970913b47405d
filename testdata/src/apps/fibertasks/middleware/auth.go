// Package middleware guards routes.
package middleware

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"fixtures/apps/fibertasks/usecase"
)

// NewAuth returns a handler that refuses requests without a valid token.
func NewAuth(users *usecase.UserUseCase) fiber.Handler {
	return func(c *fiber.Ctx) error {
		caller, err := users.Verify(strings.TrimPrefix(c.Get(fiber.HeaderAuthorization), "Bearer "))
		if err != nil {
			return fiber.ErrUnauthorized
		}
		c.Locals("caller", caller)
		return c.Next()
	}
}

// Admin refuses everybody but admins; it must follow the handler of NewAuth.
func Admin(c *fiber.Ctx) error {
	if !GetCaller(c).IsAdmin {
		return c.Status(fiber.StatusForbidden).JSON(fiber.Map{"error": "admins only"})
	}
	return c.Next()
}

// GetCaller returns the caller that NewAuth has found.
func GetCaller(c *fiber.Ctx) *usecase.Caller {
	return c.Locals("caller").(*usecase.Caller)
}
