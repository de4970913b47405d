// Command comparedafterload loads orders by id and compares the owner afterwards, or does not.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
)

type order struct {
	ID         int64  `db:"id" json:"id"`
	CustomerID string `db:"customer_id" json:"customer_id"`
	Status     string `db:"status" json:"status"`
}

type api struct{ db *sqlx.DB }

// subject is the caller according to the verified token.
func subject(c echo.Context) string {
	sub, err := c.Get("user").(*jwt.Token).Claims.GetSubject()
	if err != nil {
		return ""
	}
	return sub
}

func (a *api) load(c echo.Context, id string) (*order, error) {
	var o order
	if err := a.db.GetContext(c.Request().Context(), &o, `SELECT id, customer_id, status FROM orders WHERE id = $1`, id); err != nil {
		return nil, echo.ErrNotFound
	}
	return &o, nil
}

func (a *api) unchecked(c echo.Context) error {
	o, err := a.load(c, c.Param("id")) // want ownercheck "GET /orders/{id}"
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, o)
}

func (a *api) compared(c echo.Context) error {
	o, err := a.load(c, c.Param("id")) // ok: the owner is compared below
	if err != nil {
		return err
	}
	if o.CustomerID != subject(c) {
		return echo.ErrForbidden
	}
	return c.JSON(http.StatusOK, o)
}

// comparedPositively answers inside the equal branch.
func (a *api) comparedPositively(c echo.Context) error {
	o, err := a.load(c, c.Param("id")) // ok: only the owner gets an answer
	if err == nil && o.CustomerID == subject(c) {
		return c.JSON(http.StatusOK, o)
	}
	return echo.ErrNotFound
}

// ownedBy is what other handlers ask.
func (o *order) ownedBy(customer string) bool { return o.CustomerID == customer }

func (a *api) cancel(c echo.Context) error {
	o, err := a.load(c, c.Param("id")) // ok: a method compares the owner
	if err != nil {
		return err
	}
	if !o.ownedBy(subject(c)) {
		return echo.ErrNotFound
	}
	if _, err := a.db.ExecContext(c.Request().Context(), `UPDATE orders SET status = 'cancelled' WHERE id = $1`, o.ID); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// loggedOnly notices the wrong owner, and goes on.
func (a *api) loggedOnly(c echo.Context) error {
	o, err := a.load(c, c.Param("id")) // want ownercheck "GET /orders/{id}/status"
	if err != nil {
		return err
	}
	if o.CustomerID != subject(c) {
		c.Logger().Warnf("order %d read by %s", o.ID, subject(c))
	}
	return c.JSON(http.StatusOK, o.Status)
}

// comparedToClient compares the owner with what the client says it is.
func (a *api) comparedToClient(c echo.Context) error {
	o, err := a.load(c, c.Param("id")) // want ownercheck "GET /orders/{id}/receipt"
	if err != nil {
		return err
	}
	if o.CustomerID != c.QueryParam("customer") {
		return echo.ErrForbidden
	}
	return c.JSON(http.StatusOK, o)
}

// own lists by the caller alone.
func (a *api) own(c echo.Context) error {
	var list []order
	if err := a.db.SelectContext(c.Request().Context(), &list, `SELECT id, customer_id, status FROM orders WHERE customer_id = $1`, subject(c)); err != nil { // ok: the id is the caller's own
		return err
	}
	return c.JSON(http.StatusOK, list)
}

func main() {
	db, err := sqlx.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	e := echo.New()
	e.Use(echojwt.WithConfig(echojwt.Config{SigningKey: []byte(os.Getenv("SIGNING_KEY"))}))
	e.GET("/orders", a.own)
	e.GET("/orders/:id", a.unchecked)
	e.GET("/v2/orders/:id", a.compared)
	e.GET("/v3/orders/:id", a.comparedPositively)
	e.POST("/orders/:id/cancel", a.cancel)
	e.GET("/orders/:id/status", a.loggedOnly)
	e.GET("/orders/:id/receipt", a.comparedToClient)
	log.Fatal(e.Start(":8080"))
}
