// Command fibermodels answers with bun and xorm models.
package main

import (
	"database/sql"
	"log"

	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
	"xorm.io/xorm"
)

type Operator struct {
	bun.BaseModel `bun:"table:operators"`
	ID            int64  `bun:"id,pk" xorm:"pk id" json:"id"`
	Name          string `json:"name"`
	APIKey        string `bun:"api_key" json:"api_key"`
}

type app struct {
	bun  *bun.DB
	xorm *xorm.Engine
}

func (a *app) bunAll(c *fiber.Ctx) error {
	var all []Operator
	if err := a.bun.NewSelect().Model(&all).Scan(c.Context()); err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(all) // want dataexposure `Operator.APIKey`
}

func (a *app) bunSome(c *fiber.Ctx) error {
	var all []Operator
	if err := a.bun.NewSelect().Model(&all).Column("id", "name").Scan(c.Context()); err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(all) // ok: the column is not loaded
}

func (a *app) xormAll(c *fiber.Ctx) error {
	var all []Operator
	if err := a.xorm.Where("name <> ''").Find(&all); err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(fiber.Map{"operators": all}) // want dataexposure `Operator.APIKey`
}

func (a *app) xormSome(c *fiber.Ctx) error {
	var all []Operator
	if err := a.xorm.Cols("id", "name").Find(&all); err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(all) // ok: the column is not loaded
}

func (a *app) third(c fiber3.Ctx) error {
	var o Operator
	if _, err := a.xorm.ID(c.Params("id")).Get(&o); err != nil {
		return fiber3.ErrInternalServerError
	}
	return c.JSON(o) // want dataexposure `Operator.APIKey`
}

var dialect schema.Dialect

func main() {
	db, err := sql.Open("pgx", "postgres://localhost/operators")
	if err != nil {
		log.Fatal(err)
	}
	engine, err := xorm.NewEngine("postgres", "postgres://localhost/operators")
	if err != nil {
		log.Fatal(err)
	}
	a := &app{bun.NewDB(db, dialect), engine}
	three := fiber3.New()
	three.Get("/operators/:id", a.third)
	go func() { log.Fatal(three.Listen(":8081")) }()
	two := fiber.New()
	two.Get("/bun/all", a.bunAll)
	two.Get("/bun/some", a.bunSome)
	two.Get("/xorm/all", a.xormAll)
	two.Get("/xorm/some", a.xormSome)
	log.Fatal(two.Listen(":8080"))
}
