package main

import (
	"net/http"
	"strconv"
)

type address struct {
	ID     int64  `json:"id"`
	UserID int64  `json:"-"`
	Street string `json:"street"`
	City   string `json:"city"`
}

// listAddresses answers the address book of the user named in the query.
func (s *server) listAddresses(w http.ResponseWriter, r *http.Request) {
	userID, err := strconv.ParseInt(r.URL.Query().Get("user_id"), 10, 64)
	if err != nil {
		writeError(w, http.StatusBadRequest, "user_id is not a number")
		return
	}
	list, err := s.store.addressesOf(r.Context(), userID) // want ownercheck "GET /api/addresses"
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, list)
}

func (s *server) updateAddress(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	var in address
	if err := decode(w, r, &in); err != nil {
		writeError(w, http.StatusBadRequest, "malformed body")
		return
	}
	if err := s.store.updateAddress(r.Context(), id, in.Street, in.City); err != nil { // want ownercheck "PUT /api/addresses/{id}"
		s.storeError(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) deleteAddress(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	owner, err := s.store.addressOwner(r.Context(), id) // ok: asks for the owner in order to compare
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	if u := caller(r.Context()); owner != u.ID && u.Role != "admin" {
		writeError(w, http.StatusForbidden, "not your address")
		return
	}
	if err := s.store.deleteAddress(r.Context(), id); err != nil { // ok: the owner was compared above
		s.storeError(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
