package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"golang.org/x/crypto/bcrypt"
)

const sessionCookie = "parcel_session"

type credentials struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

func (c credentials) validate() error {
	if !strings.Contains(c.Email, "@") {
		return fieldError{"email", "is not an address"}
	}
	if len(c.Password) < 12 {
		return fieldError{"password", "needs twelve characters"}
	}
	return nil
}

func newToken() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw)
	return base64.RawURLEncoding.EncodeToString(raw)
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func (s *server) register(w http.ResponseWriter, r *http.Request) {
	var in credentials
	if err := decode(w, r, &in); err != nil {
		writeError(w, http.StatusBadRequest, "malformed body")
		return
	}
	if err := in.validate(); err != nil {
		writeError(w, http.StatusBadRequest, err.Error()) // ok: the application's own validation message
		return
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(in.Password), bcrypt.DefaultCost)
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	id, err := s.store.createUser(r.Context(), in.Email, hash)
	if err != nil {
		s.storeError(w, r, err)
		return
	}
	s.log.InfoContext(r.Context(), "registered", "email", in.Email, "password_length", len(in.Password)) // ok: only the length
	writeJSON(w, http.StatusCreated, map[string]int64{"id": id})
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	var in credentials
	if err := decode(w, r, &in); err != nil {
		writeError(w, http.StatusBadRequest, "malformed body")
		return
	}
	u, err := s.store.userByEmail(r.Context(), in.Email)
	if err != nil || bcrypt.CompareHashAndPassword(u.PasswordHash, []byte(in.Password)) != nil {
		s.log.WarnContext(r.Context(), "login failed", "request", in) // want secretlog
		writeError(w, http.StatusUnauthorized, "wrong email or password")
		return
	}

	token := newToken()
	if err := s.store.createSession(r.Context(), u.ID, hashToken(token), time.Now().Add(24*time.Hour)); err != nil {
		s.storeError(w, r, err)
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Value: token, Path: "/", MaxAge: 86400,
		HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode,
	})
	s.log.InfoContext(r.Context(), "logged in", "user", u.ID, "session", token) // want secretlog
	writeJSON(w, http.StatusOK, map[string]int64{"id": u.ID})
}

func (s *server) logout(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		writeError(w, http.StatusBadRequest, "no session")
		return
	}
	if err := s.store.deleteSession(r.Context(), hashToken(cookie.Value)); err != nil {
		s.storeError(w, r, err)
		return
	}
	s.log.InfoContext(r.Context(), "logged out", "session", hashToken(cookie.Value)[:8]) // ok: a prefix of the hash
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: true})
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) me(w http.ResponseWriter, r *http.Request) {
	u := caller(r.Context())
	writeJSON(w, http.StatusOK, map[string]any{"id": u.ID, "email": u.Email})
}
