package handler

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"fixtures/apps/echonotes/mw"
)

// GetFolder answers a folder of the caller.
func (h *Handler) GetFolder(c echo.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	f, err := h.store.Folder(c.Request().Context(), mw.UserID(c), id) // ok: the owner is part of the predicate
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, f)
}

// DeleteFolder deletes a folder.
func (h *Handler) DeleteFolder(c echo.Context) error {
	n, err := h.store.DeleteFolder(c.Request().Context(), c.Param("id")) // want ownercheck "DELETE /api/folders/{id}"
	if err != nil {
		h.log.Error().Err(err).Int64("user", mw.UserID(c)).Msg("delete folder")
		return c.JSON(http.StatusInternalServerError, echo.Map{"error": err.Error()}) // want errleak
	}
	if n == 0 {
		return echo.ErrNotFound
	}
	return c.NoContent(http.StatusNoContent)
}

// AdminUsers answers all accounts.
func (h *Handler) AdminUsers(c echo.Context) error {
	list, err := h.store.Users(c.Request().Context())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, list)
}

// AdminNote answers any note.
func (h *Handler) AdminNote(c echo.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	n, err := h.store.Note(c.Request().Context(), id) // ok: the route demands the admin role
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, n)
}

// AdminStats answers the number of notes.
func (h *Handler) AdminStats(c echo.Context) error {
	n, err := h.store.Count(c.Request().Context())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, echo.Map{"notes": n})
}
