package models

import "gorm.io/gorm"

// User represents a registered user
type User struct {
	gorm.Model
	Email    string `gorm:"uniqueIndex;not null" json:"email"`
	Password string `gorm:"not null" json:"-"`
	Name     string `json:"name"`
	Role     string `gorm:"default:user" json:"role"`
}

// Address is a shipping address of a user
type Address struct {
	gorm.Model
	UserID uint   `gorm:"index;not null" json:"user_id"`
	Street string `json:"street"`
	City   string `json:"city"`
}
