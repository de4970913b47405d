package handler

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"fixtures/apps/echonotes/mw"
	"fixtures/apps/echonotes/store"
)

func pathID(c echo.Context) (int64, error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return 0, echo.NewHTTPError(http.StatusBadRequest, "id is not a number")
	}
	return id, nil
}

// note returns the note that the middleware OwnNote has left in the context.
func note(c echo.Context) *store.Note { return c.Get("note").(*store.Note) }

// ListNotes lists the caller's notes.
func (h *Handler) ListNotes(c echo.Context) error {
	list, err := h.store.Notes(c.Request().Context(), mw.UserID(c), c.QueryParam("order"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, list)
}

// SearchNotes searches the caller's notes.
func (h *Handler) SearchNotes(c echo.Context) error {
	field := c.QueryParam("in")
	if field == "" {
		field = "title"
	}
	list, err := h.store.Search(c.Request().Context(), mw.UserID(c), field, c.QueryParam("q"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, list)
}

// BatchNotes returns several of the caller's notes.
func (h *Handler) BatchNotes(c echo.Context) error {
	var in struct {
		IDs []int64 `json:"ids"`
	}
	if err := c.Bind(&in); err != nil {
		return err
	}
	if len(in.IDs) == 0 || len(in.IDs) > 100 {
		return echo.NewHTTPError(http.StatusUnprocessableEntity, "one to a hundred ids")
	}
	list, err := h.store.Batch(c.Request().Context(), mw.UserID(c), in.IDs) // ok: the owner is part of the predicate
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, list)
}

// CreateNote stores a note of the caller.
func (h *Handler) CreateNote(c echo.Context) error {
	var in struct{ Title, Body string }
	if err := c.Bind(&in); err != nil {
		return err
	}
	n := &store.Note{OwnerID: mw.UserID(c), Title: in.Title, Body: in.Body}
	if err := h.store.CreateNote(c.Request().Context(), n); err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, n)
}

// GetNote answers the note of the path.
func (h *Handler) GetNote(c echo.Context) error {
	return c.JSON(http.StatusOK, note(c)) // ok: the middleware of the route has compared the owner
}

// UpdateNote changes the note of the path.
func (h *Handler) UpdateNote(c echo.Context) error {
	var in struct{ Title, Body string }
	if err := c.Bind(&in); err != nil {
		return err
	}
	n := note(c)
	n.Title, n.Body = in.Title, in.Body
	if err := h.store.UpdateNote(c.Request().Context(), n); err != nil { // ok: the middleware of the route has compared the owner
		return err
	}
	return c.JSON(http.StatusOK, n)
}

// DeleteNote deletes the note of the path.
func (h *Handler) DeleteNote(c echo.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	if err := h.store.DeleteNote(c.Request().Context(), id); err != nil { // ok: the middleware of the route has compared the owner of this id
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// NoteHistory answers the earlier states of a note.
func (h *Handler) NoteHistory(c echo.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	list, err := h.store.History(c.Request().Context(), id) // want ownercheck "GET /api/notes/{id}/history"
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, list)
}

// MoveNote puts a note into a folder. The folder must be the caller's, the note may be anybody's.
func (h *Handler) MoveNote(c echo.Context) error {
	var in struct {
		NoteID   int64 `json:"note_id"`
		FolderID int64 `json:"folder_id"`
	}
	if err := c.Bind(&in); err != nil {
		return err
	}
	folder, err := h.store.Folder(c.Request().Context(), mw.UserID(c), in.FolderID) // ok: the owner is part of the predicate
	if err != nil {
		return err
	}
	if err := h.store.MoveNote(c.Request().Context(), in.NoteID, folder.ID); err != nil { // want ownercheck "POST /api/notes/move"
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// Tags answers the tags of all notes.
func (h *Handler) Tags(c echo.Context) error {
	list, err := h.store.Tags(c.Request().Context())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, list)
}
