package main

import "net/http"

func (s *server) writes(mux *http.ServeMux) {
	mux.HandleFunc("DELETE /removed/{id}", s.removed)
	mux.HandleFunc("DELETE /removed/late/{id}", s.removedLate)
	mux.HandleFunc("DELETE /removed/sometimes/{id}", s.removedSometimes)
	mux.HandleFunc("DELETE /removed/unscoped/{id}", s.removedScoped)
	mux.HandleFunc("DELETE /removed/claimed/{id}", s.removedClaimed)
}

func (s *server) removed(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // ok: compared before it is deleted
	if err != nil || d.OwnerID != caller(r) {
		refuse(w)
		return
	}
	if err := s.remove(r.Context(), d.ID); err != nil {
		refuse(w)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// removedLate compares when nothing is left to protect.
func (s *server) removedLate(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id"))
	if err != nil {
		refuse(w)
		return
	}
	if err := s.remove(r.Context(), d.ID); err != nil { // want ownercheck "DELETE /removed/late/{id}"
		refuse(w)
		return
	}
	if d.OwnerID != caller(r) {
		refuse(w)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// removedSometimes compares only where the client does not ask to force it.
func (s *server) removedSometimes(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // want ownercheck "DELETE /removed/sometimes/{id}"
	if err != nil {
		refuse(w)
		return
	}
	if r.URL.Query().Get("force") == "" {
		if d.OwnerID != caller(r) {
			refuse(w)
			return
		}
	}
	if err := s.remove(r.Context(), d.ID); err != nil {
		refuse(w)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// removedScoped has the owner in the statement.
func (s *server) removedScoped(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.ExecContext(r.Context(), `DELETE FROM documents WHERE id = $1 AND owner_id = $2`, key(r, "id"), caller(r)) // ok: scoped
	if err != nil {
		refuse(w)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// removedClaimed has an owner in the statement that the client names.
func (s *server) removedClaimed(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.ExecContext(r.Context(), `DELETE FROM documents WHERE id = $1 AND owner_id = $2`, key(r, "id"), r.FormValue("owner")) // want ownercheck "DELETE /removed/claimed/{id}"
	if err != nil {
		refuse(w)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
