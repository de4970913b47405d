// Command heldtypes serves many types by one handler, which gets those of its route from a function that it holds.
package main

import (
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/golang-jwt/jwt/v5"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
	_ "github.com/lib/pq"
	"xorm.io/xorm"
)

// handler serves the type of which it makes empty values.
type handler struct {
	db    *xorm.Engine
	empty func() crud
}

func caller(c echo.Context) (int64, error) {
	sub, err := c.Get("user").(*jwt.Token).Claims.GetSubject()
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(sub, 10, 64)
}

func (h *handler) remove(c echo.Context) error {
	obj := h.empty()
	if err := c.Bind(obj); err != nil {
		return echo.ErrBadRequest
	}
	user, err := caller(c)
	if err != nil {
		return echo.ErrUnauthorized
	}
	s := h.db.NewSession()
	defer s.Close()
	return remove(c, s, obj, user)
}

func remove(c echo.Context, s *xorm.Session, obj crud, user int64) error {
	can, err := obj.CanDelete(s, user)
	if err != nil {
		return echo.ErrInternalServerError
	}
	if !can {
		return echo.ErrForbidden
	}
	if err := obj.Delete(s, user); err != nil {
		return echo.ErrInternalServerError
	}
	return c.NoContent(http.StatusNoContent)
}

func main() {
	db, err := xorm.NewEngine("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("opening the database failed")
	}
	e := echo.New()
	e.Use(echojwt.WithConfig(echojwt.Config{SigningKey: []byte(os.Getenv("SIGNING_KEY"))}))
	projects := &handler{db, func() crud { return &Project{} }}
	e.DELETE("/projects/:project", projects.remove)
	shares := &handler{db, func() crud { return &Share{} }}
	e.DELETE("/projects/:project/shares/:share", shares.remove)
	views := &handler{db, func() crud { return &View{} }}
	e.DELETE("/projects/:project/views/:view", views.remove)
	labels := &handler{db, func() crud { return &Label{} }}
	e.DELETE("/labels/:label", labels.remove)
	log.Fatal(e.Start(":8080"))
}
