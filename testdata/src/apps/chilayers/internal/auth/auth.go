// Package auth issues and verifies access tokens and carries the caller through contexts.
package auth

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Actor is an authenticated caller.
type Actor struct {
	ID   int64
	Role string
}

// IsAdmin reports whether the actor may see everything.
func (a Actor) IsAdmin() bool { return a.Role == "admin" }

type contextKey struct{}

// WithActor returns a context that carries the actor.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, contextKey{}, a)
}

// ActorFrom returns the actor of ctx; ok is false for an anonymous request.
func ActorFrom(ctx context.Context) (a Actor, ok bool) {
	a, ok = ctx.Value(contextKey{}).(Actor)
	return a, ok
}

type claims struct {
	Role string `json:"role"`
	jwt.RegisteredClaims
}

// Tokens issues and verifies signed tokens.
type Tokens struct {
	key []byte
	log *slog.Logger
	now func() time.Time
}

// NewTokens returns Tokens that sign with key.
func NewTokens(key string, log *slog.Logger) *Tokens {
	return &Tokens{key: []byte(key), log: log, now: time.Now}
}

// Issue returns a token for a user that is valid for an hour.
func (t *Tokens) Issue(userID int64, role string) (string, error) {
	now := t.now()
	signed, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims{
		Role: role,
		RegisteredClaims: jwt.RegisteredClaims{
			Subject:   strconv.FormatInt(userID, 10),
			IssuedAt:  jwt.NewNumericDate(now),
			ExpiresAt: jwt.NewNumericDate(now.Add(time.Hour)),
		},
	}).SignedString(t.key)
	if err != nil {
		return "", fmt.Errorf("auth: sign token: %w", err)
	}
	t.log.Debug("token issued", "user", userID, "length", len(signed)) // ok: only the length
	return signed, nil
}

// Verify returns the actor that the token was issued for.
func (t *Tokens) Verify(raw string) (Actor, error) {
	var c claims
	_, err := jwt.ParseWithClaims(raw, &c, func(*jwt.Token) (any, error) { return t.key, nil },
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())
	if err != nil {
		t.log.Warn("token rejected", "token", raw, "err", err) // want secretlog
		return Actor{}, fmt.Errorf("auth: verify token: %w", err)
	}
	id, err := strconv.ParseInt(c.Subject, 10, 64)
	if err != nil {
		return Actor{}, fmt.Errorf("auth: subject: %w", err)
	}
	return Actor{ID: id, Role: c.Role}, nil
}
