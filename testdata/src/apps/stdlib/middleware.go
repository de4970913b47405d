package main

import (
	"context"
	"net/http"
	"runtime/debug"
	"slices"
)

type ctxKey struct{}

// caller returns the user of the session, or nil for an anonymous request.
func caller(ctx context.Context) *user {
	u, _ := ctx.Value(ctxKey{}).(*user)
	return u
}

// session remembers the user of a valid session cookie and lets everybody through.
func (s *server) session(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie(sessionCookie)
		if err != nil {
			next.ServeHTTP(w, r)
			return
		}
		u, err := s.store.userBySession(r.Context(), hashToken(cookie.Value))
		if err != nil {
			next.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, u)))
	})
}

func (s *server) requireUser(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if caller(r.Context()) == nil {
			writeError(w, http.StatusUnauthorized, "please log in")
			return
		}
		next(w, r)
	}
}

func (s *server) requireAdmin(next http.HandlerFunc) http.HandlerFunc {
	return s.requireUser(func(w http.ResponseWriter, r *http.Request) {
		if caller(r.Context()).Role != "admin" {
			writeError(w, http.StatusForbidden, "admins only")
			return
		}
		next(w, r)
	})
}

var partnerOrigins = []string{"https://shop.example.com", "https://returns.example.com"}

func (s *server) cors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		switch {
		case slices.Contains(partnerOrigins, origin):
			w.Header().Set("Access-Control-Allow-Origin", origin) // ok: one of two constants
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		case origin != "":
			w.Header().Set("Access-Control-Allow-Origin", origin) // want cors
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
		w.Header().Add("Vary", "Origin")
		if r.Method == http.MethodOptions {
			w.Header().Set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				s.log.Error("panic", "value", v, "stack", string(debug.Stack())) // ok: the stack stays in the log
				writeError(w, http.StatusInternalServerError, "internal error")
			}
		}()
		next.ServeHTTP(w, r)
	})
}
