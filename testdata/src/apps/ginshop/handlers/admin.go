package handlers

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"fixtures/apps/ginshop/database"
	"fixtures/apps/ginshop/models"
	"fixtures/apps/ginshop/utils"
)

// AdminListOrders lists all orders, filtered by status and sorted as the admin likes
func AdminListOrders(c *gin.Context) {
	status := c.Query("status")
	sort := c.DefaultQuery("sort", "created_at desc")

	query := database.DB.Preload("Items")
	if status != "" {
		query = query.Where(fmt.Sprintf("status = '%s'", status)) // want sqlconcat
	}

	var orders []models.Order
	if err := query.Order(sort).Find(&orders).Error; err != nil { // want sqlconcat
		utils.InternalError(c, "Failed to fetch orders", err)
		return
	}
	c.JSON(http.StatusOK, orders)
}

// AdminGetOrder returns any order
func AdminGetOrder(c *gin.Context) {
	var order models.Order
	if err := database.DB.Preload("Items").Where("id = ?", c.Param("id")).First(&order).Error; err != nil { // ok: the route demands the admin role
		utils.RespondWithError(c, http.StatusNotFound, "Order not found")
		return
	}
	c.JSON(http.StatusOK, order)
}
