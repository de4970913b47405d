package object

import (
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// rows gathers the struct types whose values are stored. Generic code stores what its callers choose: rows remembers it, and then
// takes the type arguments of its instances and calls.
type rows struct {
	stored  map[string]graph.Type
	generic map[string]bool // types and functions, by name
}

// add takes the type of what f stores.
func (r *rows) add(f *graph.Func, t graph.Type) {
	switch {
	case !t.IsKnown():
	case t.Kind == summary.KindTypeParam:
		r.generic[genericName(f)] = true
	case t.Local && isStruct(t):
		r.stored[t.Name] = t
	}
}

// genericName names the generic type whose method f is, or f itself; for a function literal that of the function around it.
func genericName(f *graph.Func) string {
	id, _, _ := strings.Cut(f.ID, "$")
	if recv, _, ok := strings.Cut(strings.TrimLeft(id, "(*"), ")."); ok {
		id = recv
	}
	name, _, _ := strings.Cut(id, "[")
	return name
}

// addArguments takes the types that the program chooses for generic code.
func (r *rows) addArguments(g *graph.Graph) {
	if len(r.generic) == 0 {
		return
	}
	for _, p := range g.Packages {
		for i := range p.Types {
			if t := g.Type(p, summary.TypeRef(i)); t.IsKnown() && t.Origin != "" && r.generic[t.Origin] {
				r.addAll(g, t.Package(), t.Args)
			}
		}
	}
	for f := range g.Funcs {
		for _, in := range f.Instrs {
			if in.Op != summary.OpCall || in.XType == summary.NoType || !r.generic[f.Sym(in)] {
				continue
			}
			if given := g.TypeOf(f, in.XType); given.IsKnown() && given.Kind == summary.KindTuple {
				r.addAll(g, given.Package(), given.Params)
			}
		}
	}
}

func (r *rows) addAll(g *graph.Graph, p *summary.Package, types []summary.TypeRef) {
	for _, ref := range types {
		if t := rowType(g.Type(p, ref)); t.IsKnown() && t.Local && isStruct(t) {
			r.stored[t.Name] = t
		}
	}
}
