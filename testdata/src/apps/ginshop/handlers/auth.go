package handlers

import (
	"errors"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/bcrypt"
	"gorm.io/gorm"

	"fixtures/apps/ginshop/config"
	"fixtures/apps/ginshop/database"
	"fixtures/apps/ginshop/models"
	"fixtures/apps/ginshop/utils"
)

// AuthHandler handles authentication requests
type AuthHandler struct {
	cfg *config.Config
}

// NewAuthHandler creates a new AuthHandler
func NewAuthHandler(cfg *config.Config) *AuthHandler {
	return &AuthHandler{cfg: cfg}
}

// RegisterRequest is the body of a registration
type RegisterRequest struct {
	Name     string `json:"name" binding:"required"`
	Email    string `json:"email" binding:"required,email"`
	Password string `json:"password" binding:"required,min=8"`
}

// LoginRequest is the body of a login
type LoginRequest struct {
	Email    string `json:"email" binding:"required,email"`
	Password string `json:"password" binding:"required"`
}

// Register creates a new user
func (h *AuthHandler) Register(c *gin.Context) {
	var req RegisterRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // ok: a validation error answered with 400
		return
	}
	log.Printf("Registering user: %+v", req) // want secretlog

	hashedPassword, err := bcrypt.GenerateFromPassword([]byte(req.Password), bcrypt.DefaultCost)
	if err != nil {
		utils.InternalError(c, "Failed to hash password", err)
		return
	}

	user := models.User{Name: req.Name, Email: req.Email, Password: string(hashedPassword)}
	if err := database.DB.Create(&user).Error; err != nil {
		utils.InternalError(c, "Failed to create user", err)
		return
	}
	log.Printf("User registered: id=%d email=%s", user.ID, user.Email) // ok: the logged fields are no secrets

	c.JSON(http.StatusCreated, gin.H{"message": "User registered successfully", "user_id": user.ID})
}

// Login authenticates a user and returns a JWT token
func (h *AuthHandler) Login(c *gin.Context) {
	var req LoginRequest
	if err := c.ShouldBindJSON(&req); err != nil {
		utils.RespondWithError(c, http.StatusBadRequest, "Invalid request body")
		return
	}

	var user models.User
	if err := database.DB.Where("email = ?", req.Email).First(&user).Error; err != nil {
		if !errors.Is(err, gorm.ErrRecordNotFound) {
			log.Printf("login: %v", err)
		}
		utils.RespondWithError(c, http.StatusUnauthorized, "Invalid credentials")
		return
	}
	if err := bcrypt.CompareHashAndPassword([]byte(user.Password), []byte(req.Password)); err != nil {
		utils.RespondWithError(c, http.StatusUnauthorized, "Invalid credentials")
		return
	}

	token, err := utils.GenerateToken(user.ID, user.Role, h.cfg.JWTSecret)
	if err != nil {
		utils.InternalError(c, "Failed to generate token", err)
		return
	}
	log.Println("Issued token", token, "for user", user.ID) // want secretlog

	c.JSON(http.StatusOK, gin.H{"token": token, "user": user})
}
