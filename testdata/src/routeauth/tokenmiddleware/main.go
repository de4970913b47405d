// Command tokenmiddleware configures the token middleware of libraries, strictly and less so.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	ginjwt "github.com/appleboy/gin-jwt/v2"
	jwtmiddleware "github.com/auth0/go-jwt-middleware/v2"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	fiberjwt "github.com/gofiber/contrib/jwt"
	"github.com/gofiber/fiber/v2"
	"github.com/golang-jwt/jwt/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
)

type api struct {
	db  *sql.DB
	key []byte
}

func (a *api) count(ctx context.Context) (n int, err error) {
	err = a.db.QueryRowContext(ctx, `SELECT count(*) FROM looms`).Scan(&n)
	return n, err
}

// ofGin passes on to the handlers whatever the token is where it does not abort.
func (a *api) ofGin() (*gin.Engine, error) {
	strict, err := ginjwt.New(&ginjwt.GinJWTMiddleware{Key: a.key, Timeout: time.Hour})
	if err != nil {
		return nil, err
	}
	lenient, err := ginjwt.New(&ginjwt.GinJWTMiddleware{Key: a.key, Timeout: time.Hour, DisabledAbort: true})
	if err != nil {
		return nil, err
	}
	looms := func(c *gin.Context) {
		n, err := a.count(c.Request.Context())
		if err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
		c.JSON(http.StatusOK, n)
	}
	r := gin.New()
	r.POST("/login", strict.LoginHandler)                 // ok: login is public by design
	r.GET("/a", strict.MiddlewareFunc(), looms)           // ok: aborts without a token
	r.GET("/b", lenient.MiddlewareFunc(), looms)          // want routeauth "GET /b"
	r.Group("/d", strict.MiddlewareFunc()).GET("", looms) // ok: the group demands a token
	return r, nil
}

func (a *api) ofFiber() *fiber.App {
	key := fiberjwt.SigningKey{JWTAlg: fiberjwt.HS256, Key: a.key}
	looms := func(c *fiber.Ctx) error {
		n, err := a.count(c.UserContext())
		if err != nil {
			return fiber.ErrInternalServerError
		}
		return c.JSON(n)
	}
	app := fiber.New()
	app.Get("/e", fiberjwt.New(fiberjwt.Config{SigningKey: key}), looms) // ok: refuses without a token
	public := fiberjwt.New(fiberjwt.Config{
		SigningKey: key,
		Filter:     func(c *fiber.Ctx) bool { return strings.HasPrefix(c.Path(), "/f/open") },
	})
	app.Get("/f/open", public, looms)   // want routeauth "GET /f/open"
	app.Get("/f/closed", public, looms) // ok: not below the filtered prefix
	return app
}

func (a *api) ofEcho() *echo.Echo {
	looms := func(c echo.Context) error {
		n, err := a.count(c.Request().Context())
		if err != nil {
			return err
		}
		return c.JSON(http.StatusOK, n)
	}
	e := echo.New()
	e.GET("/g", looms, echojwt.WithConfig(echojwt.Config{SigningKey: a.key})) // ok: refuses without a token
	e.GET("/h", looms, echojwt.WithConfig(echojwt.Config{                     // want routeauth "GET /h"
		SigningKey:             a.key,
		ErrorHandler:           func(echo.Context, error) error { return nil },
		ContinueOnIgnoredError: true,
	}))
	return e
}

func (a *api) ofChi() http.Handler {
	validate := func(_ context.Context, raw string) (any, error) {
		return jwt.Parse(raw, func(*jwt.Token) (any, error) { return a.key, nil })
	}
	looms := func(w http.ResponseWriter, r *http.Request) {
		n, err := a.count(r.Context())
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(n)
	}
	r := chi.NewRouter()
	r.Use(jwtmiddleware.New(validate, jwtmiddleware.WithExclusionUrls([]string{"/i"})).CheckJWT)
	r.Get("/i", looms) // want routeauth "GET /i"
	r.Get("/j", looms) // ok: not among the exclusions
	return r
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db, []byte(os.Getenv("SIGNING_KEY"))}
	pages, err := a.ofGin()
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(pages.Run(":8081")) }()
	go func() { log.Fatal(a.ofFiber().Listen(":8082")) }()
	go func() { log.Fatal(a.ofEcho().Start(":8083")) }()
	log.Fatal(http.ListenAndServe(":8080", a.ofChi()))
}
