// Package route registers the routes of the task board.
package route

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"fixtures/apps/fibertasks/controller"
	"fixtures/apps/fibertasks/middleware"
)

// Config is what the routes need.
type Config struct {
	App             *fiber.App
	UserController  *controller.UserController
	BoardController *controller.BoardController
	TaskController  *controller.TaskController
	Auth            fiber.Handler
}

// Setup registers all routes: first those that everybody may call, then Auth, then the others.
func (c *Config) Setup() {
	c.App.Use(recover.New())
	c.App.Use(cors.New(cors.Config{
		AllowOrigins: "*", // want cors
		AllowHeaders: "Origin, Content-Type, Accept, Authorization",
	}))
	c.guest()
	c.private()
}

func (c *Config) guest() {
	c.App.Get("/healthz", func(c *fiber.Ctx) error { return c.SendString("ok") }) // ok: health is public by design
	c.App.Post("/api/users", c.UserController.Register)                           // want ratelimit
	c.App.Post("/api/users/_login", c.UserController.Login)                       // ok: login is public by design
	c.App.Get("/api/users", c.UserController.List)                                // want routeauth "GET /api/users"
}

func (c *Config) private() {
	c.App.Use(c.Auth)
	c.App.Get("/api/me", c.UserController.Me)

	boards := c.App.Group("/api/boards")
	boards.Get("/", c.BoardController.List)
	boards.Post("/", c.BoardController.Create)
	boards.Get("/:id", c.BoardController.Get)
	boards.Put("/:id", c.BoardController.Rename)
	boards.Delete("/:id", c.BoardController.Delete)
	boards.Get("/:id/tasks", c.TaskController.List)

	tasks := c.App.Group("/api/tasks")
	tasks.Get("/search", c.TaskController.Search)
	tasks.Get("/:id", c.TaskController.Get)
	tasks.Post("/:id/finish", c.TaskController.Finish)
	tasks.Delete("/:id", c.TaskController.Delete)

	admin := c.App.Group("/api/admin", middleware.Admin)
	admin.Get("/users/:id", c.UserController.Profile)
}
