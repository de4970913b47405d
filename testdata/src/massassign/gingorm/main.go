// Command gingorm binds bodies to gorm models.
package main

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jinzhu/copier"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type User struct {
	ID    uint   `json:"id"`
	Email string `json:"email"`
	Role  string `json:"role"`
}

type Order struct {
	ID     uint
	UserID uint
	User   User
	Note   string
}

// Member hides what clients must not set.
type Member struct {
	ID      uint
	Email   string
	IsAdmin bool    `json:"-"`
	Balance float64 `json:"-"`
}

// Visitor computes its role.
type Visitor struct {
	ID    uint
	Email string
	Role  string `gorm:"->"`
}

// Robot sets its role itself.
type Robot struct {
	ID   uint
	Name string
	Role string
}

func (r *Robot) BeforeCreate(*gorm.DB) error {
	r.Role = "robot"
	return nil
}

type userInput struct {
	Email string `json:"email"`
	Role  string `json:"role"`
}

type emailInput struct {
	Email string `json:"email"`
}

type api struct{ db *gorm.DB }

func caller(c *gin.Context) uint { return c.GetUint("user") }

func (a *api) register(c *gin.Context) {
	var u User
	if c.ShouldBindJSON(&u) != nil { // want massassign `User.Role`
		return
	}
	a.db.Create(&u)
}

func (a *api) update(c *gin.Context) {
	u := new(User)
	if a.db.First(u, "id = ?", caller(c)).Error != nil {
		return
	}
	if err := c.BindJSON(u); err != nil { // want massassign `User.Role`
		return
	}
	a.db.Save(u)
}

func (a *api) updates(c *gin.Context) {
	var changes map[string]any
	if c.ShouldBindJSON(&changes) != nil { // want massassign `every column`
		return
	}
	a.db.Model(&User{}).Where("id = ?", caller(c)).Updates(changes)
}

func (a *api) order(c *gin.Context) {
	var o Order
	if c.ShouldBindJSON(&o) != nil { // want massassign `Order.UserID`
		return
	}
	a.db.Create(&o)
}

func (a *api) ownOrder(c *gin.Context) {
	var o Order
	if c.ShouldBindJSON(&o) != nil { // ok: the owner and the user are set below
		return
	}
	o.UserID = caller(c)
	o.User.Role = ""
	a.db.Create(&o)
}

func (a *api) fixedRole(c *gin.Context) {
	var u User
	if c.ShouldBindJSON(&u) != nil { // ok: the role is set below
		return
	}
	u.Role = "member"
	a.db.Create(&u)
}

func (a *api) tooEarly(c *gin.Context) {
	u := User{Role: "member"}
	if c.ShouldBindJSON(&u) != nil { // want massassign `User.Role`
		return
	}
	a.db.Create(&u)
}

func (a *api) sometimes(c *gin.Context) {
	var u User
	if c.ShouldBindJSON(&u) != nil { // want massassign `User.Role`
		return
	}
	if c.Query("invite") == "" {
		u.Role = "member"
	}
	a.db.Create(&u)
}

func (a *api) omitted(c *gin.Context) {
	var u User
	if c.ShouldBindJSON(&u) != nil { // ok: the column is not written
		return
	}
	a.db.Omit("Role").Create(&u)
}

func (a *api) selected(c *gin.Context) {
	var u User
	if c.ShouldBindJSON(&u) != nil { // ok: only the address is written
		return
	}
	a.db.Model(&User{}).Where("id = ?", caller(c)).Select("email").Updates(u)
}

func (a *api) explicit(c *gin.Context) {
	var in userInput
	if c.ShouldBindJSON(&in) != nil { // ok: a type for input, copied field by field
		return
	}
	a.db.Create(&User{Email: in.Email, Role: in.Role})
}

func (a *api) copied(c *gin.Context) {
	var in emailInput
	if c.ShouldBindJSON(&in) != nil { // ok: a type for input without the field
		return
	}
	var u User
	if copier.Copy(&u, &in) != nil {
		return
	}
	a.db.Create(&u)
}

func (a *api) chosen(c *gin.Context) {
	var in map[string]string
	if c.ShouldBindJSON(&in) != nil { // ok: one element is taken
		return
	}
	a.db.Model(&User{}).Where("id = ?", caller(c)).Updates(map[string]any{"email": in["email"]})
}

func (a *api) hidden(c *gin.Context) {
	var m Member
	if c.ShouldBindJSON(&m) != nil { // ok: the tags keep the decoder off
		return
	}
	a.db.Create(&m)
}

func (a *api) readOnly(c *gin.Context) {
	var v Visitor
	if c.ShouldBindJSON(&v) != nil { // ok: the column is only read
		return
	}
	a.db.Create(&v)
}

func (a *api) hooked(c *gin.Context) {
	var r Robot
	if c.ShouldBindJSON(&r) != nil { // ok: the hook sets the role
		return
	}
	a.db.Create(&r)
}

func (a *api) compared(c *gin.Context) {
	var u User
	if c.ShouldBindJSON(&u) != nil { // ok: the role is one of two harmless ones
		return
	}
	switch u.Role {
	case "member", "guest":
	default:
		return
	}
	a.db.Create(&u)
}

func (a *api) search(c *gin.Context) {
	var u User
	if c.ShouldBindJSON(&u) != nil { // ok: it is only compared with
		return
	}
	var found []User
	a.db.Where(&u).Find(&found)
	c.JSON(http.StatusOK, len(found))
}

func main() {
	db, err := gorm.Open(postgres.Open("postgres://localhost/shop"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	r := gin.New()
	r.POST("/register", a.register)
	r.PUT("/update", a.update)
	r.PATCH("/updates", a.updates)
	r.POST("/order", a.order)
	r.POST("/own", a.ownOrder)
	r.POST("/fixed", a.fixedRole)
	r.POST("/early", a.tooEarly)
	r.POST("/sometimes", a.sometimes)
	r.POST("/omitted", a.omitted)
	r.PATCH("/selected", a.selected)
	r.POST("/explicit", a.explicit)
	r.POST("/copied", a.copied)
	r.PATCH("/chosen", a.chosen)
	r.POST("/hidden", a.hidden)
	r.POST("/readonly", a.readOnly)
	r.POST("/hooked", a.hooked)
	r.POST("/compared", a.compared)
	r.POST("/search", a.search)
	log.Fatal(r.Run(":8080"))
}
