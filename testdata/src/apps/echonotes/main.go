// Command echonotes serves a notebook on echo and sqlx.
package main

import (
	"errors"
	"net/http"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/rs/zerolog"

	"fixtures/apps/echonotes/handler"
	"fixtures/apps/echonotes/mw"
	"fixtures/apps/echonotes/store"
)

func main() {
	log := zerolog.New(os.Stderr).With().Timestamp().Logger()
	db, err := sqlx.Connect("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal().Err(err).Msg("connect")
	}
	defer db.Close()

	key := []byte(os.Getenv("JWT_KEY"))
	if len(key) < 32 {
		log.Fatal().Int("length", len(key)).Msg("JWT_KEY is too short") // ok: only the length of the key
	}
	e := newServer(handler.New(store.New(db), key, log), key, log)
	if err := e.Start(":" + os.Getenv("PORT")); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal().Err(err).Msg("serve")
	}
}

func newServer(h *handler.Handler, key []byte, log zerolog.Logger) *echo.Echo {
	e := echo.New()
	e.HideBanner = true
	e.HTTPErrorHandler = handler.ErrorHandler(log)
	e.Use(middleware.RequestID(), middleware.Recover(), mw.AccessLog(log))
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOriginFunc:  func(origin string) (bool, error) { return strings.Contains(origin, "notes.example.com"), nil }, // want cors
		AllowCredentials: true,
	}))

	e.GET("/health", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }) // ok: health is public by design
	e.POST("/auth/register", h.Register)                                                      // want bodylimit ratelimit
	e.POST("/auth/login", h.Login)                                                            // ok: login is public by design

	requireUser := echojwt.WithConfig(echojwt.Config{
		SigningKey:    key,
		NewClaimsFunc: func(echo.Context) jwt.Claims { return new(handler.Claims) },
	})
	api := e.Group("/api")
	api.GET("/tags", h.Tags) // want routeauth "GET /api/tags"
	api.Use(requireUser, mw.Caller)

	notes := api.Group("/notes")
	notes.GET("", h.ListNotes)
	notes.POST("", h.CreateNote)
	notes.GET("/search", h.SearchNotes)
	notes.POST("/batch", h.BatchNotes)
	notes.POST("/move", h.MoveNote)
	notes.GET("/:id/history", h.NoteHistory)

	owned := notes.Group("/:id", mw.OwnNote(h.Store()))
	owned.GET("", h.GetNote)
	owned.PUT("", h.UpdateNote)
	owned.DELETE("", h.DeleteNote)

	folders := api.Group("/folders")
	folders.GET("/:id", h.GetFolder)
	folders.DELETE("/:id", h.DeleteFolder)

	admin := e.Group("/admin", requireUser, mw.Caller, mw.AdminOnly)
	admin.GET("/users", h.AdminUsers)
	admin.GET("/notes/:id", h.AdminNote)
	e.GET("/admin/stats", h.AdminStats) // want routeauth "GET /admin/stats"
	return e
}
