package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"fixtures/apps/ginshop/database"
	"fixtures/apps/ginshop/models"
	"fixtures/apps/ginshop/utils"
)

// UpdateProfileRequest is the body of a profile update
type UpdateProfileRequest struct {
	Name string `json:"name" binding:"required"`
}

// GetProfile returns the current user
func GetProfile(c *gin.Context) {
	var user models.User
	if err := database.DB.First(&user, c.GetUint("user_id")).Error; err != nil { // ok: the id is the caller's own
		utils.RespondWithError(c, http.StatusNotFound, "User not found")
		return
	}
	c.JSON(http.StatusOK, user)
}

// UpdateProfile updates the current user
func UpdateProfile(c *gin.Context) {
	var req UpdateProfileRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		utils.RespondWithError(c, http.StatusBadRequest, "Invalid request body")
		return
	}
	userID := c.MustGet("user_id").(uint)
	if err := database.DB.Model(&models.User{}).Where("id = ?", userID).Update("name", req.Name).Error; err != nil { // ok: the id is the caller's own
		utils.InternalError(c, "Failed to update profile", err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"message": "Profile updated"})
}

// ListUsers lists all users
func ListUsers(c *gin.Context) {
	var users []models.User
	if err := database.DB.Find(&users).Error; err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want errleak
		return
	}
	c.JSON(http.StatusOK, users)
}
