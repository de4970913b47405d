// Command fibertasks serves a task board on fiber and gorm.
package main

import (
	"os"

	"github.com/gofiber/fiber/v2"
	"go.uber.org/zap"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"fixtures/apps/fibertasks/controller"
	"fixtures/apps/fibertasks/entity"
	"fixtures/apps/fibertasks/middleware"
	"fixtures/apps/fibertasks/repository"
	"fixtures/apps/fibertasks/route"
	"fixtures/apps/fibertasks/usecase"
)

func main() {
	log, err := zap.NewProduction()
	if err != nil {
		panic(err)
	}
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal("open database", zap.Error(err))
	}
	if err := db.AutoMigrate(&entity.User{}, &entity.Board{}, &entity.Member{}, &entity.Task{}); err != nil {
		log.Fatal("migrate", zap.Error(err))
	}

	users := repository.NewUserRepository(db)
	boards := repository.NewBoardRepository(db)
	tasks := repository.NewTaskRepository(db)
	userUseCase := usecase.NewUserUseCase(users, log, []byte(os.Getenv("JWT_SECRET")))
	boardUseCase := usecase.NewBoardUseCase(boards, log)
	taskUseCase := usecase.NewTaskUseCase(tasks, boards, log)

	app := fiber.New(fiber.Config{AppName: "fibertasks"})
	config := route.Config{
		App:             app,
		UserController:  controller.NewUserController(userUseCase, log),
		BoardController: controller.NewBoardController(boardUseCase),
		TaskController:  controller.NewTaskController(taskUseCase),
		Auth:            middleware.NewAuth(userUseCase),
	}
	config.Setup()

	log.Info("listening", zap.String("addr", ":3000"))
	if err := app.Listen(":3000"); err != nil {
		log.Fatal("listen", zap.Error(err))
	}
}
