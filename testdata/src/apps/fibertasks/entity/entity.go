// Package entity holds the tables of the task board.
package entity

import "time"

// User is an account.
type User struct {
	ID       uint   `gorm:"primaryKey" json:"id"`
	Email    string `gorm:"uniqueIndex" json:"email"`
	Name     string `json:"name"`
	Password string `json:"-"`
	IsAdmin  bool   `json:"is_admin"`
}

// Board is a board of tasks; its members are in their own table.
type Board struct {
	ID      uint   `gorm:"primaryKey" json:"id"`
	OwnerID uint   `gorm:"index" json:"owner_id"`
	Name    string `json:"name"`
}

// Member is a user's membership of a board.
type Member struct {
	BoardID uint `gorm:"primaryKey"`
	UserID  uint `gorm:"primaryKey"`
}

// Task is a task on a board.
type Task struct {
	ID        uint      `gorm:"primaryKey" json:"id"`
	BoardID   uint      `gorm:"index" json:"board_id"`
	Title     string    `json:"title"`
	Done      bool      `json:"done"`
	CreatedAt time.Time `json:"created_at"`
}
