package database

import (
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"fixtures/apps/ginshop/models"
)

// DB is the global database connection
var DB *gorm.DB

// Connect opens the database connection
func Connect(dsn string) error {
	var err error
	DB, err = gorm.Open(postgres.Open(dsn), &gorm.Config{})
	return err
}

// Migrate creates or updates the tables
func Migrate() error {
	return DB.AutoMigrate(&models.User{}, &models.Product{}, &models.Order{}, &models.OrderItem{}, &models.Review{}, &models.Address{})
}
