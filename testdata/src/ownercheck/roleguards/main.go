// Command roleguards turns away who lacks a role, in the forms that guards have. Only roles that see everything count.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
	_ "github.com/lib/pq"
)

type service struct{ db *sql.DB }

func (s *service) auth(c *gin.Context) {
	claims := jwt.MapClaims{}
	key := func(*jwt.Token) (any, error) { return []byte(os.Getenv("JWT_SECRET")), nil }
	if _, err := jwt.ParseWithClaims(strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer "), claims, key); err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("uid", claims["sub"])
	c.Set("role", claims["role"])
	c.Set("claims", claims)
}

func forbid(c *gin.Context) { c.AbortWithStatus(http.StatusForbidden) }

func captured(role string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetString("role") != role {
			forbid(c)
			return
		}
		c.Next()
	}
}

func contained(roles ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !slices.Contains(roles, c.GetString("role")) {
			forbid(c)
			return
		}
		c.Next()
	}
}

func looped(roles ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		for _, r := range roles {
			if r == c.GetString("role") {
				c.Next()
				return
			}
		}
		forbid(c)
	}
}

func listed(roles ...string) gin.HandlerFunc {
	allowed := map[string]bool{}
	for _, r := range roles {
		allowed[r] = true
	}
	return func(c *gin.Context) {
		if !allowed[c.GetString("role")] {
			forbid(c)
			return
		}
		c.Next()
	}
}

func claimed(c *gin.Context) {
	claims := c.MustGet("claims").(jwt.MapClaims)
	if admin, _ := claims["admin"].(bool); !admin {
		forbid(c)
		return
	}
	c.Next()
}

// flagged asks the database for a flag of the caller.
func (s *service) flagged(c *gin.Context) {
	var allowed bool
	err := s.db.QueryRow("SELECT is_moderator FROM users WHERE id = $1", c.GetString("uid")).Scan(&allowed)
	if err != nil || !allowed {
		forbid(c)
		return
	}
	c.Next()
}

// staffOrEditor lets editors pass, who see no more than others.
func staffOrEditor(c *gin.Context) {
	if role := c.GetString("role"); role != "admin" && role != "editor" {
		forbid(c)
		return
	}
	c.Next()
}

// asserted believes what the client says of itself.
func asserted(c *gin.Context) {
	if c.GetHeader("X-Role") != "admin" {
		forbid(c)
		return
	}
	c.Next()
}

// member demands a role in the team of the path, which says nothing about what is not that team's.
func (s *service) member(roles ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		var role string
		row := s.db.QueryRow("SELECT role FROM members WHERE team_id = $1 AND user_id = $2", c.Param("team"), c.GetString("uid"))
		if err := row.Scan(&role); err != nil || !slices.Contains(roles, role) {
			forbid(c)
			return
		}
		c.Next()
	}
}

func (s *service) answer(c *gin.Context, row *sql.Row) {
	var text string
	if err := row.Scan(&text); err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.String(http.StatusOK, text)
}

// privileged is behind guards that let only those pass who see everything.
func (s *service) privileged(c *gin.Context) {
	s.answer(c, s.db.QueryRow("SELECT text FROM letters WHERE id = $1", c.Param("id"))) // ok: the guards let nobody else pass
}

func (s *service) edited(c *gin.Context) {
	s.answer(c, s.db.QueryRow("SELECT text FROM letters WHERE id = $1", c.Param("id"))) // want ownercheck "GET /edited/{id}"
}

func (s *service) viewed(c *gin.Context) {
	s.answer(c, s.db.QueryRow("SELECT text FROM letters WHERE id = $1", c.Param("id"))) // want ownercheck "GET /viewed/{id}"
}

// hired is behind a guard for one of the two sides that use the service: a company sees no other company's.
func (s *service) hired(c *gin.Context) {
	s.answer(c, s.db.QueryRow("SELECT text FROM letters WHERE id = $1", c.Param("id"))) // want ownercheck "GET /hired/{id}"
}

func (s *service) said(c *gin.Context) {
	s.answer(c, s.db.QueryRow("SELECT text FROM letters WHERE id = $1", c.Param("id"))) // want ownercheck "GET /said/{id}"
}

func (s *service) anybody(c *gin.Context) {
	s.answer(c, s.db.QueryRow("SELECT text FROM letters WHERE id = $1", c.Param("id"))) // want ownercheck "GET /letters/{id}"
}

func (s *service) own(c *gin.Context) {
	row := s.db.QueryRow("SELECT text FROM letters WHERE id = $1 AND user_id = $2", c.Param("id"), c.GetString("uid")) // ok: the query names the user
	s.answer(c, row)
}

func (s *service) ticket(c *gin.Context) {
	s.answer(c, s.db.QueryRow("SELECT text FROM tickets WHERE id = $1", c.Param("id"))) // want ownercheck "GET /teams/{team}/tickets/{id}"
}

func (s *service) teamTicket(c *gin.Context) {
	row := s.db.QueryRow("SELECT text FROM tickets WHERE id = $1 AND team_id = $2", c.Param("id"), c.Param("team")) // ok: the caller is of that team
	s.answer(c, row)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &service{db}
	r := gin.New()
	r.Use(s.auth)
	r.GET("/letters/:id", s.anybody)
	r.GET("/own/:id", s.own)
	r.GET("/captured/:id", captured("admin"), s.privileged)
	r.GET("/contained/:id", contained("admin", "auditor"), s.privileged)
	r.GET("/looped/:id", looped("admin"), s.privileged)
	r.GET("/listed/:id", listed("admin"), s.privileged)
	r.GET("/claimed/:id", claimed, s.privileged)
	r.GET("/flagged/:id", s.flagged, s.privileged)
	r.GET("/edited/:id", staffOrEditor, s.edited)
	r.GET("/viewed/:id", contained("admin", "viewer"), s.viewed)
	r.GET("/hired/:id", listed("company"), s.hired)
	r.GET("/said/:id", asserted, s.said)
	teams := r.Group("/teams/:team", s.member("owner", "agent"))
	teams.GET("/tickets/:id", s.ticket)
	teams.GET("/own/:id", s.teamTicket)
	log.Fatal(r.Run())
}
