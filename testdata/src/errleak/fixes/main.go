// Command fixes logs the errors that it also sends.
package main

import (
	"database/sql"
	"log"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type api struct{ db *sql.DB }

func (a *api) purge(w http.ResponseWriter, r *http.Request) {
	if _, err := a.db.ExecContext(r.Context(), `DELETE FROM films WHERE gone`); err != nil {
		log.Printf("purge: %v", err)
		http.Error(w, err.Error(), http.StatusInternalServerError) // want errleak
	}
}

func (a *api) title(c *gin.Context) {
	var title string
	err := a.db.QueryRowContext(c, `SELECT title FROM films WHERE id = $1`, c.Param("id")).Scan(&title)
	if err != nil {
		slog.ErrorContext(c, "title", "err", err)
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want errleak
		return
	}
	c.String(http.StatusOK, "%s", title)
}

func main() {
	db, err := sql.Open("pgx", "postgres://localhost/films")
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	http.HandleFunc("POST /purge", a.purge)
	r := gin.New()
	r.GET("/films/:id", a.title)
	go func() { log.Fatal(r.Run(":8081")) }()
	log.Fatal(http.ListenAndServe(":8080", nil))
}
