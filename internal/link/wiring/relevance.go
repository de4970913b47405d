package wiring

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// relevance tells which functions may, by themselves or through what they call or hand on, touch a router.
type relevance struct {
	funcs        map[string]bool
	initializers []string // packages whose initializers do, in order of import
}

// relevant walks backwards from the operations on routers, along calls, references and closures.
func relevant(g *graph.Graph) *relevance {
	users := map[string][]string{} // function → functions that call, mention or enclose it
	r := &relevance{funcs: map[string]bool{}}
	var work []string
	mark := func(id string) {
		if !r.funcs[id] {
			r.funcs[id] = true
			work = append(work, id)
		}
	}
	for f := range g.Funcs {
		if f.Outer != "" {
			users[f.ID] = append(users[f.ID], f.Outer)
		}
		for site, in := range f.Instrs {
			if touchesRouter(f, in) {
				mark(f.ID)
			}
			for _, callee := range g.Callees(site) {
				users[callee.ID] = append(users[callee.ID], f.ID)
			}
			for _, a := range in.Args {
				if a.Kind() == summary.RefFunc {
					users[f.Pkg.Symbols[a.N()]] = append(users[f.Pkg.Symbols[a.N()]], f.ID)
				}
			}
			if in.Op == summary.OpBound {
				for _, callee := range boundTo(g, f.Sym(in)) {
					users[callee] = append(users[callee], f.ID)
				}
			}
		}
	}
	for len(work) > 0 {
		id := work[len(work)-1]
		work = work[:len(work)-1]
		for _, user := range users[id] {
			mark(user)
		}
	}
	r.initializers = relevantInits(g, r)
	return r
}

func boundTo(g *graph.Graph, method string) []string {
	if g.Func(method) != nil {
		return []string{method}
	}
	var ids []string
	for _, f := range g.Implementations(method) {
		ids = append(ids, f.ID)
	}
	return ids
}

func touchesRouter(f *graph.Func, in *summary.Instr) bool {
	switch in.Op {
	case summary.OpCall, summary.OpInvoke, summary.OpBound:
		e := f.Known(f.Sym(in))
		return e != nil && e.Router != nil
	}
	return false
}

// relevantInits lists the packages whose initializers touch routers, imported ones first.
func relevantInits(g *graph.Graph, r *relevance) []string {
	var order []string
	seen := map[string]bool{}
	var visit func(path string)
	visit = func(path string) {
		p := g.Package(path)
		if p == nil || seen[path] {
			return
		}
		seen[path] = true
		for _, imp := range p.Imports {
			visit(imp)
		}
		if slices.ContainsFunc(p.Funcs, func(f summary.Func) bool {
			return r.funcs[f.ID] && (f.ID == path+".init" || strings.HasPrefix(f.ID, path+".init#"))
		}) {
			order = append(order, path)
		}
	}
	for _, p := range g.Packages {
		visit(p.Path)
	}
	return order
}

// routerFamily returns the library of a router type, also of one that embeds a router.
func routerFamily(t graph.Type) (string, bool) {
	if !t.IsKnown() {
		return "", false
	}
	return knowledge.RouterType(t.Name)
}
