package pathtraversal

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/summary"
)

// isSegment reports whether an origin is what stands between two slashes of the path and is not decoded on its way.
func isSegment(o flow.Origin, t *flow.Tracer) bool {
	call, _ := t.Def(o.Fn, o.Ref)
	if call == nil || call.Sym < 0 {
		return false
	}
	e := knowledge.Lookup(o.Fn.Sym(call))
	if e == nil || e.Input == nil || !e.Input.Segment {
		return false
	}
	for _, s := range o.Steps() {
		if strings.HasSuffix(s.Text, "Unescape") {
			return false
		}
	}
	return true
}

// routes knows the parameters of paths that take more than one segment.
type routes struct {
	packages []*summary.Package
	more     map[string]bool // made on demand
}

// takeMore reports whether some route has a parameter of this name that takes slashes. Any text of the program that looks
// like such a route counts.
func (r *routes) takeMore(param string) bool {
	if strings.HasPrefix(param, "*") || strings.HasPrefix(param, "+") {
		return true
	}
	if r.more == nil {
		r.more = map[string]bool{}
		for _, p := range r.packages {
			for _, c := range p.Consts {
				if c.Kind == summary.ConstString && strings.Contains(c.Str, "/") {
					r.addFrom(c.Str)
				}
			}
		}
	}
	return r.more[param]
}

// addFrom adds the parameters of a pattern that take slashes: /*name, and {name:pattern} with a pattern that may match one.
func (r *routes) addFrom(pattern string) {
	if _, name, ok := strings.Cut(pattern, "/*"); ok {
		r.more[name] = true
	}
	for rest := pattern; ; {
		_, after, ok := strings.Cut(rest, "{")
		if !ok {
			return
		}
		name, expr, ok := strings.Cut(after, ":")
		if ok && !strings.ContainsAny(name, "{}/") {
			expr, _, _ = strings.Cut(expr, "}")
			r.more[name] = r.more[name] || strings.ContainsAny(expr, "./") || strings.Contains(expr, "[^")
		}
		rest = after
	}
}
