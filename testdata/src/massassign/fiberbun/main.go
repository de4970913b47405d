// Command fiberbun parses bodies into models of bun and xorm.
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

type Player struct {
	bun.BaseModel `bun:"table:players"`
	ID            int64   `bun:"id,pk" xorm:"pk"`
	Nick          string  `bun:"nick"`
	Balance       float64 `bun:"balance"`
}

type app struct {
	bun  *bun.DB
	xorm *xorm.Engine
}

func (a *app) insert(c *fiber.Ctx) error {
	var p Player
	if err := c.BodyParser(&p); err != nil { // want massassign `Player.Balance`
		return fiber.ErrBadRequest
	}
	_, err := a.bun.NewInsert().Model(&p).Exec(c.Context())
	return err
}

func (a *app) insertNick(c *fiber.Ctx) error {
	var p Player
	if err := c.BodyParser(&p); err != nil { // ok: one column is written
		return fiber.ErrBadRequest
	}
	_, err := a.bun.NewInsert().Model(&p).Column("nick").Exec(c.Context())
	return err
}

func (a *app) update(c *fiber.Ctx) error {
	var p Player
	if err := c.BodyParser(&p); err != nil { // want massassign `Player.Balance`
		return fiber.ErrBadRequest
	}
	_, err := a.xorm.ID(c.Params("id")).Update(&p)
	return err
}

func (a *app) updateNick(c *fiber.Ctx) error {
	var p Player
	if err := c.BodyParser(&p); err != nil { // ok: one column is written
		return fiber.ErrBadRequest
	}
	_, err := a.xorm.ID(c.Params("id")).Cols("nick").Update(&p)
	return err
}

func (a *app) third(c fiber3.Ctx) error {
	var p Player
	if err := c.Bind().Body(&p); err != nil { // want massassign `Player.Balance`
		return fiber3.ErrBadRequest
	}
	_, err := a.xorm.Insert(&p)
	return err
}

func (a *app) thirdSafe(c fiber3.Ctx) error {
	var p Player
	if err := c.Bind().Body(&p); err != nil { // ok: the balance is set
		return fiber3.ErrBadRequest
	}
	p.Balance = 0
	_, err := a.xorm.Insert(&p)
	return err
}

var dialect schema.Dialect

func main() {
	db, err := sql.Open("pgx", "postgres://localhost/players")
	if err != nil {
		log.Fatal(err)
	}
	engine, err := xorm.NewEngine("postgres", "postgres://localhost/players")
	if err != nil {
		log.Fatal(err)
	}
	a := &app{bun.NewDB(db, dialect), engine}
	three := fiber3.New()
	three.Post("/players", a.third)
	three.Post("/safe", a.thirdSafe)
	go func() { log.Fatal(three.Listen(":8081")) }()
	two := fiber.New()
	two.Post("/players", a.insert)
	two.Post("/nicks", a.insertNick)
	two.Put("/players/:id", a.update)
	two.Put("/nicks/:id", a.updateNick)
	log.Fatal(two.Listen(":8080"))
}
