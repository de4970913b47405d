// Command ginmodels answers with gorm models, directly, nested and in lists.
package main

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/bcrypt"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type User struct {
	gorm.Model
	Name     string
	Password string
	OTPCodes string `json:"-"`
}

type Post struct {
	gorm.Model
	Title    string
	AuthorID uint
	Author   User
}

// Client has its secret hidden from JSON.
type Client struct {
	gorm.Model
	Name         string
	ClientSecret string `json:"-"`
}

type loginInput struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

type Member struct {
	gorm.Model
	Name        string `json:"name"`
	OTP         string `json:"otp"`
	VerifyToken string `json:"verifyToken"`
	NextToken   string `json:"nextToken"`
}

type Patient struct {
	gorm.Model
	Name string `json:"name"`
	SSN  string `json:"ssn"`
}

type Device struct {
	gorm.Model
	Token string `json:"token"`
}

type page struct {
	Total int64
	Items any
}

type api struct{ db *gorm.DB }

func (a *api) show(c *gin.Context) {
	var u User
	if a.db.First(&u, "id = ?", c.Param("id")).Error != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, u) // want dataexposure `User.Password`
}

func (a *api) inMap(c *gin.Context) {
	var users []User
	a.db.Find(&users)
	c.JSON(http.StatusOK, gin.H{"users": users}) // want dataexposure `User.Password`
}

func (a *api) inPage(c *gin.Context) {
	var users []*User
	a.db.Find(&users)
	c.JSON(http.StatusOK, page{Items: users}) // want dataexposure `User.Password`
}

func (a *api) nested(c *gin.Context) {
	var posts []Post
	a.db.Preload("Author").Find(&posts)
	c.JSON(http.StatusOK, posts) // want dataexposure `User.Password`
}

func (a *api) members(c *gin.Context) {
	var members []Member
	a.db.Find(&members)
	c.JSON(http.StatusOK, members) // want dataexposure `Member.VerifyToken`
}

func (a *api) patients(c *gin.Context) {
	var patients []Patient
	a.db.Find(&patients)
	c.JSON(http.StatusOK, patients) // want dataexposure `Patient.SSN`
}

func (a *api) devices(c *gin.Context) {
	var devices []Device
	a.db.Find(&devices)
	c.JSON(http.StatusOK, devices) // ok: of low confidence, for a token may be anything
}

func (a *api) register(c *gin.Context) {
	var u User
	if c.ShouldBindJSON(&u) != nil {
		return
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(u.Password), bcrypt.DefaultCost)
	if err != nil {
		return
	}
	u.Password = string(hash)
	a.db.Create(&u)
	c.JSON(http.StatusCreated, u) // want dataexposure `User.Password`
}

func (a *api) login(c *gin.Context) {
	var in loginInput
	if c.ShouldBindJSON(&in) != nil {
		c.JSON(http.StatusBadRequest, in) // ok: what the client has sent itself
		return
	}
	c.JSON(http.StatusOK, gin.H{"name": in.Name}) // ok: no secret
}

func (a *api) selected(c *gin.Context) {
	var users []User
	a.db.Select("id", "name").Find(&users)
	c.JSON(http.StatusOK, users) // ok: the column is not loaded
}

func (a *api) selectedList(c *gin.Context) {
	var users []User
	a.db.Model(&User{}).Select("id, name").Where("name <> ''").Find(&users)
	c.JSON(http.StatusOK, users) // ok: the column is not loaded
}

func (a *api) omitted(c *gin.Context) {
	var users []User
	a.db.Omit("Password").Find(&users)
	c.JSON(http.StatusOK, users) // ok: the column is not loaded
}

func (a *api) selectedToo(c *gin.Context) {
	var users []User
	a.db.Select("id", "password").Find(&users)
	c.JSON(http.StatusOK, users) // want dataexposure `User.Password`
}

func (a *api) clients(c *gin.Context) {
	var clients []Client
	a.db.Find(&clients)
	c.JSON(http.StatusOK, clients) // ok: the tag hides the secret
}

func (a *api) clientsYAML(c *gin.Context) {
	var clients []Client
	a.db.Find(&clients)
	c.YAML(http.StatusOK, clients) // want dataexposure `Client.ClientSecret`
}

func (a *api) names(c *gin.Context) {
	var users []User
	a.db.Find(&users)
	names := make([]string, 0, len(users))
	for _, u := range users {
		names = append(names, u.Name)
	}
	c.JSON(http.StatusOK, names) // ok: names alone
}

func main() {
	db, err := gorm.Open(postgres.Open("postgres://localhost/blog"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	r := gin.New()
	r.GET("/users/:id", a.show)
	r.GET("/map", a.inMap)
	r.GET("/page", a.inPage)
	r.GET("/posts", a.nested)
	r.POST("/users", a.register)
	r.POST("/login", a.login)
	r.GET("/selected", a.selected)
	r.GET("/selected/list", a.selectedList)
	r.GET("/selected/too", a.selectedToo)
	r.GET("/omitted", a.omitted)
	r.GET("/clients", a.clients)
	r.GET("/clients.yaml", a.clientsYAML)
	r.GET("/names", a.names)
	r.GET("/members", a.members)
	r.GET("/patients", a.patients)
	r.GET("/devices", a.devices)
	log.Fatal(r.Run(":8080"))
}
