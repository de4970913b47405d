package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
)

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func writeError(w http.ResponseWriter, status int, message string) {
	writeJSON(w, status, map[string]string{"error": message})
}

// storeError answers a failed query: an unknown row is a 404, everything else a plain 500 whose cause is only logged.
func (s *server) storeError(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, sql.ErrNoRows) {
		writeError(w, http.StatusNotFound, "not found")
		return
	}
	s.log.ErrorContext(r.Context(), "query failed", "path", r.URL.Path, "err", err)
	writeError(w, http.StatusInternalServerError, "internal error") // ok: the text is constant
}

// fieldError is a mistake in the request that the client may read.
type fieldError struct{ Field, Reason string }

func (e fieldError) Error() string { return e.Field + " " + e.Reason }

func decode(w http.ResponseWriter, r *http.Request, v any) error {
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	dec.DisallowUnknownFields()
	return dec.Decode(v)
}
