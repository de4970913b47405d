package handlers

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"fixtures/apps/ginshop/database"
	"fixtures/apps/ginshop/models"
	"fixtures/apps/ginshop/utils"
)

// allowedSortFields are the columns that products can be sorted by
var allowedSortFields = map[string]bool{
	"name":       true,
	"price":      true,
	"created_at": true,
}

// HealthCheck reports that the server is up
func HealthCheck(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"status": "ok"})
}

// GetProducts lists products with optional search, sorting and pagination
func GetProducts(c *gin.Context) {
	page, _ := strconv.Atoi(c.DefaultQuery("page", "1"))
	limit, _ := strconv.Atoi(c.DefaultQuery("limit", "20"))
	if page < 1 {
		page = 1
	}
	if limit < 1 || limit > 100 {
		limit = 20
	}

	query := database.DB.Model(&models.Product{})
	if search := c.Query("search"); search != "" {
		query = query.Where("name ILIKE ?", "%"+search+"%") // ok: the pattern is a bound parameter
	}

	sortBy := c.DefaultQuery("sort_by", "created_at")
	if !allowedSortFields[sortBy] {
		sortBy = "created_at"
	}
	sortOrder := "ASC"
	if c.Query("order") == "desc" {
		sortOrder = "DESC"
	}

	var products []models.Product
	err := query.Order(sortBy + " " + sortOrder).Offset((page - 1) * limit).Limit(limit).Find(&products).Error // ok: allow-list of columns
	if err != nil {
		utils.InternalError(c, "Failed to fetch products", err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"products": products, "page": page, "limit": limit})
}

// GetProduct returns a single product
func GetProduct(c *gin.Context) {
	id, err := strconv.ParseUint(c.Param("id"), 10, 64)
	if err != nil {
		utils.RespondWithError(c, http.StatusBadRequest, "Invalid product ID")
		return
	}
	var product models.Product
	if err := database.DB.First(&product, id).Error; err != nil { // ok: products have no owner
		utils.RespondWithError(c, http.StatusNotFound, "Product not found")
		return
	}
	response := gin.H{"product": product}
	if userID, exists := c.Get("user_id"); exists {
		var bought int64
		database.DB.Model(&models.OrderItem{}).
			Joins("JOIN orders ON orders.id = order_items.order_id").
			Where("orders.user_id = ? AND order_items.product_id = ?", userID, product.ID).
			Count(&bought)
		response["bought_before"] = bought > 0
	}
	c.JSON(http.StatusOK, response)
}

// ProductRequest is the body of a product creation or update
type ProductRequest struct {
	Name        string  `json:"name" binding:"required"`
	Description string  `json:"description"`
	Price       float64 `json:"price" binding:"required,gt=0"`
	Stock       int     `json:"stock" binding:"gte=0"`
}

// CreateProduct creates a product
func CreateProduct(c *gin.Context) {
	var req ProductRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // ok: a validation error answered with 400
		return
	}
	product := models.Product{Name: req.Name, Description: req.Description, Price: req.Price, Stock: req.Stock}
	if err := database.DB.Create(&product).Error; err != nil {
		utils.RespondWithInternalError(c, "Failed to create product", err)
		return
	}
	c.JSON(http.StatusCreated, product)
}

// UpdateProduct updates a product
func UpdateProduct(c *gin.Context) {
	var req ProductRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // ok: a validation error answered with 400
		return
	}
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		utils.RespondWithError(c, http.StatusBadRequest, "Invalid product ID")
		return
	}
	result := database.DB.Model(&models.Product{}).Where("id = ?", id).Updates(map[string]interface{}{ // ok: products have no owner and the route is for admins
		"name":        req.Name,
		"description": req.Description,
		"price":       req.Price,
		"stock":       req.Stock,
	})
	if result.Error != nil {
		utils.RespondWithInternalError(c, "Failed to update product", result.Error)
		return
	}
	c.JSON(http.StatusOK, gin.H{"message": "Product updated"})
}

// DeleteProduct deletes a product
func DeleteProduct(c *gin.Context) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		utils.RespondWithError(c, http.StatusBadRequest, fmt.Sprintf("Invalid product ID %q", c.Param("id")))
		return
	}
	if err := database.DB.Delete(&models.Product{}, id).Error; err != nil { // ok: products have no owner and the route is for admins
		utils.InternalError(c, "Failed to delete product", err)
		return
	}
	c.Status(http.StatusNoContent)
}
