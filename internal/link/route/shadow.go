package route

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
)

// notShadowed drops the rows behind entry e of a router that another entry of it answers: a mux that is mounted twice, or
// below a prefix of which the outer mux has a part for itself.
func (f *flattener) notShadowed(r *Router, e *entry, rows []Route, base pattern) []Route {
	if len(rows) == 0 || rows[0].entry == e {
		return rows // e has no router behind it
	}
	own := f.parse(r.family, e).below(base)
	return slices.DeleteFunc(rows, func(row Route) bool {
		for i, other := range r.entries {
			if other == e || len(other.when) > 0 || other.row == knowledge.NotFound {
				continue
			}
			p := f.parse(r.family, other).below(base)
			if p.covers(row.pattern) == covMust && other.answersMethods(row.Methods) &&
				(r.family.FirstWins && i < slices.Index(r.entries, e) || !r.family.FirstWins && own.widerThan(p)) {
				return true
			}
		}
		return false
	})
}

// widerThan reports whether p has all of q and more.
func (p pattern) widerThan(q pattern) bool {
	return p.covers(q) == covMust && q.covers(p) != covMust
}

// answersMethods reports whether e answers all of the methods.
func (e *entry) answersMethods(methods []string) bool {
	own := e.methods
	if method, _, _ := splitPattern(e.on.family, e.raw); method != "" {
		own = []string{method}
	}
	if len(own) == 0 {
		return true
	}
	return len(methods) > 0 && !slices.ContainsFunc(methods, func(m string) bool { return !slices.Contains(own, m) })
}
