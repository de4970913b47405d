// Package handler serves the notebook.
package handler

import (
	"database/sql"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"

	"fixtures/apps/echonotes/store"
)

// Handler holds what the handlers need.
type Handler struct {
	store *store.Store
	key   []byte
	log   zerolog.Logger
}

// New returns the handlers.
func New(s *store.Store, key []byte, log zerolog.Logger) *Handler {
	return &Handler{store: s, key: key, log: log}
}

// Store returns the store that the handlers use.
func (h *Handler) Store() *store.Store { return h.store }

// ErrorHandler answers the errors that handlers return.
func ErrorHandler(log zerolog.Logger) echo.HTTPErrorHandler {
	return func(err error, c echo.Context) {
		if c.Response().Committed {
			return
		}
		var he *echo.HTTPError
		switch {
		case errors.As(err, &he):
			err = c.JSON(he.Code, echo.Map{"error": he.Message}) // ok: texts that were meant for clients
		case errors.Is(err, sql.ErrNoRows):
			err = c.JSON(http.StatusNotFound, echo.Map{"error": "not found"}) // ok: a constant text
		default:
			log.Error().Err(err).Str("path", c.Path()).Msg("request failed")
			err = c.JSON(http.StatusInternalServerError, echo.Map{"error": "internal error"}) // ok: a constant text
		}
		if err != nil {
			log.Error().Err(err).Msg("write response")
		}
	}
}
