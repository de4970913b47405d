package main

import "net/http"

func (s *server) adminParcel(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	p, err := s.store.parcel(r.Context(), id) // ok: the route demands the admin role
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, p)
}

func (s *server) adminUsers(w http.ResponseWriter, r *http.Request) {
	users, err := s.store.users(r.Context(), r.URL.Query()["role"])
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, users)
}
