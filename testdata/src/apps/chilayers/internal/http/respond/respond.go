// Package respond writes JSON responses.
package respond

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"fixtures/apps/chilayers/internal/domain"
)

type problem struct {
	Title  string `json:"title"`
	Detail string `json:"detail,omitempty"`
}

// JSON writes v.
func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		slog.Error("write response", "err", err)
	}
}

// Error answers with the status that fits the error.
func Error(w http.ResponseWriter, r *http.Request, err error) {
	var invalid *domain.ValidationError
	switch {
	case errors.As(err, &invalid):
		JSON(w, http.StatusUnprocessableEntity, problem{"invalid", invalid.Error()}) // ok: the domain's own text
	case errors.Is(err, domain.ErrNotFound):
		JSON(w, http.StatusNotFound, problem{Title: domain.ErrNotFound.Error()}) // ok: a constant message
	case errors.Is(err, domain.ErrForbidden):
		JSON(w, http.StatusForbidden, problem{Title: "forbidden"})
	case errors.Is(err, domain.ErrConflict):
		JSON(w, http.StatusConflict, problem{Title: "conflict"})
	case errors.Is(err, domain.ErrLogin):
		JSON(w, http.StatusUnauthorized, problem{Title: domain.ErrLogin.Error()}) // ok: a constant message
	default:
		slog.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "err", err)
		JSON(w, http.StatusInternalServerError, problem{"internal error", err.Error()}) // want errleak
	}
}
