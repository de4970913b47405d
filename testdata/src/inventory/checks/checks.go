// Package main runs lists of checks on callers, after finding out on several ways who calls.
package main

import (
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

type state int

const (
	skip state = iota
	forbidden
	ok
)

type user struct {
	Name  string
	Admin bool
	Seen  *time.Time
}

// store finds users.
type store interface {
	ByToken(token string) (*user, error)
}

func byToken(users store, checks ...func(*user) state) func(*gin.Context) state {
	return func(c *gin.Context) state {
		token := c.GetHeader("Authorization")
		if token == "" {
			return skip
		}
		if strings.HasPrefix(token, "Bearer ") {
			token = token[len("Bearer "):]
		}
		u, err := users.ByToken(token)
		if err != nil || u == nil {
			return skip
		}
		if u.Seen == nil || u.Seen.Before(time.Now()) {
			c.Header("Seen", u.Name)
		}
		for _, check := range checks {
			if s := check(u); s != ok {
				return s
			}
		}
		return ok
	}
}

func isAdmin(u *user) state {
	if !u.Admin {
		return forbidden
	}
	return ok
}

func require(ways ...func(*gin.Context) state) gin.HandlerFunc {
	return func(c *gin.Context) {
		for _, way := range ways {
			switch way(c) {
			case forbidden:
				c.AbortWithStatus(http.StatusForbidden)
				return
			case ok:
				c.Next()
				return
			}
		}
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func answer(c *gin.Context) { c.String(http.StatusOK, "lamp") }

func serve(users store) {
	r := gin.New()
	r.GET("/users", require(byToken(users, isAdmin)), answer) //= GET /users required answer admin
	r.GET("/lamps", require(byToken(users)), answer)          //= GET /lamps required answer
	r.Run()
}

func main() { serve(nil) }
