package handlers

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"fixtures/apps/ginshop/database"
	"fixtures/apps/ginshop/models"
	"fixtures/apps/ginshop/utils"
)

// ReviewRequest is the body of a review
type ReviewRequest struct {
	Rating  int    `json:"rating" binding:"required,min=1,max=5"`
	Comment string `json:"comment" binding:"max=2000"`
}

// CreateReview adds a review of the current user to a product
func CreateReview(c *gin.Context) {
	var req ReviewRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // ok: a validation error answered with 400
		return
	}
	productID, err := strconv.ParseUint(c.Param("id"), 10, 64)
	if err != nil {
		utils.RespondWithError(c, http.StatusBadRequest, "Invalid product ID")
		return
	}
	review := models.Review{ProductID: uint(productID), UserID: c.GetUint("user_id"), Rating: req.Rating, Comment: req.Comment}
	if err := database.DB.Create(&review).Error; err != nil { // ok: the new object belongs to the caller
		utils.InternalError(c, "Failed to create review", err)
		return
	}
	c.JSON(http.StatusCreated, review)
}

// DeleteReview deletes a review; admins may delete every review
func DeleteReview(c *gin.Context) {
	var review models.Review
	if err := database.DB.Where("id = ?", c.Param("id")).First(&review).Error; err != nil { // ok: the owner is compared below
		utils.RespondWithError(c, http.StatusNotFound, "Review not found")
		return
	}
	if review.UserID != c.GetUint("user_id") && c.GetString("role") != "admin" {
		utils.RespondWithError(c, http.StatusForbidden, "You can only delete your own reviews")
		return
	}
	if err := database.DB.Delete(&review).Error; err != nil {
		utils.InternalError(c, "Failed to delete review", err)
		return
	}
	c.Status(http.StatusNoContent)
}
