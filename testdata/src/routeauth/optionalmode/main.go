// Command optionalmode has one middleware for guarded and for open routes: a parameter says whether a user is required.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"slices"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type mode int

const (
	required mode = iota
	optional
	adminsOnly
)

type api struct{ db *sql.DB }

func (a *api) roles(c *gin.Context) (roles []string) {
	rows, err := a.db.QueryContext(c, `SELECT role FROM roles WHERE token = $1`, c.GetHeader("X-Token"))
	if err != nil {
		return nil
	}
	defer rows.Close()
	for rows.Next() {
		var role string
		if rows.Scan(&role) == nil {
			roles = append(roles, role)
		}
	}
	return roles
}

// auth takes a boolean.
func (a *api) auth(must bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		roles := a.roles(c)
		if len(roles) == 0 && must {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Set("roles", roles)
		c.Next()
	}
}

// authMode takes an enumeration.
func (a *api) authMode(m mode) gin.HandlerFunc {
	return func(c *gin.Context) {
		roles := a.roles(c)
		switch m {
		case required:
			if len(roles) == 0 {
				c.AbortWithStatus(http.StatusUnauthorized)
			}
		case adminsOnly:
			if !slices.Contains(roles, "admin") {
				c.AbortWithStatus(http.StatusForbidden)
			}
		case optional:
		}
	}
}

type options struct {
	Optional bool
	Realm    string
}

// authOptions takes a struct whose zero value demands a user.
func (a *api) authOptions(opts options) gin.HandlerFunc {
	if opts.Realm == "" {
		opts.Realm = "api"
	}
	return func(c *gin.Context) {
		if len(a.roles(c)) == 0 && !opts.Optional {
			c.Header("WWW-Authenticate", "Bearer realm="+opts.Realm)
			c.AbortWithStatus(http.StatusUnauthorized)
		}
	}
}

func (a *api) songs(c *gin.Context) {
	var n int
	if err := a.db.QueryRowContext(c, `SELECT count(*) FROM songs`).Scan(&n); err != nil {
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
	a := &api{db}
	r := gin.New()
	r.GET("/a", a.auth(true), a.songs)                           // ok: a user is required
	r.GET("/b", a.auth(false), a.songs)                          // want routeauth "GET /b"
	r.GET("/c", a.authMode(required), a.songs)                   // ok: a user is required
	r.GET("/d", a.authMode(adminsOnly), a.songs)                 // ok: a role is required
	r.GET("/e", a.authMode(optional), a.songs)                   // want routeauth "GET /e"
	r.GET("/f", a.authOptions(options{Realm: "f"}), a.songs)     // ok: not optional
	r.GET("/g", a.authOptions(options{Optional: true}), a.songs) // want routeauth "GET /g"
	log.Fatal(r.Run())
}
