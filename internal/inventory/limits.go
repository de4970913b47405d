package inventory

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link"
)

// rateLimit is the first limit that is always there, or else the first that may be.
func rateLimit(l *link.Limits) *Limit {
	if len(l.Rates) == 0 {
		return nil
	}
	i := max(0, slices.IndexFunc(l.Rates, func(r link.Limit) bool { return !r.Conditional }))
	return limit(&l.Rates[i])
}

// bodyLimit is what bounds all that the route reads of a body or, if it reads nothing, the body that would be there. A
// route that reads anything without a limit has none.
func bodyLimit(l *link.Limits) *Limit {
	bound := l.Body
	for _, read := range l.Reads {
		if read.Limit == nil || read.Unpacks {
			return nil
		}
		if bound == nil {
			bound = read.Limit
		}
	}
	if bound == nil {
		return nil
	}
	return limit(bound)
}

func limit(l *link.Limit) *Limit {
	return &Limit{By: declared(l.By), Value: l.Value, Conditional: l.Conditional}
}

// Limits says in a few words what bounds the requests of r: "rate 5 per 1m, body 1 MiB".
func (r *Route) Limits() string {
	var parts []string
	if l := r.RateLimit; l != nil {
		parts = append(parts, l.describe("rate"))
	}
	if l := r.BodyLimit; l != nil {
		parts = append(parts, l.describe("body"))
	}
	return strings.Join(parts, ", ")
}

// describe says of what l is a limit and how much it lets through, with a mark if configuration can switch it off.
func (l *Limit) describe(of string) string {
	if l.Conditional {
		of += "?"
	}
	return strings.TrimSpace(of + " " + l.Value)
}
