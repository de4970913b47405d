// Command gormconditions loads, updates and deletes by the many forms that gorm has for a condition.
package main

import (
	"log"
	"net/http"
	"os"
	"strconv"
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
	Body   string `json:"body"`
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

func answer(c *gin.Context, n *Note, err error) {
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, n)
}

func (a *api) inlineCondition(c *gin.Context) {
	var n Note
	err := a.db.First(&n, "id = ?", c.Param("id")).Error // want ownercheck "GET /a/{id}"
	answer(c, &n, err)
}

func (a *api) primaryKey(c *gin.Context) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	var n Note
	err = a.db.WithContext(c).Take(&n, id).Error // want ownercheck "GET /b/{id}"
	answer(c, &n, err)
}

func (a *api) chained(c *gin.Context) {
	var n Note
	err := a.db.Where("id = ?", c.Param("id")).Where("user_id = ?", c.GetUint("uid")).First(&n).Error // ok: the second condition names the owner
	answer(c, &n, err)
}

func (a *api) structCondition(c *gin.Context) {
	id, err := strconv.ParseUint(c.Param("id"), 10, 64)
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	var n Note
	err = a.db.Where(&Note{ID: uint(id), UserID: c.GetUint("uid")}).First(&n).Error // ok: the struct names the owner
	answer(c, &n, err)
}

func (a *api) mapCondition(c *gin.Context) {
	var n Note
	err := a.db.Where(map[string]any{"id": c.Param("id"), "user_id": c.GetUint("uid")}).First(&n).Error // ok: the map names the owner
	answer(c, &n, err)
}

// own is a scope in gorm's sense.
func own(c *gin.Context) func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB { return db.Where("user_id = ?", c.GetUint("uid")) }
}

func (a *api) scoped(c *gin.Context) {
	var n Note
	err := a.db.Scopes(own(c)).First(&n, "id = ?", c.Param("id")).Error // ok: the scope names the owner
	answer(c, &n, err)
}

func (a *api) update(c *gin.Context) {
	res := a.db.Model(&Note{}).Where("id = ?", c.Param("id")).Update("title", c.PostForm("title")) // want ownercheck "PUT /g/{id}"
	if res.Error != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func (a *api) updateOwn(c *gin.Context) {
	res := a.db.Model(&Note{}).Where("id = ? AND user_id = ?", c.Param("id"), c.GetUint("uid")).Updates(Note{Title: c.PostForm("title")}) // ok: the owner is part of the predicate
	if res.RowsAffected == 0 {
		c.Status(http.StatusNotFound)
	}
}

func (a *api) remove(c *gin.Context) {
	if err := a.db.Where("id = ?", c.Param("id")).Delete(&Note{}).Error; err != nil { // want ownercheck "DELETE /i/{id}"
		c.Status(http.StatusInternalServerError)
	}
}

func (a *api) removeOwn(c *gin.Context) {
	if err := a.db.Where("user_id = ?", c.GetUint("uid")).Delete(&Note{}, "id = ?", c.Param("id")).Error; err != nil { // ok: the owner is part of the predicate
		c.Status(http.StatusInternalServerError)
	}
}

// save writes a note whose id the body chose.
func (a *api) save(c *gin.Context) {
	var in struct {
		ID    uint   `json:"id" binding:"required"`
		Title string `json:"title"`
	}
	if err := c.ShouldBindJSON(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	if err := a.db.Model(&Note{ID: in.ID}).Update("title", in.Title).Error; err != nil { // want ownercheck "PUT /k"
		c.Status(http.StatusInternalServerError)
	}
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db, []byte(os.Getenv("SIGNING_KEY"))}
	r := gin.New()
	r.Use(a.auth)
	r.GET("/a/:id", a.inlineCondition)
	r.GET("/b/:id", a.primaryKey)
	r.GET("/c/:id", a.chained)
	r.GET("/d/:id", a.structCondition)
	r.GET("/e/:id", a.mapCondition)
	r.GET("/f/:id", a.scoped)
	r.PUT("/g/:id", a.update)
	r.PUT("/h/:id", a.updateOwn)
	r.DELETE("/i/:id", a.remove)
	r.DELETE("/j/:id", a.removeOwn)
	r.PUT("/k", a.save)
	log.Fatal(r.Run())
}
