package controller

import (
	"errors"

	"github.com/gofiber/fiber/v2"
	"go.uber.org/zap"

	"fixtures/apps/fibertasks/middleware"
	"fixtures/apps/fibertasks/usecase"
)

// UserController serves users.
type UserController struct {
	users *usecase.UserUseCase
	log   *zap.Logger
}

// NewUserController returns the controller of users.
func NewUserController(users *usecase.UserUseCase, log *zap.Logger) *UserController {
	return &UserController{users, log}
}

// Register opens an account.
func (u *UserController) Register(c *fiber.Ctx) error {
	req := new(usecase.RegisterRequest)
	if err := c.BodyParser(req); err != nil {
		u.log.Warn("malformed registration", zap.Error(err)) // ok: a decode error
		return fiber.ErrBadRequest
	}
	if req.Email == "" || len(req.Password) < 10 {
		return fiber.NewError(fiber.StatusUnprocessableEntity, "email and a password of ten characters are required") // ok: a constant text
	}
	user, err := u.users.Register(req)
	if err != nil {
		u.log.Error("registration failed", zap.Any("request", req), zap.Error(err)) // want secretlog
		return fail(c, err)
	}
	return c.Status(fiber.StatusCreated).JSON(user)
}

// Login issues a token.
func (u *UserController) Login(c *fiber.Ctx) error {
	var req struct {
		Email    string `json:"email"`
		Password string `json:"password"`
	}
	if err := c.BodyParser(&req); err != nil {
		return fiber.ErrBadRequest
	}
	token, err := u.users.Login(req.Email, req.Password)
	if errors.Is(err, usecase.ErrLogin) {
		return fiber.NewError(fiber.StatusUnauthorized, usecase.ErrLogin.Error()) // ok: a constant text
	}
	if err != nil {
		return fail(c, err)
	}
	return c.JSON(fiber.Map{"token": token})
}

// Me answers the caller's account.
func (u *UserController) Me(c *fiber.Ctx) error {
	user, err := u.users.Profile(middleware.GetCaller(c).ID) // ok: the id is the caller's own
	if err != nil {
		return fail(c, err)
	}
	return c.JSON(user)
}

// List answers all accounts.
func (u *UserController) List(c *fiber.Ctx) error {
	users, err := u.users.All()
	if err != nil {
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"error": true, "msg": err.Error()}) // want errleak
	}
	return c.JSON(users)
}

// Profile answers any account.
func (u *UserController) Profile(c *fiber.Ctx) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	user, err := u.users.Profile(id) // ok: the route demands the admin role
	if err != nil {
		return fail(c, err)
	}
	return c.JSON(user)
}
