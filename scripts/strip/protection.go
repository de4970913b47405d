package main

import (
	"fmt"
	"slices"

	"github.com/apilint/apilint/internal/inventory"
)

// protection is something that guards do for routes.
type protection string

// The protections.
const (
	authentication protection = "authentication"
	role           protection = "role"
	rate           protection = "rate"
	body           protection = "body"
)

// MarshalText implements encoding.TextMarshaler.
func (p protection) MarshalText() ([]byte, error) { return []byte(p), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *protection) UnmarshalText(text []byte) error {
	*p = protection(text)
	if !slices.Contains([]protection{authentication, role, rate, body}, *p) {
		return fmt.Errorf("unknown protection %q", text)
	}
	return nil
}

// by names what protects a route, "" if nothing is seen to do so.
func (p protection) by(r *inventory.Route) string {
	switch p {
	case role:
		return demands(r)
	case rate:
		return limits(r.RateLimit)
	case body:
		return limits(r.BodyLimit)
	}
	if r.Auth.State != inventory.Required {
		return ""
	}
	return r.Auth.By
}

func limits(l *inventory.Limit) string {
	if l == nil {
		return ""
	}
	return l.By
}

// demands names the last middleware of a route that demands a role, which is mostly the one that does.
func demands(r *inventory.Route) string {
	if r.Auth.Role == "" {
		return ""
	}
	if n := len(r.Middleware); n > 0 {
		return declared(r.Middleware[n-1].Function)
	}
	return r.Auth.By
}
