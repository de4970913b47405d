// Command noauthatall has no authentication anywhere: one finding says so.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	r := gin.Default()
	r.GET("/ping", func(c *gin.Context) { c.String(http.StatusOK, "pong") }) // ok: health
	r.POST("/albums", func(c *gin.Context) {                                 // want routeauth
		if _, err := db.ExecContext(c, `INSERT INTO albums (title) VALUES ($1)`, c.PostForm("title")); err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
		c.Status(http.StatusCreated)
	})
	r.GET("/albums/count", func(c *gin.Context) { // ok: the finding above speaks for all routes
		var n int
		if err := db.QueryRowContext(c, `SELECT count(*) FROM albums`).Scan(&n); err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
		c.String(http.StatusOK, strconv.Itoa(n))
	})
	log.Fatal(r.Run(":8080"))
}
