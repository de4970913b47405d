// Command gormlayers reaches its tables through transactions, generic repositories, options and closures.
package main

import (
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Invoice struct {
	ID         string `gorm:"primaryKey" json:"id"`
	CustomerID string `gorm:"index;not null" json:"customer_id"`
	Total      int64  `json:"total"`
}

// Repo is the same for all tables.
type Repo[T any] struct{ db *gorm.DB }

// Option adds a condition.
type Option func(*gorm.DB) *gorm.DB

func (r Repo[T]) Find(id string, options ...Option) (*T, error) {
	var row T
	q := r.db.Where("id = ?", id)
	for _, option := range options {
		q = option(q)
	}
	return &row, q.First(&row).Error
}

func (r Repo[T]) FindWhere(conds ...any) (*T, error) {
	var row T
	return &row, r.db.First(&row, conds...).Error
}

func (r Repo[T]) Delete(id string, q *gorm.DB) error {
	var row T
	return q.Where("id = ?", id).Delete(&row).Error
}

// InTx runs a function in a transaction.
func InTx(db *gorm.DB, f func(tx *gorm.DB) error) error { return db.Transaction(f) }

type api struct {
	db       *gorm.DB
	invoices Repo[Invoice]
}

func user(c *gin.Context) string { return c.GetString("sub") }

func reply(c *gin.Context, v any, err error) {
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, v)
}

func (a *api) generic(c *gin.Context) {
	inv, err := a.invoices.Find(c.Param("id")) // want ownercheck "GET /generic/{id}"
	reply(c, inv, err)
}

func (a *api) conditions(c *gin.Context) {
	inv, err := a.invoices.FindWhere("id = ?", c.Param("id")) // want ownercheck "GET /conditions/{id}"
	reply(c, inv, err)
}

func (a *api) ownConditions(c *gin.Context) {
	inv, err := a.invoices.FindWhere("id = ? AND customer_id = ?", c.Param("id"), user(c)) // ok: the owner is one of the conditions
	reply(c, inv, err)
}

func (a *api) claimedConditions(c *gin.Context) {
	inv, err := a.invoices.FindWhere("id = ? AND customer_id = ?", c.Param("id"), c.Query("customer")) // want ownercheck "GET /conditions/claimed/{id}"
	reply(c, inv, err)
}

// mine starts all queries of a handler with the owner.
func (a *api) mine(c *gin.Context) *gorm.DB { return a.db.Where("customer_id = ?", user(c)) }

func (a *api) removeMine(c *gin.Context) {
	err := a.invoices.Delete(c.Param("id"), a.mine(c)) // ok: the builder that it gets names the owner
	reply(c, nil, err)
}

func (a *api) removeAny(c *gin.Context) {
	err := a.invoices.Delete(c.Param("id"), a.db) // want ownercheck "DELETE /any/{id}"
	reply(c, nil, err)
}

func (a *api) pay(c *gin.Context) {
	err := InTx(a.db, func(tx *gorm.DB) error {
		return tx.Model(&Invoice{}).Where("id = ?", c.Param("id")).Update("total", 0).Error // want ownercheck "POST /pay/{id}"
	})
	reply(c, nil, err)
}

func (a *api) payMine(c *gin.Context) {
	err := InTx(a.db, func(tx *gorm.DB) error {
		var inv Invoice
		if err := tx.First(&inv, "id = ?", c.Param("id")).Error; err != nil { // ok: compared in the transaction
			return err
		}
		if inv.CustomerID != user(c) {
			return gorm.ErrRecordNotFound
		}
		return tx.Model(&inv).Update("total", 0).Error
	})
	reply(c, nil, err)
}

func (a *api) auth(c *gin.Context) {
	token, err := jwt.Parse(strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer "), func(*jwt.Token) (any, error) {
		return []byte(os.Getenv("SIGNING_KEY")), nil
	}, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	sub, err := token.Claims.GetSubject()
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("sub", sub)
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db, Repo[Invoice]{db}}
	r := gin.New()
	r.Use(a.auth)
	r.GET("/generic/:id", a.generic)
	r.GET("/conditions/:id", a.conditions)
	r.GET("/conditions/own/:id", a.ownConditions)
	r.GET("/conditions/claimed/:id", a.claimedConditions)
	r.DELETE("/mine/:id", a.removeMine)
	r.DELETE("/any/:id", a.removeAny)
	r.POST("/pay/:id", a.pay)
	r.POST("/pay/mine/:id", a.payMine)
	log.Fatal(r.Run())
}
