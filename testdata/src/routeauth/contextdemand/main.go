// Command contextdemand splits authentication: one middleware stores who is calling, a later one demands it.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
)

const userKey = "user"

type user struct {
	ID   int64
	Role string
}

type api struct{ db *sql.DB }

// identify stores the user, if there is one.
func (a *api) identify(c *gin.Context) {
	u := new(user)
	err := a.db.QueryRowContext(c, `SELECT id, role FROM users WHERE token = $1`, c.GetHeader("X-Token")).Scan(&u.ID, &u.Role)
	if err == nil {
		c.Set(userKey, u)
	}
	c.Next()
}

func demandGet(c *gin.Context) {
	if _, ok := c.Get(userKey); !ok {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "log in first"})
		return
	}
	c.Next()
}

// demandMust panics without a user, which the recovery answers with 500.
func demandMust(c *gin.Context) {
	u := c.MustGet(userKey).(*user)
	c.Header("X-User-Role", u.Role)
}

func demandRole(role string) gin.HandlerFunc {
	return func(c *gin.Context) {
		v, _ := c.Get(userKey)
		u, ok := v.(*user)
		if !ok || u.Role != role {
			c.AbortWithStatus(http.StatusForbidden)
		}
	}
}

// otherKey demands a value that every request has.
func otherKey(c *gin.Context) {
	if _, ok := c.Get("request"); !ok {
		c.AbortWithStatus(http.StatusBadRequest)
	}
}

func numbered(c *gin.Context) { c.Set("request", c.GetHeader("X-Request-Id")) }

func (a *api) rooms(c *gin.Context) {
	var n int
	if err := a.db.QueryRowContext(c, `SELECT count(*) FROM rooms`).Scan(&n); err != nil {
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
	r := gin.Default()
	r.Use(numbered, a.identify)
	r.GET("/a", a.rooms)                                // want routeauth "GET /a"
	r.GET("/b", demandGet, a.rooms)                     // ok: demands what identify stored
	r.GET("/c", demandMust, a.rooms)                    // ok: does not get past MustGet
	r.GET("/d", demandRole("porter"), a.rooms)          // ok: demands a role of the stored user
	r.GET("/e", otherKey, a.rooms)                      // want routeauth "GET /e"
	r.GET("/f", otherKey, demandRole("guest"), a.rooms) // ok: demands a role of the stored user
	log.Fatal(r.Run())
}
