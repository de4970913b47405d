package main

import "net/http"

func (s *server) comparisons(mux *http.ServeMux) {
	mux.HandleFunc("GET /compared/{id}", s.compared)
	mux.HandleFunc("GET /compared/other/{id}/{mine}", s.comparedOther)
	mux.HandleFunc("GET /compared/claimed/{id}", s.comparedClaim)
	mux.HandleFunc("GET /compared/drafts/{id}", s.comparedDrafts)
	mux.HandleFunc("GET /compared/noticed/{id}", s.comparedForNothing)
}

func (s *server) compared(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // ok: the owner is compared
	if err != nil || d.OwnerID != caller(r) {
		refuse(w)
		return
	}
	answer(w, d)
}

// comparedOther compares the owner of another document.
func (s *server) comparedOther(w http.ResponseWriter, r *http.Request) {
	mine, err := s.load(r.Context(), key(r, "mine"))
	if err != nil || mine.OwnerID != caller(r) {
		refuse(w)
		return
	}
	d, err := s.load(r.Context(), key(r, "id")) // want ownercheck "GET /compared/other/{id}/{mine}"
	if err != nil {
		refuse(w)
		return
	}
	answer(w, d)
}

// comparedClaim compares the owner with what the client claims to be.
func (s *server) comparedClaim(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // want ownercheck "GET /compared/claimed/{id}"
	if err != nil || r.URL.Query().Get("user") != string(rune(d.OwnerID)) {
		refuse(w)
		return
	}
	answer(w, d)
}

// comparedDrafts hides drafts from others. That others may read the rest is what the program wants.
func (s *server) comparedDrafts(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // ok: drafts are the owner's, the rest is everybody's
	if err != nil {
		refuse(w)
		return
	}
	if d.Draft && d.OwnerID != caller(r) {
		refuse(w)
		return
	}
	answer(w, d)
}

// comparedForNothing sets a header and goes on.
func (s *server) comparedForNothing(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // want ownercheck "GET /compared/noticed/{id}"
	if err != nil {
		refuse(w)
		return
	}
	if d.OwnerID != caller(r) {
		w.Header().Set("X-Shared", "true")
	}
	answer(w, d)
}

func (s *server) helpers(mux *http.ServeMux) {
	mux.HandleFunc("GET /helped/{id}", s.helped)
	mux.HandleFunc("GET /helped/error/{id}", s.helpedByError)
	mux.HandleFunc("GET /helped/method/{id}", s.helpedByMethod)
	mux.HandleFunc("GET /helped/dropped/{id}", s.helpedDropped)
	mux.HandleFunc("GET /helped/logged/{id}", s.helpedLogged)
	mux.HandleFunc("GET /helped/swapped/{id}", s.helpedSwapped)
}

func (s *server) helped(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // ok: the helper compares
	if err != nil || !mayRead(caller(r), d) {
		refuse(w)
		return
	}
	answer(w, d)
}

func (s *server) helpedByError(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // ok: the helper returns an error
	if err != nil {
		refuse(w)
		return
	}
	if err := authorize(caller(r), d); err != nil {
		refuse(w)
		return
	}
	answer(w, d)
}

func (s *server) helpedByMethod(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // ok: the model compares
	if err != nil || !d.readableBy(caller(r)) {
		refuse(w)
		return
	}
	answer(w, d)
}

// helpedDropped does not look at what the helper says.
func (s *server) helpedDropped(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // want ownercheck "GET /helped/dropped/{id}"
	if err != nil {
		refuse(w)
		return
	}
	_ = authorize(caller(r), d)
	answer(w, d)
}

// helpedLogged looks at it and goes on.
func (s *server) helpedLogged(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // want ownercheck "GET /helped/logged/{id}"
	if err != nil {
		refuse(w)
		return
	}
	if err := authorize(caller(r), d); err != nil {
		w.Header().Set("X-Denied", "true")
	}
	answer(w, d)
}

// helpedSwapped hands the id of the request to the helper as the user.
func (s *server) helpedSwapped(w http.ResponseWriter, r *http.Request) {
	d, err := s.load(r.Context(), key(r, "id")) // want ownercheck "GET /helped/swapped/{id}"
	if err != nil || !mayRead(key(r, "id"), d) {
		refuse(w)
		return
	}
	answer(w, d)
}

func (s *server) members(mux *http.ServeMux) {
	mux.HandleFunc("GET /members/{id}", s.forMembers)
	mux.HandleFunc("GET /members/claimed/{id}", s.forClaimedMembers)
	mux.HandleFunc("GET /members/errors/{id}", s.forMembersUnlessError)
}

func (s *server) forMembers(w http.ResponseWriter, r *http.Request) {
	member, err := s.isMember(r.Context(), key(r, "id"), caller(r))
	if err != nil || !member {
		refuse(w)
		return
	}
	d, err := s.load(r.Context(), key(r, "id")) // ok: members only
	if err != nil {
		refuse(w)
		return
	}
	answer(w, d)
}

// forClaimedMembers asks whether somebody whom the client names is a member.
func (s *server) forClaimedMembers(w http.ResponseWriter, r *http.Request) {
	user := key(r, "user")
	member, err := s.isMember(r.Context(), key(r, "id"), user)
	if err != nil || !member {
		refuse(w)
		return
	}
	d, err := s.load(r.Context(), key(r, "id")) // want ownercheck "GET /members/claimed/{id}"
	if err != nil {
		refuse(w)
		return
	}
	answer(w, d)
}

// forMembersUnlessError looks at the error alone: counting never fails.
func (s *server) forMembersUnlessError(w http.ResponseWriter, r *http.Request) {
	if _, err := s.isMember(r.Context(), key(r, "id"), caller(r)); err != nil {
		refuse(w)
		return
	}
	d, err := s.load(r.Context(), key(r, "id")) // want ownercheck "GET /members/errors/{id}"
	if err != nil {
		refuse(w)
		return
	}
	answer(w, d)
}
