package http

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	"fixtures/apps/chilayers/internal/auth"
	"fixtures/apps/chilayers/internal/http/respond"
)

// TokenVerifier tells whom a token was issued for.
type TokenVerifier interface {
	Verify(raw string) (auth.Actor, error)
}

// Authenticate refuses requests without a valid bearer token.
func Authenticate(v TokenVerifier) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			raw, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			if !ok {
				respond.JSON(w, http.StatusUnauthorized, map[string]string{"title": "token required"})
				return
			}
			actor, err := v.Verify(raw)
			if err != nil {
				respond.JSON(w, http.StatusUnauthorized, map[string]string{"title": "invalid token"})
				return
			}
			next.ServeHTTP(w, r.WithContext(auth.WithActor(r.Context(), actor)))
		})
	}
}

// RequireRole refuses callers without the role; it must follow Authenticate.
func RequireRole(role string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if actor, ok := auth.ActorFrom(r.Context()); !ok || actor.Role != role {
				respond.JSON(w, http.StatusForbidden, map[string]string{"title": "forbidden"})
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func requestLogger(log *slog.Logger) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			start := time.Now()
			next.ServeHTTP(w, r)
			log.InfoContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path, "authenticated", r.Header.Get("Authorization") != "", "took", time.Since(start)) // ok: only whether there is a header
		})
	}
}
