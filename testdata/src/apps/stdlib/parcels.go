package main

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

func pathID(w http.ResponseWriter, r *http.Request) (int64, bool) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		writeError(w, http.StatusBadRequest, "id is not a number")
		return 0, false
	}
	return id, true
}

func (s *server) listParcels(w http.ResponseWriter, r *http.Request) {
	order := "created_at DESC"
	switch r.URL.Query().Get("sort") {
	case "weight":
		order = "weight_grams"
	case "status":
		order = "status, created_at DESC"
	}
	parcels, err := s.store.parcelsOf(r.Context(), caller(r.Context()).ID, order)
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, parcels)
}

func (s *server) searchParcels(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	parcels, err := s.store.search(r.Context(), caller(r.Context()).ID, q.Get("q"), q.Get("sort"))
	if err != nil {
		writeError(w, http.StatusInternalServerError, err.Error()) // want errleak
		return
	}
	writeJSON(w, http.StatusOK, parcels)
}

// parcelStatus answers the states of up to fifty parcels of the caller: ?ids=1,2,3.
func (s *server) parcelStatus(w http.ResponseWriter, r *http.Request) {
	var ids []int64
	for part := range strings.SplitSeq(r.URL.Query().Get("ids"), ",") {
		id, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			writeError(w, http.StatusBadRequest, fmt.Sprintf("%q is not a number", part))
			return
		}
		ids = append(ids, id)
	}
	if len(ids) > 50 {
		writeError(w, http.StatusBadRequest, "at most fifty ids")
		return
	}
	states, err := s.store.states(r.Context(), caller(r.Context()).ID, ids)
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, states)
}

func (s *server) createParcel(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Recipient string `json:"recipient"`
		Weight    int    `json:"weight_grams"`
	}
	if err := decode(w, r, &in); err != nil {
		writeError(w, http.StatusBadRequest, "malformed body: "+err.Error()) // ok: a decode error answered with 400
		return
	}
	if in.Recipient == "" || in.Weight <= 0 || in.Weight > 31_500 {
		writeError(w, http.StatusUnprocessableEntity, "recipient and a weight up to 31.5 kg are required")
		return
	}
	p, err := s.store.createParcel(r.Context(), caller(r.Context()).ID, in.Recipient, in.Weight, newToken()[:16])
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusCreated, p)
}

func (s *server) getParcel(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	p, err := s.store.parcel(r.Context(), id) // ok: the owner is compared below
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	if p.SenderID != caller(r.Context()).ID {
		writeError(w, http.StatusNotFound, "not found")
		return
	}
	writeJSON(w, http.StatusOK, p)
}

func (s *server) parcelEvents(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	p, err := s.store.parcel(r.Context(), id) // want ownercheck "GET /api/parcels/{id}/events"
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	s.log.InfoContext(r.Context(), "events read", "user", caller(r.Context()).ID, "parcel", p.ID)
	writeJSON(w, http.StatusOK, map[string]any{"recipient": p.Recipient, "status": p.Status})
}

func (s *server) cancelParcel(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	n, err := s.store.cancelParcel(r.Context(), id, caller(r.Context()).ID) // ok: the sender is part of the predicate
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	if n == 0 {
		writeError(w, http.StatusNotFound, "not found")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) exportParcels(w http.ResponseWriter, r *http.Request) {
	parcels, err := s.store.allParcels(r.Context())
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv")
	out := csv.NewWriter(w)
	for _, p := range parcels {
		_ = out.Write([]string{strconv.FormatInt(p.ID, 10), p.Recipient, p.Status})
	}
	out.Flush()
}

func (s *server) track(w http.ResponseWriter, r *http.Request) {
	status, err := s.store.statusByCode(r.Context(), r.PathValue("code")) // ok: public, and an unguessable code is no id
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	answer := map[string]any{"status": status}
	if u := caller(r.Context()); u != nil {
		answer["greeting"] = "Hello " + u.Email
	}
	writeJSON(w, http.StatusOK, answer)
}

func (s *server) listTariffs(w http.ResponseWriter, r *http.Request) {
	tariffs, err := s.store.tariffs(r.Context())
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, tariffs)
}

func (s *server) health(w http.ResponseWriter, r *http.Request) {
	if err := s.store.db.PingContext(r.Context()); err != nil {
		s.log.ErrorContext(r.Context(), "ping", "err", err)
		http.Error(w, "database unreachable", http.StatusServiceUnavailable)
		return
	}
	_, _ = fmt.Fprintln(w, "ok")
}
