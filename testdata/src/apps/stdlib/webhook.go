package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
)

// carrier takes scan events of the carrier, signed with a shared secret.
func (s *server) carrier(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		writeError(w, http.StatusBadRequest, "cannot read body")
		return
	}
	given, err := hex.DecodeString(r.Header.Get("X-Carrier-Signature"))
	if err != nil {
		writeError(w, http.StatusUnauthorized, "bad signature")
		return
	}
	mac := hmac.New(sha256.New, s.carrierSecret)
	mac.Write(body)
	if !hmac.Equal(given, mac.Sum(nil)) {
		writeError(w, http.StatusUnauthorized, "bad signature")
		return
	}

	var event struct {
		ParcelID int64  `json:"parcel_id"`
		Status   string `json:"status"`
	}
	if err := json.Unmarshal(body, &event); err != nil {
		writeError(w, http.StatusBadRequest, "malformed event")
		return
	}
	if err := s.store.setStatus(r.Context(), event.ParcelID, event.Status); err != nil { // ok: the carrier signed the event
		s.storeError(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
