// Command privilegedroute lets roles that may see all objects skip the owner.
package main

import (
	"log"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	"github.com/labstack/echo/v4"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Claim struct {
	ID        uint   `json:"id"`
	InsuredID uint   `gorm:"index" json:"insured_id"`
	OwnerID   uint   `gorm:"index" json:"owner_id"`
	Text      string `json:"text"`
}

type claims struct {
	UserID uint     `json:"uid"`
	Roles  []string `json:"roles"`
	jwt.RegisteredClaims
}

type api struct {
	db  *gorm.DB
	key []byte
}

func (a *api) auth(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		cl := new(claims)
		raw := strings.TrimPrefix(c.Request().Header.Get("Authorization"), "Bearer ")
		if _, err := jwt.ParseWithClaims(raw, cl, func(*jwt.Token) (any, error) { return a.key, nil }, jwt.WithValidMethods([]string{"HS256"})); err != nil {
			return echo.ErrUnauthorized
		}
		c.Set("claims", cl)
		return next(c)
	}
}

func caller(c echo.Context) *claims { return c.Get("claims").(*claims) }

func role(name string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !slices.Contains(caller(c).Roles, name) {
				return echo.ErrForbidden
			}
			return next(c)
		}
	}
}

func (a *api) byID(c echo.Context) (*Claim, error) {
	var cl Claim
	if err := a.db.First(&cl, "id = ?", c.Param("id")).Error; err != nil {
		return nil, echo.ErrNotFound
	}
	return &cl, nil
}

func (a *api) adjuster(c echo.Context) error {
	cl, err := a.byID(c) // ok: the route demands the role of adjusters
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, cl)
}

func (a *api) anybody(c echo.Context) error {
	cl, err := a.byID(c) // want ownercheck "GET /claims/{id}"
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, cl)
}

// inHandler demands the role itself.
func (a *api) inHandler(c echo.Context) error {
	if !slices.Contains(caller(c).Roles, "adjuster") {
		return echo.ErrForbidden
	}
	cl, err := a.byID(c) // ok: the handler demands the role of adjusters
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, cl)
}

// ownerOrAdjuster is the usual pair of conditions.
func (a *api) ownerOrAdjuster(c echo.Context) error {
	cl, err := a.byID(c) // ok: the owner is compared below, only adjusters may go on without
	if err != nil {
		return err
	}
	if cl.OwnerID != caller(c).UserID && !slices.Contains(caller(c).Roles, "adjuster") {
		return echo.ErrForbidden
	}
	return c.JSON(http.StatusOK, cl)
}

func (a *api) remove(c echo.Context) error {
	if err := a.db.Delete(&Claim{}, "id = ?", c.Param("id")).Error; err != nil { // want ownercheck "DELETE /claims/{id}"
		return echo.ErrInternalServerError
	}
	return c.NoContent(http.StatusNoContent)
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db, []byte(os.Getenv("KEY"))}
	e := echo.New()
	g := e.Group("", a.auth)
	g.GET("/claims/:id", a.anybody)
	g.GET("/claims/:id/full", a.inHandler)
	g.GET("/claims/:id/shared", a.ownerOrAdjuster)
	g.DELETE("/claims/:id", a.remove)
	g.GET("/adjuster/claims/:id", a.adjuster, role("adjuster"))
	log.Fatal(e.Start(":8080"))
}
