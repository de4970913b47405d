// Command childofparent authorizes the parent of an object; the child's id must be tied to it.
package main

import (
	"database/sql"
	"errors"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type project struct {
	ID      int64
	OwnerID int64
}

type ticket struct {
	ID        int64  `json:"id"`
	ProjectID int64  `json:"project_id"`
	Title     string `json:"title"`
}

var errNotFound = errors.New("not found")

type api struct{ db *sql.DB }

func (a *api) auth(c *gin.Context) {
	var id int64
	if err := a.db.QueryRowContext(c, `SELECT user_id FROM tokens WHERE token = $1`, c.GetHeader("X-Token")).Scan(&id); err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("user", id)
}

func (a *api) project(c *gin.Context, id int64) (*project, error) {
	var p project
	err := a.db.QueryRowContext(c, `SELECT id, owner_id FROM projects WHERE id = $1`, id).Scan(&p.ID, &p.OwnerID)
	if err != nil || p.OwnerID != c.GetInt64("user") {
		return nil, errNotFound
	}
	return &p, nil
}

func (a *api) ticket(c *gin.Context, id int64) (*ticket, error) {
	var t ticket
	err := a.db.QueryRowContext(c, `SELECT id, project_id, title FROM tickets WHERE id = $1`, id).Scan(&t.ID, &t.ProjectID, &t.Title)
	return &t, err
}

func (a *api) ticketOf(c *gin.Context, project, id int64) (*ticket, error) {
	var t ticket
	err := a.db.QueryRowContext(c, `SELECT id, project_id, title FROM tickets WHERE id = $1 AND project_id = $2`, id, project).Scan(&t.ID, &t.ProjectID, &t.Title)
	return &t, err
}

// ids returns the two numbers of the path.
func ids(c *gin.Context) (projectID, ticketID int64, ok bool) {
	projectID, err1 := strconv.ParseInt(c.Param("project"), 10, 64)
	ticketID, err2 := strconv.ParseInt(c.Param("ticket"), 10, 64)
	if err := errors.Join(err1, err2); err != nil {
		c.Status(http.StatusBadRequest)
		return 0, 0, false
	}
	return projectID, ticketID, true
}

func answer(c *gin.Context, t *ticket, err error) {
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, t)
}

func (a *api) untied(c *gin.Context) {
	projectID, ticketID, ok := ids(c)
	if !ok {
		return
	}
	if _, err := a.project(c, projectID); err != nil { // ok: the owner of the project is compared
		c.Status(http.StatusNotFound)
		return
	}
	t, err := a.ticket(c, ticketID) // want ownercheck "GET /a/{project}/tickets/{ticket}"
	answer(c, t, err)
}

func (a *api) tiedByPredicate(c *gin.Context) {
	projectID, ticketID, ok := ids(c)
	if !ok {
		return
	}
	p, err := a.project(c, projectID) // ok: the owner of the project is compared
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	t, err := a.ticketOf(c, p.ID, ticketID) // ok: both ids are in the predicate
	answer(c, t, err)
}

func (a *api) tiedByComparison(c *gin.Context) {
	projectID, ticketID, ok := ids(c)
	if !ok {
		return
	}
	if _, err := a.project(c, projectID); err != nil { // ok: the owner of the project is compared
		c.Status(http.StatusNotFound)
		return
	}
	t, err := a.ticket(c, ticketID) // ok: the ticket's project is compared below
	if err == nil && t.ProjectID != projectID {
		err = errNotFound
	}
	answer(c, t, err)
}

// tiedUpwards starts at the ticket and authorizes the project that it belongs to.
func (a *api) tiedUpwards(c *gin.Context) {
	_, ticketID, ok := ids(c)
	if !ok {
		return
	}
	t, err := a.ticket(c, ticketID) // ok: the project of the ticket is authorized below
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	_, err = a.project(c, t.ProjectID)
	answer(c, t, err)
}

// parentOnlyNamed names both ids in the query, but nothing authorizes the project.
func (a *api) parentOnlyNamed(c *gin.Context) {
	projectID, ticketID, ok := ids(c)
	if !ok {
		return
	}
	t, err := a.ticketOf(c, projectID, ticketID) // want ownercheck "GET /e/{project}/tickets/{ticket}"
	answer(c, t, err)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	r := gin.New()
	r.Use(a.auth)
	r.GET("/a/:project/tickets/:ticket", a.untied)
	r.GET("/b/:project/tickets/:ticket", a.tiedByPredicate)
	r.GET("/c/:project/tickets/:ticket", a.tiedByComparison)
	r.GET("/d/:project/tickets/:ticket", a.tiedUpwards)
	r.GET("/e/:project/tickets/:ticket", a.parentOnlyNamed)
	log.Fatal(r.Run())
}
