// Limiters of gin: of a library, and of the program, before and after the routes that they are meant for.
package main

import (
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/ulule/limiter/v3"
	limits "github.com/ulule/limiter/v3/drivers/middleware/gin"
	"github.com/ulule/limiter/v3/drivers/store/memory"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/time/rate"
	"gorm.io/gorm"
)

type user struct {
	ID   uint
	Name string
	Hash []byte
}

type auth struct{ db *gorm.DB }

func main() {
	a := &auth{}
	r := gin.Default()
	r.POST("/early", a.early)                                           // want ratelimit "POST /early: auth.early checks a password"
	r.POST("/login", perAddress(rate.Every(3*time.Minute), 5), a.login) // ok: limited on the route
	users := r.Group("/users")
	users.Use(limits.NewMiddleware(limiter.New(memory.NewStore(), limiter.Rate{Period: time.Hour, Limit: 10})))
	users.POST("", a.register)                      // ok: the group is limited
	r.Use(perAddress(rate.Every(time.Second), 100)) // too late for what is registered above
	r.GET("/orders", func(c *gin.Context) { c.Status(http.StatusNoContent) })
	r.Run()
}

// perAddress keeps a limiter for each address.
func perAddress(limit rate.Limit, burst int) gin.HandlerFunc {
	var mu sync.Mutex
	limiters := map[string]*rate.Limiter{}
	return func(c *gin.Context) {
		mu.Lock()
		l, ok := limiters[c.ClientIP()]
		if !ok {
			l = rate.NewLimiter(limit, burst)
			limiters[c.ClientIP()] = l
		}
		mu.Unlock()
		if !l.Allow() {
			c.AbortWithStatus(http.StatusTooManyRequests)
			return
		}
		c.Next()
	}
}

func (a *auth) check(c *gin.Context) {
	var in struct{ Name, Password string }
	var u user
	if c.ShouldBindJSON(&in) != nil || a.db.Where("name = ?", in.Name).First(&u).Error != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	if bcrypt.CompareHashAndPassword(u.Hash, []byte(in.Password)) != nil {
		c.Status(http.StatusUnauthorized)
	}
}

func (a *auth) early(c *gin.Context) { a.check(c) }

func (a *auth) login(c *gin.Context) { a.check(c) }

func (a *auth) register(c *gin.Context) {
	var in struct{ Name, Password string }
	if c.ShouldBindJSON(&in) != nil {
		return
	}
	hash, _ := bcrypt.GenerateFromPassword([]byte(in.Password), bcrypt.DefaultCost)
	a.db.Create(&user{Name: in.Name, Hash: hash})
}
