package wiring

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// relevance tells which functions matter for routes.
type relevance struct {
	// funcs may, by themselves or through what they call or hand on, touch a router.
	funcs        map[string]bool
	initializers []string // packages whose initializers do, in order of import
	// passers may, likewise, pass a request on to another handler.
	passers map[string]bool
}

func relevant(g *graph.Graph) *relevance {
	users := usersOf(g)
	r := &relevance{funcs: users.of(g, touchesRouter)}
	r.initializers = relevantInits(g, r)
	users.addValues(g)
	r.passers = users.of(g, passesRequest)
	return r
}

// users maps a function to the functions that call, mention or enclose it.
type users map[string][]string

func (u users) add(id, user string) { u[id] = append(u[id], user) }

func usersOf(g *graph.Graph) users {
	u := users{}
	for f := range g.Funcs {
		if f.Outer != "" {
			u.add(f.ID, f.Outer)
		}
		for site, in := range f.Instrs {
			for _, callee := range g.Callees(site) {
				u.add(callee.ID, f.ID)
			}
			for _, id := range mentioned(g, f, in) {
				u.add(id, f.ID)
			}
		}
	}
	return u
}

// mentioned lists the functions that an instruction makes values of.
func mentioned(g *graph.Graph, f *graph.Func, in *summary.Instr) []string {
	var ids []string
	for _, a := range in.Args {
		if a.Kind() == summary.RefFunc {
			ids = append(ids, f.Pkg.Symbols[a.N()])
		}
	}
	switch in.Op {
	case summary.OpBound:
		ids = append(ids, boundTo(g, f.Sym(in))...)
	case summary.OpClosure:
		ids = append(ids, f.Sym(in))
	}
	return ids
}

// addValues adds the calls of function values: one may call every function of its type that is made a value somewhere and
// not just called on the spot.
func (u users) addValues(g *graph.Graph) {
	for f := range g.Funcs {
		kept := keptRegisters(f)
		for _, in := range f.Instrs {
			if in.Dst < 0 || kept[in.Dst] {
				for _, id := range mentioned(g, f, in) {
					if fn := g.Func(id); fn != nil {
						u.add(id, g.TypeOf(fn, fn.Sig).FullName())
					}
				}
			}
			if in.Op == summary.OpCallValue {
				u.add(f.OperandType(in.Args[0]).Underlying().FullName(), f.ID)
			}
		}
	}
}

// keptRegisters reports which registers of f are used for something else than calling them.
func keptRegisters(f *graph.Func) []bool {
	kept := make([]bool, f.NRegs)
	for _, in := range f.Instrs {
		for i, a := range in.Args {
			if a.Kind() == summary.RefReg && (i > 0 || in.Op != summary.OpCallValue) {
				kept[a.N()] = true
			}
		}
	}
	return kept
}

// of lists the functions with an instruction that is a seed, and their users.
func (u users) of(g *graph.Graph, seed func(*graph.Func, *summary.Instr) bool) map[string]bool {
	found := map[string]bool{}
	var work []string
	mark := func(id string) {
		if !found[id] {
			found[id] = true
			work = append(work, id)
		}
	}
	for f := range g.Funcs {
		for _, in := range f.Instrs {
			if seed(f, in) {
				mark(f.ID)
				break
			}
		}
	}
	for len(work) > 0 {
		id := work[len(work)-1]
		work = work[:len(work)-1]
		for _, user := range u[id] {
			mark(user)
		}
	}
	return found
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

// passesRequest reports whether an instruction may hand a request to another handler.
func passesRequest(f *graph.Func, in *summary.Instr) bool {
	switch in.Op {
	case summary.OpCall, summary.OpInvoke:
		return strings.HasSuffix(f.Sym(in), ".ServeHTTP") || takesHandlerAndRequest(f, in)
	case summary.OpCallValue:
		for i := 2; i < len(in.Args); i++ {
			if f.OperandType(in.Args[i-1]).FullName() == "net/http.ResponseWriter" && f.OperandType(in.Args[i]).FullName() == "*net/http.Request" {
				return true
			}
		}
	}
	return false
}

// takesHandlerAndRequest reports whether a call is given a handler and what it wants.
func takesHandlerAndRequest(f *graph.Func, in *summary.Instr) bool {
	var handler, writer, request bool
	for _, a := range in.Args {
		switch name := f.OperandType(a).FullName(); name {
		case "net/http.ResponseWriter":
			writer = true
		case "*net/http.Request":
			request = true
		default:
			handler = handler || isHandlerType(name)
		}
	}
	return handler && writer && request
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
