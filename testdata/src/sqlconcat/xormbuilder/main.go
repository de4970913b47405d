// Command xormbuilder finds books by conditions that are built, and by text.
package main

import (
	"log"
	"os"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
	"xorm.io/builder"
	"xorm.io/xorm"
)

type book struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

type api struct{ db *xorm.Engine }

func (a *api) answer(c *gin.Context, books []book, err error) {
	if err != nil {
		c.Status(500)
		return
	}
	c.JSON(200, books)
}

func (a *api) like(c *gin.Context) {
	var books []book
	err := a.db.Where(builder.Like{"title", c.Query("q")}).Find(&books) // ok: bound
	a.answer(c, books, err)
}

func (a *api) equal(c *gin.Context) {
	var books []book
	err := a.db.Where(builder.Eq{"title": c.Query("q")}).Find(&books) // ok: bound
	a.answer(c, books, err)
}

// ilike is a condition of the program's own.
func ilike(column, q string) builder.Cond {
	return builder.Expr(column+" ILIKE ?", "%"+q+"%")
}

func (a *api) insensitive(c *gin.Context) {
	var books []book
	err := a.db.Where(ilike("title", c.Query("q"))).Find(&books) // ok: bound
	a.answer(c, books, err)
}

func (a *api) anyColumn(c *gin.Context) {
	var books []book
	err := a.db.Where(builder.Expr(c.Query("column")+" = ?", 1)).Find(&books) // want sqlconcat
	a.answer(c, books, err)
}

// listed runs a statement with a list of parameters that grows behind it.
func (a *api) listed(c *gin.Context) {
	query := "SELECT id, title FROM book WHERE true"
	var params []any
	if q := c.Query("q"); q != "" {
		query += " AND title = ?"
		params = append(params, q)
	}
	all := []any{}
	all = append(all, query)
	all = append(all, params...)
	rows, err := a.db.Query(all...) // ok: only the first is text
	if err != nil {
		c.Status(500)
		return
	}
	c.JSON(200, rows)
}

func (a *api) listedWithOrder(c *gin.Context) {
	all := []any{"SELECT id, title FROM book WHERE author = ? ORDER BY " + c.Query("order")}
	all = append(all, c.Query("author"))
	rows, err := a.db.Query(all...) // want sqlconcat
	if err != nil {
		c.Status(500)
		return
	}
	c.JSON(200, rows)
}

func main() {
	db, err := xorm.NewEngine("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	r := gin.New()
	r.GET("/like", a.like)
	r.GET("/equal", a.equal)
	r.GET("/insensitive", a.insensitive)
	r.GET("/anycolumn", a.anyColumn)
	r.GET("/listed", a.listed)
	r.GET("/listedwithorder", a.listedWithOrder)
	log.Fatal(r.Run())
}
