// Handlers of one type, of which one is registered without the middleware that asks for the role.
package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type user struct {
	ID   uint
	Role string
}

type users struct{ db *gorm.DB }

func main() {
	u := &users{}
	r := gin.New()
	r.Use(u.known)
	admin := r.Group("/admin", demand("admin"))
	admin.POST("/users", u.create)
	admin.PUT("/users/:id", u.change)
	admin.DELETE("/users/:id", u.remove)
	r.POST("/imports", u.load)                  // want rolecheck "POST /imports: every known caller gets to users.load, and no role is demanded; 4 of 4 comparable routes of gin.users demand one: admin"
	r.POST("/exports", demand("admin"), u.save) // ok: demanded on the route
	r.Run()
}

func (u *users) known(c *gin.Context) {
	var caller user
	if u.db.Where("token = ?", c.GetHeader("Authorization")).First(&caller).Error != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("role", caller.Role)
}

func demand(role string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetString("role") != role {
			c.AbortWithStatus(http.StatusForbidden)
		}
	}
}

func (u *users) create(c *gin.Context) { u.db.Create(&user{Role: c.PostForm("role")}) }

func (u *users) change(c *gin.Context) {
	u.db.Model(&user{}).Where("id = ?", c.Param("id")).Update("role", c.PostForm("role"))
}

func (u *users) remove(c *gin.Context) { u.db.Delete(&user{}, "id = ?", c.Param("id")) }

func (u *users) load(c *gin.Context) { u.db.Create(&user{Role: c.PostForm("role")}) }

func (u *users) save(c *gin.Context) { u.db.Find(&[]user{}) }
