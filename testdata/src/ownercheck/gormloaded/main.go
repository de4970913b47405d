// Command gormloaded loads rows into local structs and then changes or deletes what it loaded.
package main

import (
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Note struct {
	ID     uint   `gorm:"primaryKey" json:"id"`
	UserID uint   `gorm:"index;not null" json:"-"`
	Title  string `json:"title"`
}

type User struct {
	ID       uint   `gorm:"primaryKey" json:"id"`
	Email    string `json:"email"`
	Password string `json:"-"`
}

type claims struct {
	UserID uint `json:"uid"`
	jwt.RegisteredClaims
}

type api struct {
	db  *gorm.DB
	key []byte
}

func (a *api) auth(c *gin.Context) {
	var cl claims
	raw := strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
	_, err := jwt.ParseWithClaims(raw, &cl, func(*jwt.Token) (any, error) { return a.key, nil }, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("uid", cl.UserID)
}

func (a *api) remove(c *gin.Context) {
	var n Note
	if err := a.db.First(&n, "id = ?", c.Param("id")).Error; err != nil { // want ownercheck "DELETE /a/{id}: note is deleted"
		c.Status(http.StatusNotFound)
		return
	}
	if err := a.db.Delete(&n).Error; err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func (a *api) save(c *gin.Context) {
	var n Note
	if a.db.Where("id = ?", c.Param("id")).First(&n).Error != nil { // want ownercheck "PUT /b/{id}: note is changed"
		c.Status(http.StatusNotFound)
		return
	}
	n.Title = c.PostForm("title")
	a.db.Save(&n)
}

func (a *api) update(c *gin.Context) {
	var n Note
	if a.db.Take(&n, "id = ?", c.Param("id")).Error != nil { // want ownercheck "PATCH /c/{id}: note is changed"
		c.Status(http.StatusNotFound)
		return
	}
	a.db.Model(&n).Updates(map[string]any{"title": c.PostForm("title")})
}

// load is shared by those who change notes; it does not ask whose they are.
func (a *api) load(c *gin.Context) (Note, bool) {
	var n Note
	err := a.db.First(&n, "id = ?", c.Param("id")).Error
	if err != nil {
		c.Status(http.StatusNotFound)
	}
	return n, err == nil
}

func (a *api) removeLoaded(c *gin.Context) {
	if n, ok := a.load(c); ok { // want ownercheck "DELETE /d/{id}: note is deleted"
		a.db.Delete(&n)
	}
}

func (a *api) close(c *gin.Context) {
	var u User
	if a.db.First(&u, "id = ?", c.Param("id")).Error != nil { // want ownercheck "DELETE /users/{id}: user is deleted"
		c.Status(http.StatusNotFound)
		return
	}
	a.db.Delete(&u)
}

func (a *api) removeOwn(c *gin.Context) {
	var n Note
	if a.db.First(&n, "id = ? AND user_id = ?", c.Param("id"), c.GetUint("uid")).Error != nil { // ok: the condition names the owner
		c.Status(http.StatusNotFound)
		return
	}
	a.db.Delete(&n)
}

func (a *api) saveCompared(c *gin.Context) {
	var n Note
	if a.db.First(&n, "id = ?", c.Param("id")).Error != nil || n.UserID != c.GetUint("uid") { // ok: the owner is compared before anything is written
		c.Status(http.StatusNotFound)
		return
	}
	n.Title = c.PostForm("title")
	a.db.Save(&n)
}

// closeOwn deletes the account of whoever asks.
func (a *api) closeOwn(c *gin.Context) {
	var u User
	if a.db.First(&u, "id = ?", c.GetUint("uid")).Error != nil { // ok: the client chooses nothing
		c.Status(http.StatusNotFound)
		return
	}
	a.db.Delete(&u)
}

// clear deletes by a condition of its own, whatever the struct holds.
func (a *api) clear(c *gin.Context) {
	var n Note
	a.db.Where("user_id = ? AND title = ?", c.GetUint("uid"), c.Param("title")).Delete(&n) // ok: the condition names the owner
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db, []byte(os.Getenv("SIGNING_KEY"))}
	r := gin.New()
	r.Use(a.auth)
	r.DELETE("/a/:id", a.remove)
	r.PUT("/b/:id", a.save)
	r.PATCH("/c/:id", a.update)
	r.DELETE("/d/:id", a.removeLoaded)
	r.DELETE("/users/:id", a.close)
	r.DELETE("/own/a/:id", a.removeOwn)
	r.PUT("/own/b/:id", a.saveCompared)
	r.DELETE("/own/user", a.closeOwn)
	r.DELETE("/own/titles/:title", a.clear)
	log.Fatal(r.Run())
}
