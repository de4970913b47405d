// Package articles serves articles; it registers its routes on routers that it is given.
package articles

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Routers are the routers that modules register on.
type Routers struct {
	Public    gin.IRouter
	Protected gin.IRouter
}

// Module serves articles.
type Module struct{ pool *pgxpool.Pool }

// New returns the module.
func New(pool *pgxpool.Pool) *Module { return &Module{pool} }

// Register adds the routes.
func (m *Module) Register(r Routers) {
	r.Protected.GET("/articles", m.list)              // ok: the router carries the guard
	r.Protected.POST("/articles", m.create)           // ok: the router carries the guard
	r.Public.DELETE("/articles/drafts", m.dropDrafts) // want routeauth "DELETE /v1/articles/drafts"
	more(r.Protected.Group("/archive"), m)
}

func more(g *gin.RouterGroup, m *Module) {
	g.GET("/articles", m.list) // ok: the group copied the guard of its parent
}

func (m *Module) titles(ctx context.Context) ([]string, error) {
	rows, err := m.pool.Query(ctx, `SELECT title FROM articles`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

func (m *Module) list(c *gin.Context) {
	titles, err := m.titles(c)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, titles)
}

func (m *Module) create(c *gin.Context) {
	if _, err := m.pool.Exec(c, `INSERT INTO articles (title) VALUES ($1)`, c.PostForm("title")); err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func (m *Module) dropDrafts(c *gin.Context) {
	if _, err := m.pool.Exec(c, `DELETE FROM articles WHERE draft`); err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

// List is a handler that others may register.
func (m *Module) List() gin.HandlerFunc { return m.list }
