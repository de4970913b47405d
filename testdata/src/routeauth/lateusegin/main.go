// Command lateusegin adds authentication after some routes: in gin a route keeps the chain it was registered with.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type api struct{ db *sql.DB }

func (a *api) requireToken(c *gin.Context) {
	var user int64
	err := a.db.QueryRowContext(c, `SELECT user_id FROM tokens WHERE token = $1`, c.GetHeader("X-Token")).Scan(&user)
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("user", user)
	c.Next()
}

func (a *api) list(table string) gin.HandlerFunc {
	query := map[string]string{
		"invoices":  `SELECT name FROM invoices`,
		"customers": `SELECT name FROM customers`,
	}[table]
	return func(c *gin.Context) {
		rows, err := a.db.QueryContext(c, query)
		if err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
		defer rows.Close()
		var names []string
		for rows.Next() {
			var name string
			if rows.Scan(&name) == nil {
				names = append(names, name)
			}
		}
		c.JSON(http.StatusOK, names)
	}
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	r := gin.Default()

	r.GET("/early", a.list("invoices")) // want routeauth "GET /early"
	billing := r.Group("/billing")
	billing.GET("/invoices", a.list("invoices")) // want routeauth "GET /billing/invoices"

	r.Use(a.requireToken)
	r.GET("/late", a.list("invoices")) // ok: registered after Use

	billing.GET("/customers", a.list("customers")) // want routeauth "GET /billing/customers"
	reports := r.Group("/reports")
	reports.GET("/invoices", a.list("invoices"))   // ok: the group copied a chain with the middleware
	reports.GET("/customers", a.list("customers")) // ok: the group copied a chain with the middleware

	own := r.Group("/own")
	own.Use(gin.Logger())
	own.GET("/customers", a.list("customers")) // ok: a further Use only adds

	log.Fatal(r.Run(":8080"))
}
