package link

import (
	"slices"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/glob"
	"github.com/apilint/apilint/internal/knowledge"
)

// Options say about the service what its source does not show. The zero Options say nothing.
type Options struct {
	Models     *knowledge.Models // of functions of the program and of libraries
	Public     []PublicRoutes
	Roles      []Role
	Deployment Deployment
	Schemas    []string // scripts that declare the tables of the database, in the order in which they are applied
}

// Routes describes routes by their methods and paths.
type Routes struct {
	Methods []string // in capitals; empty: every method
	Path    glob.Pattern
}

// Match reports whether r is among the routes: it answers no other methods, and its path matches.
func (rs Routes) Match(r *Route) bool {
	if !rs.Path.Match(r.Path) {
		return false
	}
	if len(rs.Methods) == 0 {
		return true
	}
	return len(r.Methods) > 0 && !slices.ContainsFunc(r.Methods, func(m string) bool { return !slices.Contains(rs.Methods, m) })
}

// PublicRoutes declares routes that are meant for everybody.
type PublicRoutes struct {
	Routes
	Reason string
	Place  finding.Place // of the declaration
}

// Role is what apart from the program's own checks decides who may call routes.
type Role struct {
	Name   string
	Routes []Routes // demand the role, although the program does not show it
	// Privileged: who has the role may see and change everybody's objects.
	Privileged bool
}

// Deployment is what stands in front of the program.
type Deployment struct {
	TLS       bool     // clients get to the program over TLS only
	BodyLimit int64    // bytes of a request's body that get through; 0: as many as the client sends
	Limited   []Routes // routes that a client cannot call as often as it likes
}

// LimitsRate reports whether what stands in front of the program refuses too many requests of a route.
func (d Deployment) LimitsRate(r *Route) bool {
	return slices.ContainsFunc(d.Limited, func(rs Routes) bool { return rs.Match(r) })
}

// declare notes what the user says about a route.
func (o *Options) declare(r *Route) {
	for _, p := range o.Public {
		if r.Auth.Declared == "" && p.Match(r) {
			r.Auth.Declared, r.Auth.DeclaredAt = p.Reason, p.Place
		}
	}
	for _, role := range o.Roles {
		demanded := slices.ContainsFunc(role.Routes, func(rs Routes) bool { return rs.Match(r) })
		if demanded && r.Auth.Role == "" {
			r.Auth.Role = role.Name
		}
		if r.Auth.Role == role.Name && role.Privileged {
			r.Auth.Privileged = true
		}
	}
}
