// Package mw holds the middleware of the notebook.
package mw

import (
	"net/http"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"

	"fixtures/apps/echonotes/store"
)

// Identity is what the claims of a token say about the caller.
type Identity interface {
	jwt.Claims
	Identity() (userID int64, role string)
}

// Caller copies the identity of the verified token into the context; it must follow the JWT middleware.
func Caller(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		token, ok := c.Get("user").(*jwt.Token)
		if !ok {
			return echo.ErrUnauthorized
		}
		identity, ok := token.Claims.(Identity)
		if !ok {
			return echo.ErrUnauthorized
		}
		id, role := identity.Identity()
		c.Set("userID", id)
		c.Set("role", role)
		return next(c)
	}
}

// UserID returns the caller that the middleware Caller has found.
func UserID(c echo.Context) int64 {
	id, _ := c.Get("userID").(int64)
	return id
}

// AdminOnly refuses everybody but admins.
func AdminOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if role, _ := c.Get("role").(string); role != "admin" {
			return echo.NewHTTPError(http.StatusForbidden, "admins only")
		}
		return next(c)
	}
}

// OwnNote loads the note of the path, refuses callers who do not own it, and leaves it in the context.
func OwnNote(s *store.Store) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			id, err := strconv.ParseInt(c.Param("id"), 10, 64)
			if err != nil {
				return echo.NewHTTPError(http.StatusBadRequest, "id is not a number")
			}
			note, err := s.Note(c.Request().Context(), id) // ok: the owner is compared below
			if err != nil {
				return err
			}
			if note.OwnerID != UserID(c) {
				return echo.ErrNotFound
			}
			c.Set("note", note)
			return next(c)
		}
	}
}

// AccessLog logs every request.
func AccessLog(log zerolog.Logger) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			start := time.Now()
			err := next(c)
			log.Info().Str("method", c.Request().Method).Str("path", c.Path()).Int("status", c.Response().Status).Dur("took", time.Since(start)).Send() // ok: no secrets
			log.Debug().Str("cookie", c.Request().Header.Get("Cookie")).Msg("request headers")                                                          // want secretlog
			return err
		}
	}
}
