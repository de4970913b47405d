package ownercheck

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/tie"
)

// privileges tells which routes only callers with a role reach. A guard is read when a route behind it is in question, which
// costs much and is seldom.
type privileges struct {
	ties  *tie.Checker
	count map[string]int // routes with authentication, by the instance of a middleware that they have
	all   int            // routes with authentication
	roles map[string]bool
}

func newPrivileges(ties *tie.Checker, routes []endpoint) *privileges {
	p := &privileges{ties: ties, count: map[string]int{}, roles: map[string]bool{}}
	for i := range routes {
		if routes[i].isAnonymous() {
			continue
		}
		p.all++
		for _, m := range routes[i].Middleware {
			p.count[instance(m.ID, m.Texts)]++
		}
	}
	return p
}

// isPrivileged reports whether a guard that not all routes have demands a role of the callers of e, or the user says that one
// does. A middleware that all routes with authentication share is no such guard, whatever it looks at.
func (p *privileges) isPrivileged(e *endpoint) bool {
	return e.Auth.Privileged || slices.ContainsFunc(e.Middleware, func(m link.Middleware) bool {
		return p.count[instance(m.ID, m.Texts)] < p.all && p.demandsRole(e, maker(m.ID), m.Texts)
	})
}

// demandsRole reports whether the middleware of e that a function made with texts looks at a role, and does not name one that
// sees no more than others.
func (p *privileges) demandsRole(e *endpoint, made string, texts []string) bool {
	role := false
	for _, m := range e.middleware {
		if maker(m.ID) != made {
			continue
		}
		if _, known := p.roles[made]; !known {
			p.roles[made] = p.ties.MentionsRole(m.Func)
		}
		if slices.Equal(m.Texts, texts) && m.AdmitsOrdinary() {
			return false
		}
		role = p.roles[made]
	}
	return role
}

// maker is the ID of the function that makes the function literal with an ID, or runs itself.
func maker(id string) string {
	made, _, _ := strings.Cut(id, "$")
	return made
}

// instance names one of the middlewares that a function makes, by the texts that it was made with.
func instance(id string, texts []string) string {
	return strings.Join(append([]string{id}, texts...), "\x00")
}
