// Command heldrights serves many types by handlers that ask the object itself whether the caller, a user or somebody with a
// link, has a right to it.
package main

import (
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
	_ "github.com/lib/pq"
	"xorm.io/xorm"
)

// auth is whoever calls.
type auth interface{ GetID() int64 }

type user struct{ ID int64 }

func (u *user) GetID() int64 { return u.ID }

// link is what somebody without an account comes by: it opens one board.
type link struct {
	ID, BoardID int64
	Permission  int
}

func (l *link) GetID() int64 { return -l.ID }

// callerOf makes the caller of the claims in the token.
func callerOf(c echo.Context) (auth, error) {
	token, ok := c.Get("user").(*jwt.Token)
	if !ok {
		return nil, errors.New("no token")
	}
	claims := token.Claims.(jwt.MapClaims)
	id := int64(claims["id"].(float64))
	if claims["type"] == "link" {
		return &link{ID: id, BoardID: int64(claims["board"].(float64)), Permission: int(claims["permission"].(float64))}, nil
	}
	return &user{ID: id}, nil
}

// model is what the handlers do with all types.
type model interface {
	CanRead(s *xorm.Session, a auth) (bool, error)
	CanWrite(s *xorm.Session, a auth) (bool, error)
	Create(s *xorm.Session) error
	Read(s *xorm.Session) error
	Update(s *xorm.Session) error
}

// handler serves the type of which it makes empty values.
type handler struct {
	db    *xorm.Engine
	empty func() model
}

func (h *handler) create(c echo.Context) error {
	obj := h.empty()
	if err := c.Bind(obj); err != nil {
		return echo.ErrBadRequest
	}
	a, err := callerOf(c)
	if err != nil {
		return echo.ErrUnauthorized
	}
	s := h.db.NewSession()
	defer s.Close()
	if can, err := obj.CanWrite(s, a); err != nil || !can {
		return echo.ErrForbidden
	}
	if err := obj.Create(s); err != nil {
		return echo.ErrInternalServerError
	}
	return c.JSON(http.StatusCreated, obj)
}

func (h *handler) update(c echo.Context) error {
	obj := h.empty()
	if err := c.Bind(obj); err != nil {
		return echo.ErrBadRequest
	}
	a, err := callerOf(c)
	if err != nil {
		return echo.ErrUnauthorized
	}
	s := h.db.NewSession()
	defer s.Close()
	can, err := obj.CanWrite(s, a)
	if err != nil {
		return echo.ErrInternalServerError
	}
	if !can {
		return echo.ErrForbidden
	}
	if err := obj.Update(s); err != nil {
		return echo.ErrInternalServerError
	}
	return c.JSON(http.StatusOK, obj)
}

func (h *handler) read(c echo.Context) error {
	obj := h.empty()
	if err := c.Bind(obj); err != nil {
		return echo.ErrBadRequest
	}
	a, err := callerOf(c)
	if err != nil {
		return echo.ErrUnauthorized
	}
	s := h.db.NewSession()
	defer s.Close()
	can, err := obj.CanRead(s, a)
	if err != nil {
		return echo.ErrInternalServerError
	}
	if !can {
		return echo.ErrForbidden
	}
	if err := obj.Read(s); err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, obj)
}

func main() {
	db, err := xorm.NewEngine("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("opening the database failed")
	}
	e := echo.New()
	e.Use(echojwt.WithConfig(echojwt.Config{SigningKey: []byte(os.Getenv("SIGNING_KEY"))}))
	boards := &handler{db, func() model { return &Board{} }}
	e.GET("/boards/:board", boards.read)
	e.PUT("/boards", boards.create)
	cards := &handler{db, func() model { return &Card{} }}
	e.GET("/boards/:board/cards/:card", cards.read)
	e.POST("/boards/:board/cards/:card", cards.update)
	notes := &handler{db, func() model { return &Note{} }}
	e.GET("/boards/:board/notes/:note", notes.read)
	e.POST("/boards/:board/notes/:note", notes.update)
	files := &handler{db, func() model { return &File{} }}
	e.GET("/boards/:board/files/:file", files.read)
	e.PUT("/boards/:board/files", files.create)
	moves := &handler{db, func() model { return &Move{} }}
	e.POST("/boards/:board/moves", moves.update)
	swaps := &handler{db, func() model { return &Swap{} }}
	e.POST("/boards/:board/swaps", swaps.update)
	log.Fatal(e.Start(":8080"))
}
