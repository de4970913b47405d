package main

import (
	"log"

	"fixtures/apps/ginshop/config"
	"fixtures/apps/ginshop/database"
	"fixtures/apps/ginshop/routes"
)

func main() {
	// Load configuration
	cfg := config.Load()

	// Initialize database
	if err := database.Connect(cfg.DatabaseURL); err != nil {
		log.Fatalf("Failed to connect to database: %v", err)
	}
	if err := database.Migrate(); err != nil {
		log.Fatalf("Failed to run migrations: %v", err)
	}

	// Setup router
	router := routes.SetupRouter(cfg)

	log.Printf("Server starting on port %s", cfg.Port)
	if err := router.Run(":" + cfg.Port); err != nil {
		log.Fatalf("Failed to start server: %v", err)
	}
}
