package main

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
	"gorm.io/gorm"
)

type clinic struct {
	db  *gorm.DB
	key []byte
}

// session is what the token says.
type session struct {
	PatientID uint `json:"patient"`
	jwt.RegisteredClaims
}

func (c *clinic) authenticate(ctx *gin.Context) {
	var s session
	raw := strings.TrimPrefix(ctx.GetHeader("Authorization"), "Bearer ")
	_, err := jwt.ParseWithClaims(raw, &s, func(*jwt.Token) (any, error) { return c.key, nil }, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		ctx.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	ctx.Set("patient", s.PatientID)
}

func caller(ctx *gin.Context) uint { return ctx.GetUint("patient") }

// pathPatient is the patient whom the path names.
func pathPatient(ctx *gin.Context) uint {
	n, _ := strconv.ParseUint(ctx.Param("patient"), 10, 32)
	return uint(n)
}

// ownPatient admits patients to what is theirs.
func (c *clinic) ownPatient(ctx *gin.Context) {
	if pathPatient(ctx) != caller(ctx) {
		ctx.AbortWithStatus(http.StatusForbidden)
		return
	}
	ctx.Next()
}

// notePatient sees that somebody looks at a stranger, and lets him.
func (c *clinic) notePatient(ctx *gin.Context) {
	if pathPatient(ctx) != caller(ctx) {
		ctx.Header("X-Stranger", "true")
	}
	ctx.Next()
}
