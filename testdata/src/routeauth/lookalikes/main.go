// Command lookalikes has middleware that looks like authentication and refuses nobody who sends nothing.
package main

import (
	"database/sql"
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type api struct {
	db      *sql.DB
	refused func(c *gin.Context, err error)
}

func (a *api) user(c *gin.Context) (id int64, err error) {
	err = a.db.QueryRowContext(c, `SELECT user_id FROM tokens WHERE token = $1`, c.GetHeader("Authorization")).Scan(&id)
	return id, err
}

// Auth remembers the user for the log.
func (a *api) Auth() gin.HandlerFunc {
	return func(c *gin.Context) {
		if id, err := a.user(c); err == nil {
			c.Set("user", id)
		}
		c.Next()
	}
}

// RequireToken refuses wrong tokens only: without the header it goes on.
func (a *api) RequireToken(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.Next()
		return
	}
	if _, err := a.user(c); err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// Authenticate aborts when the database fails, not when the token is unknown.
func (a *api) Authenticate(c *gin.Context) {
	if _, err := a.user(c); err != nil && !errors.Is(err, sql.ErrNoRows) {
		c.AbortWithStatus(http.StatusServiceUnavailable)
	}
}

// Protected sets headers that protect browsers.
func Protected(c *gin.Context) {
	c.Header("X-Frame-Options", "DENY")
	c.Header("Content-Security-Policy", "default-src 'self'")
}

// CheckAuth collects the error; nobody looks at it.
func (a *api) CheckAuth(c *gin.Context) {
	if _, err := a.user(c); err != nil {
		_ = c.Error(err)
	}
}

// LoginRequired leaves the refusal to a function that only logs.
func (a *api) LoginRequired(c *gin.Context) {
	if _, err := a.user(c); err != nil {
		a.refused(c, err)
		return
	}
	c.Next()
}

// trace is the only one that refuses.
func (a *api) trace(c *gin.Context) {
	if _, err := a.user(c); err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func (a *api) wages(c *gin.Context) {
	var n int
	if err := a.db.QueryRowContext(c, `SELECT sum(cents) FROM wages`).Scan(&n); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db: db, refused: func(c *gin.Context, err error) { log.Printf("%s: %v", c.FullPath(), err) }}
	r := gin.New()
	r.GET("/a", a.Auth(), a.wages)        // want routeauth "GET /a"
	r.GET("/b", a.RequireToken, a.wages)  // want routeauth "GET /b"
	r.GET("/c", a.Authenticate, a.wages)  // want routeauth "GET /c"
	r.GET("/d", Protected, a.wages)       // want routeauth "GET /d"
	r.GET("/e", a.CheckAuth, a.wages)     // want routeauth "GET /e"
	r.GET("/f", a.LoginRequired, a.wages) // want routeauth "GET /f"
	r.GET("/g", a.trace, a.wages)         // ok: whatever it is called, it aborts
	log.Fatal(r.Run())
}
