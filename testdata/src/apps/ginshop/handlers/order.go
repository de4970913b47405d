package handlers

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"

	"fixtures/apps/ginshop/database"
	"fixtures/apps/ginshop/models"
	"fixtures/apps/ginshop/utils"
)

// OrderItemRequest is one line of an order
type OrderItemRequest struct {
	ProductID uint `json:"product_id" binding:"required"`
	Quantity  int  `json:"quantity" binding:"required,gt=0"`
}

// CreateOrderRequest is the body of an order
type CreateOrderRequest struct {
	Items []OrderItemRequest `json:"items" binding:"required,min=1,dive"`
}

// GetOrders lists the orders of the current user
func GetOrders(c *gin.Context) {
	userID := c.GetUint("user_id")

	var orders []models.Order
	if err := database.DB.Preload("Items").Where("user_id = ?", userID).Order("created_at desc").Find(&orders).Error; err != nil {
		utils.InternalError(c, "Failed to fetch orders", err)
		return
	}
	c.JSON(http.StatusOK, orders)
}

// CreateOrder creates an order for the current user
func CreateOrder(c *gin.Context) {
	var req CreateOrderRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // ok: a validation error answered with 400
		return
	}

	order := models.Order{UserID: c.GetUint("user_id"), Status: "pending"}
	err := database.DB.Transaction(func(tx *gorm.DB) error {
		for _, item := range req.Items {
			var product models.Product
			if err := tx.First(&product, item.ProductID).Error; err != nil { // ok: products have no owner
				return err
			}
			order.Items = append(order.Items, models.OrderItem{ProductID: product.ID, Quantity: item.Quantity, Price: product.Price})
			order.Total += product.Price * float64(item.Quantity)
		}
		return tx.Create(&order).Error
	})
	if err != nil {
		utils.InternalError(c, "Failed to create order", err)
		return
	}
	c.JSON(http.StatusCreated, order)
}

// GetOrder returns an order by ID
func GetOrder(c *gin.Context) {
	id := c.Param("id")

	var order models.Order
	if err := database.DB.Preload("Items").Where("id = ?", id).First(&order).Error; err != nil { // want ownercheck "GET /api/v1/orders/{id}"
		utils.RespondWithError(c, http.StatusNotFound, "Order not found")
		return
	}
	c.JSON(http.StatusOK, order)
}

// CancelOrder cancels a pending order of the current user
func CancelOrder(c *gin.Context) {
	orderID, err := strconv.ParseUint(c.Param("id"), 10, 64)
	if err != nil {
		utils.RespondWithError(c, http.StatusBadRequest, "Invalid order ID")
		return
	}
	userID, _ := c.Get("user_id")

	var order models.Order
	if err := database.DB.First(&order, orderID).Error; err != nil { // ok: the owner is compared below
		utils.RespondWithError(c, http.StatusNotFound, "Order not found")
		return
	}
	if order.UserID != userID.(uint) {
		utils.RespondWithError(c, http.StatusForbidden, "You can only cancel your own orders")
		return
	}
	if order.Status != "pending" {
		utils.RespondWithError(c, http.StatusConflict, "Only pending orders can be cancelled")
		return
	}
	order.Status = "cancelled"
	if err := database.DB.Save(&order).Error; err != nil {
		utils.InternalError(c, "Failed to cancel order", err)
		return
	}
	c.JSON(http.StatusOK, order)
}

// GetOrderItems returns the items of an order of the current user
func GetOrderItems(c *gin.Context) {
	var items []models.OrderItem
	err := database.DB.
		Joins("JOIN orders ON orders.id = order_items.order_id").
		Where("order_items.order_id = ? AND orders.user_id = ?", c.Param("id"), c.GetUint("user_id")). // ok: the join ties the items to the caller
		Find(&items).Error
	if err != nil {
		utils.InternalError(c, "Failed to fetch items", err)
		return
	}
	c.JSON(http.StatusOK, items)
}

// DeleteOrder deletes an order
func DeleteOrder(c *gin.Context) {
	orderID, err := strconv.ParseUint(c.Param("id"), 10, 64)
	if err != nil {
		utils.RespondWithError(c, http.StatusBadRequest, "Invalid order ID")
		return
	}
	if err := database.DB.Delete(&models.Order{}, orderID).Error; err != nil { // want ownercheck "DELETE /api/v1/orders/{id}"
		utils.RespondWithInternalError(c, "Failed to delete order", err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"message": "Order deleted"})
}

// GetOrderStats returns the number of orders and the revenue per status
func GetOrderStats(c *gin.Context) {
	var stats []struct {
		Status  string  `json:"status"`
		Count   int64   `json:"count"`
		Revenue float64 `json:"revenue"`
	}
	err := database.DB.Model(&models.Order{}).Select("status, count(*) AS count, sum(total) AS revenue").Group("status").Scan(&stats).Error
	if err != nil {
		utils.InternalError(c, "Failed to fetch statistics", err)
		return
	}
	c.JSON(http.StatusOK, stats)
}
