package controller

import (
	"github.com/gofiber/fiber/v2"

	"fixtures/apps/fibertasks/middleware"
	"fixtures/apps/fibertasks/usecase"
)

// BoardController serves boards.
type BoardController struct{ boards *usecase.BoardUseCase }

// NewBoardController returns the controller of boards.
func NewBoardController(boards *usecase.BoardUseCase) *BoardController {
	return &BoardController{boards}
}

type boardRequest struct {
	Name string `json:"name"`
}

// List answers the caller's boards.
func (b *BoardController) List(c *fiber.Ctx) error {
	list, err := b.boards.List(middleware.GetCaller(c))
	if err != nil {
		return fail(c, err)
	}
	return c.JSON(list)
}

// Create makes a board.
func (b *BoardController) Create(c *fiber.Ctx) error {
	var req boardRequest
	if err := c.BodyParser(&req); err != nil || req.Name == "" {
		return fiber.NewError(fiber.StatusBadRequest, "name is required")
	}
	board, err := b.boards.Create(middleware.GetCaller(c), req.Name)
	if err != nil {
		return fail(c, err)
	}
	return c.Status(fiber.StatusCreated).JSON(board)
}

// Get answers a board.
func (b *BoardController) Get(c *fiber.Ctx) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	board, err := b.boards.Get(middleware.GetCaller(c), id) // ok: the use case asks for the membership
	if err != nil {
		return fail(c, err)
	}
	return c.JSON(board)
}

// Rename renames a board.
func (b *BoardController) Rename(c *fiber.Ctx) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	var req boardRequest
	if err := c.BodyParser(&req); err != nil {
		return fiber.ErrBadRequest
	}
	if err := b.boards.Rename(middleware.GetCaller(c), id, req.Name); err != nil { // want ownercheck "PUT /api/boards/{id}"
		return fail(c, err)
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// Delete deletes a board.
func (b *BoardController) Delete(c *fiber.Ctx) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	if err := b.boards.Delete(middleware.GetCaller(c), id); err != nil { // ok: the owner is part of the predicate
		return err // want errleak
	}
	return c.SendStatus(fiber.StatusNoContent)
}
