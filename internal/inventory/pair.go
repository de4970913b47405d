package inventory

import (
	"regexp"
	"slices"
	"strings"
)

// pairing finds the routes of one inventory in another.
type pairing struct {
	before, after []*Route // without a partner, in their order
	pairs         []twins
}

type twins struct{ before, after *Route }

// pair pairs routes by what they answer, then by handler, then with routes that answer every method.
func pair(before, after []Route) *pairing {
	p := &pairing{before: pointers(before), after: pointers(after)}
	p.match(func(b, a *Route) bool { return b.answer() == a.answer() && sameFunction(b.Handler, a.Handler) })
	p.match(func(b, a *Route) bool { return b.answer() == a.answer() })
	ambiguous := sharedLiterals(before, after)
	p.match(func(b, a *Route) bool {
		return b.Method == a.Method && sameFunction(b.Handler, a.Handler) && !ambiguous[b.Handler.outer()]
	})
	p.cover(pointers(before), pointers(after))
	return p
}

func pointers(routes []Route) []*Route {
	var out []*Route
	for i := range routes {
		out = append(out, &routes[i])
	}
	return out
}

// match pairs the routes without a partner that are the same in the sense of same.
func (p *pairing) match(same func(before, after *Route) bool) {
	p.before = slices.DeleteFunc(p.before, func(b *Route) bool {
		i := slices.IndexFunc(p.after, func(a *Route) bool { return same(b, a) })
		if i < 0 {
			return false
		}
		p.pairs = append(p.pairs, twins{b, p.after[i]})
		p.after = slices.Delete(p.after, i, i+1)
		return true
	})
}

// cover pairs what is left with routes of the same path that answer every method, which may have partners already.
func (p *pairing) cover(before, after []*Route) {
	covers := func(all []*Route, r *Route) *Route {
		i := slices.IndexFunc(all, func(other *Route) bool { return other.Method == Any && other.place() == r.place() })
		if i < 0 {
			return nil
		}
		return all[i]
	}
	p.before = slices.DeleteFunc(p.before, func(b *Route) bool {
		a := covers(after, b)
		if a == nil {
			return false
		}
		p.pairs = append(p.pairs, twins{b, a})
		p.after = slices.DeleteFunc(p.after, func(r *Route) bool { return r == a })
		return true
	})
	p.after = slices.DeleteFunc(p.after, func(a *Route) bool {
		b := covers(before, a)
		if b == nil {
			return false
		}
		p.pairs = append(p.pairs, twins{b, a})
		p.before = slices.DeleteFunc(p.before, func(r *Route) bool { return r == b })
		return true
	})
}

var parameterName = regexp.MustCompile(`\{[^{}.]*(\.\.\.)?\}`)

// place is where r answers, without the names of parameters.
func (r *Route) place() string { return r.Host + parameterName.ReplaceAllString(r.Path, "{$1}") }

// answer is what r answers, without the names of parameters.
func (r *Route) answer() string { return r.Method + " " + r.place() }

// sameFunction reports whether two inventories mean the same function; its position does not count.
func sameFunction(f, g Function) bool {
	return f.IsKnown() && f.Package == g.Package && f.Function == g.Function && f.Type == g.Type && f.Method == g.Method
}

// outer is the full name of the function that f is a literal in, "" if f is none.
func (f Function) outer() string {
	name, _, literal := strings.Cut(f.Function+f.Method, "$")
	if !literal {
		return ""
	}
	return f.Package + "." + f.Type + "." + name
}

// sharedLiterals returns the functions in which several handlers are literals: their numbers change when one is added.
func sharedLiterals(inventories ...[]Route) map[string]bool {
	shared := map[string]bool{}
	for _, routes := range inventories {
		handlers := map[string]string{}
		for i := range routes {
			h := routes[i].Handler
			outer := h.outer()
			if outer == "" {
				continue
			}
			if known, ok := handlers[outer]; ok && known != h.Name() {
				shared[outer] = true
			}
			handlers[outer] = h.Name()
		}
	}
	return shared
}
