// Command eitherguard has middleware that asks other middleware: who has a token of one kind need not have one of the other.
package main

import (
	"errors"
	"log"
	"net/http"
	"strings"
	"time"

	jwt "github.com/appleboy/gin-jwt/v2"
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type note struct {
	ID   uint
	Text string
}

type token struct {
	ID    uint
	Hash  string
	Owner uint
}

type server struct{ db *gorm.DB }

const tokenKey = "token"

func params() *jwt.GinJWTMiddleware {
	return &jwt.GinJWTMiddleware{
		Realm: "notes", Key: []byte("k"), Timeout: time.Hour,
		Unauthorized: func(c *gin.Context, code int, message string) {
			c.JSON(code, gin.H{"error": message})
		},
	}
}

// byToken refuses wrong tokens of scripts, and leaves everybody else alone.
func (s *server) byToken() gin.HandlerFunc {
	return func(c *gin.Context) {
		raw := strings.TrimSpace(c.GetHeader("Authorization"))
		if !strings.HasPrefix(raw, "Script ") {
			return
		}
		var t token
		if err := s.db.Where("hash = ?", strings.TrimPrefix(raw, "Script ")).First(&t).Error; err != nil {
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "unknown token"})
			return
		}
		c.Set(tokenKey, &t)
	}
}

func tokenOf(c *gin.Context) *token {
	v, ok := c.Get(tokenKey)
	if !ok {
		return nil
	}
	t, _ := v.(*token)
	return t
}

// either demands a token of either kind.
func either(first, second gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		first(c)
		if c.IsAborted() {
			return
		}
		if tokenOf(c) != nil {
			return
		}
		second(c)
		if c.IsAborted() {
			return
		}
	}
}

func answer[T any](handle func(*gin.Context) (T, error)) func(*gin.Context) {
	return func(c *gin.Context) { send(c, handle) }
}

func send[T any](c *gin.Context, handle func(*gin.Context) (T, error)) {
	v, err := handle(c)
	if err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": "failed"})
		return
	}
	c.JSON(http.StatusOK, v)
}

var errNone = errors.New("none")

func (s *server) list(c *gin.Context) ([]note, error) {
	var notes []note
	if err := s.db.Find(&notes).Error; err != nil {
		return nil, errNone
	}
	return notes, nil
}

func main() {
	guard, err := jwt.New(params())
	if err != nil {
		log.Fatal(err)
	}
	if err := guard.MiddlewareInit(); err != nil {
		log.Fatal(err)
	}
	s := &server{}
	s.serveOthers()
	r := gin.New()
	api := r.Group("/api")
	api.POST("/login", guard.LoginHandler)
	api.Group("", either(s.byToken(), guard.MiddlewareFunc())).GET("/notes", answer(s.list))
	api.Group("", guard.MiddlewareFunc()).GET("/mine", answer(s.list))
	api.Group("", s.byToken()).GET("/all", answer(s.list)) // want routeauth "GET /api/all"
	log.Fatal(r.Run())
}
