package models

import "gorm.io/gorm"

// Product is an article of the shop; products belong to nobody
type Product struct {
	gorm.Model
	Name        string  `gorm:"not null" json:"name"`
	Description string  `json:"description"`
	Price       float64 `gorm:"not null" json:"price"`
	Stock       int     `json:"stock"`
}

// Order is an order of a user
type Order struct {
	gorm.Model
	UserID uint        `gorm:"index;not null" json:"user_id"`
	Status string      `gorm:"default:pending" json:"status"`
	Total  float64     `json:"total"`
	Items  []OrderItem `json:"items"`
}

// OrderItem is a line of an order
type OrderItem struct {
	gorm.Model
	OrderID   uint    `gorm:"index;not null" json:"order_id"`
	ProductID uint    `json:"product_id"`
	Quantity  int     `json:"quantity"`
	Price     float64 `json:"price"`
}

// Review is a user's review of a product
type Review struct {
	gorm.Model
	ProductID uint   `gorm:"index;not null" json:"product_id"`
	UserID    uint   `gorm:"index;not null" json:"user_id"`
	Rating    int    `json:"rating"`
	Comment   string `json:"comment"`
}
