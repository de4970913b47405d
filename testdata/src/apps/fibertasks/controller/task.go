package controller

import (
	"github.com/gofiber/fiber/v2"

	"fixtures/apps/fibertasks/middleware"
	"fixtures/apps/fibertasks/usecase"
)

// TaskController serves tasks.
type TaskController struct{ tasks *usecase.TaskUseCase }

// NewTaskController returns the controller of tasks.
func NewTaskController(tasks *usecase.TaskUseCase) *TaskController { return &TaskController{tasks} }

// List answers the tasks of a board.
func (t *TaskController) List(c *fiber.Ctx) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	list, err := t.tasks.List(middleware.GetCaller(c), id, c.Query("sort")) // ok: the use case asks for the membership
	if err != nil {
		return fail(c, err)
	}
	return c.JSON(list)
}

// Search answers tasks of the caller's boards.
func (t *TaskController) Search(c *fiber.Ctx) error {
	list, err := t.tasks.Search(middleware.GetCaller(c), c.Query("q"), c.Query("sort"))
	if err != nil {
		return fail(c, err)
	}
	return c.JSON(list)
}

// Get answers a task.
func (t *TaskController) Get(c *fiber.Ctx) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	task, err := t.tasks.Get(middleware.GetCaller(c), id) // ok: the use case asks for the membership of the task's board
	if err != nil {
		return fail(c, err)
	}
	return c.JSON(task)
}

// Finish marks a task as done.
func (t *TaskController) Finish(c *fiber.Ctx) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	if err := t.tasks.Finish(middleware.GetCaller(c), id); err != nil { // ok: the use case asks for the membership of the task's board
		return fail(c, err)
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// Delete deletes a task.
func (t *TaskController) Delete(c *fiber.Ctx) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	if err := t.tasks.Delete(middleware.GetCaller(c), id); err != nil { // want ownercheck "DELETE /api/tasks/{id}"
		return fail(c, err)
	}
	return c.SendStatus(fiber.StatusNoContent)
}
