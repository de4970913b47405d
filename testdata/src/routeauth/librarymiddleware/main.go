// Command librarymiddleware authenticates with the middleware of libraries, and with some that only look.
package main

import (
	"crypto/subtle"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/go-chi/chi/v5"
	chimiddleware "github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/jwtauth/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
	"github.com/gofiber/fiber/v2/middleware/keyauth"
	_ "github.com/jackc/pgx/v5/stdlib"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

type api struct {
	db  *sql.DB
	key string
}

func (a *api) count(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := a.db.QueryRowContext(r.Context(), `SELECT count(*) FROM patients`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func (a *api) valid(key string) bool {
	return subtle.ConstantTimeCompare([]byte(key), []byte(a.key)) == 1
}

func (a *api) chi() http.Handler {
	tokens := jwtauth.New("HS256", []byte(a.key), nil)
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(jwtauth.Verifier(tokens))
		r.Get("/a", a.count)                                     // want routeauth "GET /a"
		r.With(jwtauth.Authenticator(tokens)).Get("/b", a.count) // ok: Authenticator refuses what Verifier did not find
	})
	r.With(chimiddleware.BasicAuth("ward", map[string]string{"nurse": a.key})).Get("/c", a.count) // ok: basic authentication
	r.With(chimiddleware.AllowContentType("application/json")).Get("/d", a.count)                 // want routeauth "GET /d"
	return r
}

func (a *api) echo() *echo.Echo {
	e := echo.New()
	h := echo.WrapHandler(http.HandlerFunc(a.count))
	e.GET("/e", h, echojwt.JWT([]byte(a.key)))        // ok: refuses without a token
	e.GET("/f", h, echojwt.WithConfig(echojwt.Config{ // want routeauth "GET /f"
		SigningKey:             []byte(a.key),
		ContinueOnIgnoredError: true,
		ErrorHandler:           func(echo.Context, error) error { return nil },
	}))
	e.GET("/g", h, middleware.BasicAuth(func(_, password string, _ echo.Context) (bool, error) { return a.valid(password), nil })) // ok: basic authentication
	e.GET("/h", h, middleware.KeyAuth(func(key string, _ echo.Context) (bool, error) { return a.valid(key), nil }))                // ok: key authentication
	e.GET("/i", h, middleware.RateLimiter(middleware.NewRateLimiterMemoryStore(20)))                                               // want routeauth "GET /i"
	skipping := echojwt.WithConfig(echojwt.Config{
		SigningKey: []byte(a.key),
		Skipper:    func(c echo.Context) bool { return strings.HasPrefix(c.Path(), "/open") },
	})
	g := e.Group("", skipping)
	g.GET("/closed/patients", h) // ok: the skipper does not skip this path
	g.GET("/open/patients", h)   // want routeauth "GET /open/patients"
	return e
}

func (a *api) fiber() *fiber.App {
	app := fiber.New()
	h := adaptor.HTTPHandlerFunc(a.count)
	app.Get("/j", basicauth.New(basicauth.Config{Users: map[string]string{"nurse": a.key}}), h) // ok: basic authentication
	app.Get("/k", keyauth.New(keyauth.Config{                                                   // ok: key authentication
		Validator: func(_ *fiber.Ctx, key string) (bool, error) { return a.valid(key), nil },
	}), h)
	app.Get("/l", h) // want routeauth "GET /l"
	return app
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db, os.Getenv("KEY")}
	go func() { log.Fatal(http.ListenAndServe(":8081", a.chi())) }()
	go func() { log.Fatal(a.echo().Start(":8082")) }()
	log.Fatal(a.fiber().Listen(":8083"))
}
