// Command gormraw gives gorm text: its conditions, orders and raw statements are query text.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type Item struct {
	ID    uint   `json:"id"`
	Name  string `json:"name"`
	Price int    `json:"price"`
}

var db *gorm.DB

func find(c *gin.Context, tx *gorm.DB) {
	var items []Item
	if err := tx.Find(&items).Error; err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, items)
}

func where(c *gin.Context) {
	find(c, db.Where("name = '"+c.Query("name")+"'")) // want sqlconcat
}

func order(c *gin.Context) {
	find(c, db.Order(c.Query("sort"))) // want sqlconcat
}

func raw(c *gin.Context) {
	find(c, db.Raw(fmt.Sprintf("SELECT * FROM items WHERE price < %s", c.Query("max")))) // want sqlconcat
}

func exec(c *gin.Context) {
	if err := db.Exec("UPDATE items SET name = '" + c.PostForm("name") + "'").Error; err != nil { // want sqlconcat
		c.Status(http.StatusInternalServerError)
	}
}

// first looks harmless: a string that is no number becomes the condition.
func first(c *gin.Context) {
	var item Item
	if err := db.First(&item, c.Param("id")).Error; err != nil { // want sqlconcat
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, item)
}

func selected(c *gin.Context) {
	find(c, db.Select(c.Query("fields"))) // want sqlconcat
}

func joins(c *gin.Context) {
	find(c, db.Joins("LEFT JOIN "+c.Query("table")+" t ON t.item_id = items.id")) // want sqlconcat
}

func group(c *gin.Context) {
	find(c, db.Model(&Item{}).Group(c.Query("by")).Having("count(*) > 1")) // want sqlconcat
}

func bound(c *gin.Context) {
	find(c, db.Where("name = ? AND price < ?", c.Query("name"), c.Query("max"))) // ok: parameters
}

func named(c *gin.Context) {
	find(c, db.Where("name = @name", map[string]any{"name": c.Query("name")})) // ok: a named parameter
}

func structured(c *gin.Context) {
	find(c, db.Where(&Item{Name: c.Query("name")})) // ok: a struct is bound
}

func mapped(c *gin.Context) {
	find(c, db.Where(map[string]any{"name": c.Query("name")})) // ok: the values of a map are bound
}

func orderColumn(c *gin.Context) {
	column := clause.OrderByColumn{Column: clause.Column{Name: c.Query("sort")}, Desc: true}
	find(c, db.Order(column)) // ok: gorm quotes the name of a column value
}

func firstNumber(c *gin.Context) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	var item Item
	if err := db.First(&item, id).Error; err != nil { // ok: a number
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, item)
}

func firstCondition(c *gin.Context) {
	var item Item
	if err := db.First(&item, "id = ?", c.Param("id")).Error; err != nil { // ok: a parameter of the inline condition
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, item)
}

func rawBound(c *gin.Context) {
	find(c, db.Raw("SELECT * FROM items WHERE name = ?", c.Query("name"))) // ok: a parameter
}

func like(c *gin.Context) {
	find(c, db.Where("name LIKE ?", fmt.Sprintf("%%%s%%", c.Query("q"))).Order("price desc")) // ok: the built text is a parameter
}

func paged(c *gin.Context) {
	page, err := strconv.Atoi(c.DefaultQuery("page", "0"))
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	find(c, db.Offset(page*20).Limit(20).Order(fmt.Sprintf("price %s", map[bool]string{true: "asc", false: "desc"}[c.Query("up") == "1"]))) // ok: constants of a map
}

func main() {
	var err error
	if db, err = gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{}); err != nil {
		log.Fatal(err)
	}
	r := gin.Default()
	r.GET("/where", where)
	r.GET("/order", order)
	r.GET("/raw", raw)
	r.POST("/exec", exec)
	r.GET("/first/:id", first)
	r.GET("/select", selected)
	r.GET("/joins", joins)
	r.GET("/group", group)
	r.GET("/bound", bound)
	r.GET("/named", named)
	r.GET("/struct", structured)
	r.GET("/map", mapped)
	r.GET("/ordercolumn", orderColumn)
	r.GET("/firstnumber/:id", firstNumber)
	r.GET("/firstcondition/:id", firstCondition)
	r.GET("/rawbound", rawBound)
	r.GET("/like", like)
	r.GET("/paged", paged)
	log.Fatal(r.Run())
}
