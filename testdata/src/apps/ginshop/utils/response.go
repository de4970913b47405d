package utils

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

// ErrorResponse is the body of every error
type ErrorResponse struct {
	Error   string `json:"error"`
	Details string `json:"details,omitempty"`
}

// RespondWithError sends an error response
func RespondWithError(c *gin.Context, code int, message string) {
	c.JSON(code, ErrorResponse{Error: message})
}

// RespondWithInternalError sends a 500 together with its cause
func RespondWithInternalError(c *gin.Context, message string, err error) {
	c.JSON(http.StatusInternalServerError, ErrorResponse{Error: message, Details: err.Error()}) // want errleak
}

// InternalError logs the cause and sends a plain 500
func InternalError(c *gin.Context, message string, err error) {
	log.Printf("%s %s: %s: %v", c.Request.Method, c.FullPath(), message, err)
	c.JSON(http.StatusInternalServerError, ErrorResponse{Error: message}) // ok: callers pass constants
}
