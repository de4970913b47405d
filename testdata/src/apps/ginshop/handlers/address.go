package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"fixtures/apps/ginshop/database"
	"fixtures/apps/ginshop/models"
	"fixtures/apps/ginshop/utils"
)

// AddressRequest is the body of an address update
type AddressRequest struct {
	Street string `json:"street" binding:"required"`
	City   string `json:"city" binding:"required"`
}

// findAddress loads an address of the current user and answers the request if there is none
func findAddress(c *gin.Context) (*models.Address, bool) {
	var address models.Address
	err := database.DB.Where("id = ? AND user_id = ?", c.Param("id"), c.GetUint("user_id")).First(&address).Error // ok: the owner is part of the predicate
	if err != nil {
		utils.RespondWithError(c, http.StatusNotFound, "Address not found")
		return nil, false
	}
	return &address, true
}

// GetAddress returns an address of the current user
func GetAddress(c *gin.Context) {
	address, ok := findAddress(c)
	if !ok {
		return
	}
	c.JSON(http.StatusOK, address)
}

// UpdateAddress updates an address of the current user
func UpdateAddress(c *gin.Context) {
	var req AddressRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		utils.RespondWithError(c, http.StatusBadRequest, "Invalid request body")
		return
	}
	address, ok := findAddress(c)
	if !ok {
		return
	}
	address.Street, address.City = req.Street, req.City
	if err := database.DB.Save(address).Error; err != nil {
		utils.InternalError(c, "Failed to update address", err)
		return
	}
	c.JSON(http.StatusOK, address)
}

// DeleteAddress deletes an address by ID
func DeleteAddress(c *gin.Context) {
	result := database.DB.Delete(&models.Address{}, "id = ?", c.Param("id")) // want ownercheck "DELETE /api/v1/addresses/{id}"
	if result.Error != nil {
		utils.InternalError(c, "Failed to delete address", result.Error)
		return
	}
	if result.RowsAffected == 0 {
		utils.RespondWithError(c, http.StatusNotFound, "Address not found")
		return
	}
	c.JSON(http.StatusOK, gin.H{"message": "Address deleted"})
}
