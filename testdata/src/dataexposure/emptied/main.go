// Command emptied takes secrets out of objects before it sends them, or tries to.
package main

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type User struct {
	ID       uint
	Name     string
	Password string
}

// Sanitize empties what nobody may see.
func (u *User) Sanitize() { u.Password = "" }

type Member struct {
	ID       uint
	Name     string
	Password string
}

type Guest struct {
	ID       uint
	Password string
}

type api struct{ db *gorm.DB }

func (a *api) user(id string) (u User, err error) {
	err = a.db.First(&u, "id = ?", id).Error
	return u, err
}

func (a *api) cleared(c *gin.Context) {
	u, err := a.user(c.Param("id"))
	if err != nil {
		return
	}
	u.Password = ""
	c.JSON(http.StatusOK, u) // ok: emptied
}

func (a *api) sanitized(c *gin.Context) {
	u, err := a.user(c.Param("id"))
	if err != nil {
		return
	}
	u.Sanitize()
	c.JSON(http.StatusOK, u) // ok: emptied by a method
}

func (a *api) looped(c *gin.Context) {
	var users []User
	a.db.Find(&users)
	for i := range users {
		users[i].Password = "***"
	}
	c.JSON(http.StatusOK, users) // ok: overwritten in all of them
}

// service hands out users without their passwords.
func (a *api) service(id string) (*User, error) {
	var u User
	if err := a.db.First(&u, "id = ?", id).Error; err != nil {
		return nil, err
	}
	u.Password = ""
	return &u, nil
}

func (a *api) served(c *gin.Context) {
	u, err := a.service(c.Param("id"))
	if err != nil {
		return
	}
	c.JSON(http.StatusOK, u) // ok: emptied by the service
}

func (a *api) someone(c *gin.Context) {
	var m Member
	if a.db.First(&m, "id = ?", c.Param("id")).Error != nil {
		return
	}
	if c.Query("brief") != "" {
		m.Password = ""
	}
	c.JSON(http.StatusOK, m) // want dataexposure `Member.Password`
}

func (a *api) guest(c *gin.Context) {
	var g Guest
	if a.db.First(&g, "id = ?", c.Param("id")).Error != nil {
		return
	}
	c.JSON(http.StatusOK, g) // want dataexposure `Guest.Password`
}

func main() {
	db, err := gorm.Open(postgres.Open("postgres://localhost/blog"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	r := gin.New()
	r.GET("/cleared/:id", a.cleared)
	r.GET("/sanitized/:id", a.sanitized)
	r.GET("/looped", a.looped)
	r.GET("/served/:id", a.served)
	r.GET("/someone/:id", a.someone)
	r.GET("/guest/:id", a.guest)
	log.Fatal(r.Run(":8080"))
}
