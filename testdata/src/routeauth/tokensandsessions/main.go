// Command tokensandsessions tells callers by session libraries and by tokens of the older JWT major version.
package main

import (
	"database/sql"
	"encoding/gob"
	"errors"
	"log"
	"net/http"
	"os"
	"strings"

	ginsessions "github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/session"
	"github.com/golang-jwt/jwt/v4"
	"github.com/gorilla/mux"
	"github.com/gorilla/sessions"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type member struct{ ID int64 }

type api struct {
	db    *sql.DB
	key   []byte
	store *sessions.CookieStore
	fiber *session.Store
}

func (a *api) count(r *http.Request) (n int, err error) {
	err = a.db.QueryRowContext(r.Context(), `SELECT count(*) FROM loans`).Scan(&n)
	return n, err
}

// gorilla/mux and gorilla/sessions.

func (a *api) members(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, _ := a.store.Get(r, "library")
		if _, ok := s.Values["member"].(member); !ok {
			http.Error(w, "members only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// visitors starts a session for everybody, and refuses nobody.
func (a *api) visitors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := a.store.Get(r, "library")
		if err != nil {
			http.Error(w, "broken session", http.StatusBadRequest)
			return
		}
		s.Values["seen"] = true
		if err := s.Save(r, w); err != nil {
			http.Error(w, "cannot save session", http.StatusInternalServerError)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (a *api) loans(w http.ResponseWriter, r *http.Request) {
	if _, err := a.count(r); err != nil {
		http.Error(w, "cannot count", http.StatusInternalServerError)
	}
}

func (a *api) gorillaServer() http.Handler {
	r := mux.NewRouter()
	h := http.HandlerFunc(a.loans)
	r.Handle("/a", a.members(h)).Methods("GET")             // ok: refuses sessions without a member
	r.Handle("/b", a.visitors(h)).Methods("GET")            // want routeauth "GET /b"
	r.Handle("/c", a.visitors(a.members(h))).Methods("GET") // ok: refuses sessions without a member
	return r
}

// gin and gin-contrib/sessions.

func (a *api) ginMembers(c *gin.Context) {
	if ginsessions.Default(c).Get("member") == nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

// bearer parses a token with version 4 of the library.
func (a *api) bearer(c *gin.Context) {
	raw := strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
	token, err := jwt.Parse(raw, func(t *jwt.Token) (interface{}, error) {
		if t.Method != jwt.SigningMethodHS256 {
			return nil, errors.New("unexpected algorithm")
		}
		return a.key, nil
	})
	if err != nil || !token.Valid {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "invalid token"})
		return
	}
	c.Set("claims", token.Claims)
}

// bearerIfAny does not mind a missing token.
func (a *api) bearerIfAny(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.Next()
		return
	}
	a.bearer(c)
}

func (a *api) ginLoans(c *gin.Context) {
	if _, err := a.count(c.Request); err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func (a *api) ginServer() *gin.Engine {
	r := gin.New()
	r.Use(ginsessions.Sessions("library", cookie.NewStore(a.key)))
	r.GET("/d", a.ginMembers, a.ginLoans)                // ok: refuses sessions without a member
	r.GET("/e", a.ginLoans)                              // want routeauth "GET /e"
	r.GET("/f", a.bearer, a.ginLoans)                    // ok: refuses bad tokens
	r.GET("/g", a.bearerIfAny, a.ginLoans)               // want routeauth "GET /g"
	r.GET("/h", a.bearerIfAny, a.ginMembers, a.ginLoans) // ok: the second middleware refuses
	return r
}

// fiber and its session store.

func (a *api) fiberMembers(c *fiber.Ctx) error {
	s, err := a.fiber.Get(c)
	if err != nil {
		return err
	}
	if s.Get("member") == nil {
		return c.Redirect("/login")
	}
	return c.Next()
}

func (a *api) fiberLoans(c *fiber.Ctx) error {
	var n int
	if err := a.db.QueryRowContext(c.UserContext(), `SELECT count(*) FROM loans`).Scan(&n); err != nil {
		return fiber.ErrInternalServerError
	}
	return c.JSON(n)
}

func (a *api) fiberServer() *fiber.App {
	app := fiber.New()
	app.Get("/i", a.fiberMembers, a.fiberLoans) // ok: refuses sessions without a member
	app.Get("/j", a.fiberLoans)                 // want routeauth "GET /j"
	return app
}

func main() {
	gob.Register(member{})
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	key := []byte(os.Getenv("KEY"))
	a := &api{db: db, key: key, store: sessions.NewCookieStore(key), fiber: session.New()}
	go func() { log.Fatal(http.ListenAndServe(":8081", a.gorillaServer())) }()
	go func() { log.Fatal(a.ginServer().Run(":8082")) }()
	log.Fatal(a.fiberServer().Listen(":8083"))
}
