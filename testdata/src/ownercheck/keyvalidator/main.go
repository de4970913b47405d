// Command keyvalidator knows its callers by what a library's guard hands to a function of the program.
package main

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"log"
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	_ "github.com/lib/pq"
)

type service struct{ db *sql.DB }

// customer finds out whose key it is.
func (s *service) customer(key string) (id int64, err error) {
	sum := sha256.Sum256([]byte(key))
	err = s.db.QueryRow("SELECT customer_id FROM api_keys WHERE hash = $1", hex.EncodeToString(sum[:])).Scan(&id)
	return id, err
}

func (s *service) byKey(key string, c echo.Context) (bool, error) {
	id, err := s.customer(key)
	if err != nil {
		return false, nil
	}
	c.Set("customer", id)
	return true, nil
}

func (s *service) byPassword(name, password string, c echo.Context) (bool, error) {
	var id int64
	err := s.db.QueryRow("SELECT id FROM customers WHERE name = $1 AND password = crypt($2, password)", name, password).Scan(&id)
	if err != nil {
		return false, nil
	}
	c.Set("customer", id)
	return true, nil
}

func customerOf(c echo.Context) int64 {
	id, _ := c.Get("customer").(int64)
	return id
}

func (s *service) find(id string) (owner int64, text string, err error) {
	err = s.db.QueryRow("SELECT customer_id, text FROM contracts WHERE id = $1", id).Scan(&owner, &text)
	return owner, text, err
}

func (s *service) compared(c echo.Context) error {
	owner, text, err := s.find(c.Param("id")) // ok: compared with the customer whose key it was
	if err != nil || owner != customerOf(c) {
		return echo.ErrNotFound
	}
	return c.String(http.StatusOK, text)
}

func (s *service) own(c echo.Context) error {
	var text string
	row := s.db.QueryRow("SELECT text FROM contracts WHERE id = $1 AND customer_id = $2", c.Param("id"), customerOf(c)) // ok: the query names the customer
	if err := row.Scan(&text); err != nil {
		return echo.ErrNotFound
	}
	return c.String(http.StatusOK, text)
}

func (s *service) any(c echo.Context) error {
	_, text, err := s.find(c.Param("id")) // want ownercheck "GET /contracts/{id}: contract is loaded"
	if err != nil {
		return echo.ErrNotFound
	}
	return c.String(http.StatusOK, text)
}

func (s *service) remove(c echo.Context) error {
	if _, err := s.db.Exec("DELETE FROM contracts WHERE id = $1", c.Param("id")); err != nil { // want ownercheck "DELETE /people/contracts/{id}: contract is deleted"
		return echo.ErrInternalServerError
	}
	return c.NoContent(http.StatusNoContent)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &service{db}
	e := echo.New()
	machines := e.Group("", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{
		KeyLookup: "header:X-API-Key",
		Validator: s.byKey,
	}))
	machines.GET("/contracts/:id", s.any)
	machines.GET("/compared/:id", s.compared)
	machines.GET("/own/:id", s.own)
	people := e.Group("/people", middleware.BasicAuth(s.byPassword))
	people.GET("/compared/:id", s.compared)
	people.DELETE("/contracts/:id", s.remove)
	log.Fatal(e.Start(":8080"))
}
