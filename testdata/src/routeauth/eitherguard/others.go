package main

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/jwtauth/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/keyauth"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
)

func (s *server) show(w http.ResponseWriter, r *http.Request) {
	var notes []note
	s.db.Find(&notes)
	w.Write([]byte(notes[0].Text))
}

// unless leaves some paths alone, and hands everything else to another middleware.
func unless(prefix string, guard func(http.Handler) http.Handler) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, prefix) {
				next.ServeHTTP(w, r)
				return
			}
			guard(next).ServeHTTP(w, r)
		})
	}
}

func (s *server) chi() http.Handler {
	tokens := jwtauth.New("HS256", []byte("k"), nil)
	r := chi.NewRouter()
	r.Use(jwtauth.Verifier(tokens))
	r.Use(unless("/chi/open", jwtauth.Authenticator(tokens)))
	r.Get("/chi/closed", s.show) // ok: the library's middleware refuses
	r.Get("/chi/open", s.show)   // want routeauth "GET /chi/open"
	return r
}

func (s *server) echo() *echo.Echo {
	e := echo.New()
	guard := echojwt.JWT([]byte("k"))
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if strings.HasPrefix(c.Path(), "/echo/open") {
				return next(c)
			}
			return guard(next)(c)
		}
	})
	h := echo.WrapHandler(http.HandlerFunc(s.show))
	e.GET("/echo/closed", h) // ok: as above
	e.GET("/echo/open", h)   // want routeauth "GET /echo/open"
	return e
}

func (s *server) fiber() *fiber.App {
	app := fiber.New()
	guard := keyauth.New(keyauth.Config{Validator: func(_ *fiber.Ctx, key string) (bool, error) { return key == "k", nil }})
	app.Use(func(c *fiber.Ctx) error {
		if strings.HasPrefix(c.Path(), "/fiber/open") {
			return c.Next()
		}
		return guard(c)
	})
	h := func(c *fiber.Ctx) error {
		var notes []note
		s.db.Find(&notes)
		return c.JSON(notes)
	}
	app.Get("/fiber/closed", h) // ok: as above
	app.Get("/fiber/open", h)   // want routeauth "GET /fiber/open"
	return app
}

func (s *server) serveOthers() {
	go http.ListenAndServe(":8081", s.chi())
	go s.echo().Start(":8082")
	go s.fiber().Listen(":8083")
}
