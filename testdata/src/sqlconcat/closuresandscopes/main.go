// Command closuresandscopes passes query text through closures, scopes, methods and fields before gorm sees it.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"slices"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Book struct {
	ID    uint   `json:"id"`
	Title string `json:"title"`
	Year  int    `json:"year"`
}

// page is what a client may ask of a list.
type page struct {
	Sort  string `form:"sort"`
	Dir   string `form:"dir"`
	Limit int    `form:"limit"`
}

// scope orders by what the client sent.
func (p page) scope() func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB {
		return db.Order(fmt.Sprintf("%s %s", p.Sort, p.Dir)).Limit(p.Limit) // want sqlconcat
	}
}

// checkedScope orders by what the client sent if it is known.
func (p page) checkedScope() func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB {
		sort, dir := "id", "asc"
		if slices.Contains([]string{"title", "year"}, p.Sort) {
			sort = p.Sort
		}
		if p.Dir == "desc" {
			dir = p.Dir
		}
		return db.Order(sort + " " + dir).Limit(p.Limit) // ok: both parts passed an allow-list
	}
}

type option func(*gorm.DB) *gorm.DB

func where(condition string, args ...any) option {
	return func(db *gorm.DB) *gorm.DB { return db.Where(condition, args...) }
}

func whereBound(condition string, args ...any) option {
	return func(db *gorm.DB) *gorm.DB { return db.Where(condition, args...) } // ok: all callers pass constant conditions
}

type repository struct{ db *gorm.DB }

func (r repository) find(c *gin.Context, opts ...option) {
	tx := r.db
	for _, o := range opts {
		tx = o(tx)
	}
	var books []Book
	if err := tx.Find(&books).Error; err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, books)
}

func (r repository) list(c *gin.Context) {
	var p page
	if err := c.ShouldBindQuery(&p); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	r.find(c, p.scope())
}

func (r repository) checkedList(c *gin.Context) {
	var p page
	if err := c.ShouldBindQuery(&p); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	r.find(c, p.checkedScope())
}

func (r repository) search(c *gin.Context) {
	r.find(c, where("title LIKE '%"+c.Query("q")+"%'")) // want sqlconcat
}

func (r repository) boundSearch(c *gin.Context) {
	r.find(c, whereBound("title LIKE ?", "%"+c.Query("q")+"%"), whereBound("year > ?", c.Query("after"))) // ok: parameters
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	r := repository{db}
	e := gin.New()
	e.GET("/list", r.list)
	e.GET("/checked", r.checkedList)
	e.GET("/search", r.search)
	e.GET("/bound", r.boundSearch)
	log.Fatal(e.Run())
}
