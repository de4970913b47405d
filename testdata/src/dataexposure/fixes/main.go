// Command fixes has secret fields that can be hidden from encoders and nothing else changes.
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
	Password string // a hash
}

type Member struct {
	ID           uint   `json:"id" gorm:"primaryKey"`
	PasswordHash string `json:"password_hash,omitempty" gorm:"column:hash"`
	APIKey       string `gorm:"column:api_key"`
}

type api struct{ db *gorm.DB }

func (a *api) users(c *gin.Context) {
	var users []User
	a.db.Find(&users)
	c.JSON(http.StatusOK, users) // want dataexposure `User.Password`
}

func (a *api) user(c *gin.Context) {
	var u User
	a.db.First(&u, "id = ?", c.Param("id"))
	c.JSON(http.StatusOK, gin.H{"user": u}) // want dataexposure `User.Password`
}

func (a *api) members(c *gin.Context) {
	var members []Member
	a.db.Find(&members)
	c.JSON(http.StatusOK, members) // want dataexposure `Member.APIKey and .*Member.PasswordHash`
}

func main() {
	db, err := gorm.Open(postgres.Open("postgres://localhost/shop"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	r := gin.New()
	r.GET("/users", a.users)
	r.GET("/users/:id", a.user)
	r.GET("/members", a.members)
	log.Fatal(r.Run(":8080"))
}
