package flow

import (
	"slices"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Role is a kind of call that a function may reach. Answers are remembered by the role's address.
type Role struct {
	Is func(graph.Site) bool
}

// Reached is a call that a function reaches, with the calls on the way to it: outermost first, the call of the function
// that holds Site last. Calls fits Tracer.Origins.
type Reached struct {
	Site  graph.Site
	Calls []graph.Site
}

const (
	maxReachDepth = 14
	maxReached    = 400
)

// Reach lists the calls of a role that f runs, itself or through the functions that it calls, nearest first. Interfaces lead to all
// their implementations, and a closure handed to foreign code counts as called there. No way visits a function twice.
func (t *Tracer) Reach(r *Role, f *graph.Func) []Reached {
	t.mu.Lock()
	defer t.mu.Unlock()
	able := t.able(r)
	type way struct {
		fn    *graph.Func
		calls []graph.Site
		on    []*graph.Func
	}
	var found []Reached
	queue := []way{{fn: f, on: []*graph.Func{f}}}
	for len(queue) > 0 && len(found) < maxReached {
		w := queue[0]
		queue = queue[1:]
		for s := range w.fn.Instrs {
			if isCall(s) && r.Is(s) {
				found = append(found, Reached{s, w.calls})
			}
		}
		if len(w.calls) >= maxReachDepth {
			continue
		}
		for _, e := range t.calledBy(w.fn) {
			if able[e.to] && !slices.Contains(w.on, e.to) && len(queue) < 4*maxReached {
				queue = append(queue, way{e.to, append(slices.Clip(w.calls), e.site), append(slices.Clip(w.on), e.to)})
			}
		}
	}
	return found
}

func isCall(s graph.Site) bool {
	switch s.Instr().Op {
	case summary.OpCall, summary.OpInvoke, summary.OpCallValue:
		return true
	}
	return false
}

// edge is a call of a function with a body.
type edge struct {
	site graph.Site
	to   *graph.Func
}

// calledBy lists the functions that f calls, in the order of the calls.
func (t *Tracer) calledBy(f *graph.Func) []edge {
	if known, ok := t.edges[f]; ok {
		return known
	}
	b := t.body(f)
	s := t.newSearch(Functions)
	w := s.walk()
	defer w.end()
	var list []edge
	for site, in := range f.Instrs {
		if !isCall(site) {
			continue
		}
		if in.Op == summary.OpCallValue {
			for _, to := range t.valueCallees(site) {
				list = append(list, edge{site, to})
			}
			continue
		}
		known := len(list)
		for to := range w.targets(item{node: node{b: b}}, site) {
			list = append(list, edge{site, to.Func})
		}
		if len(list) > known {
			continue
		}
		for _, a := range in.Args { // callbacks of foreign code
			if id, ok := b.functionID(a); ok {
				if callee := t.g.Func(id); callee != nil {
					list = append(list, edge{site, callee})
				}
			}
		}
	}
	t.edges[f] = list
	return list
}

// valueCallees lists the functions that a call of a function value may run, whoever calls the function around it.
func (t *Tracer) valueCallees(s graph.Site) []*graph.Func {
	t.dynamicCallers("") // makes the index
	return t.called[s]
}

// functionID returns the ID of the function that an operand is: a name, a closure or a method value.
func (b *body) functionID(ref summary.Ref) (string, bool) {
	for range 4 {
		if ref.Kind() == summary.RefFunc {
			return b.Pkg.Symbols[ref.N()], true
		}
		d := b.def(ref)
		if d.Instr == nil {
			return "", false
		}
		switch d.Op {
		case summary.OpClosure, summary.OpBound:
			return b.Sym(d.Instr), true
		case summary.OpChangeType, summary.OpMakeIface, summary.OpConvert:
			ref = d.Args[0]
			continue
		}
		return "", false
	}
	return "", false
}

// able returns the functions that reach a call of a role.
func (t *Tracer) able(r *Role) map[*graph.Func]bool {
	if known, ok := t.roles[r]; ok {
		return known
	}
	callers := map[*graph.Func][]*graph.Func{}
	var users []*graph.Func
	for f := range t.g.Funcs {
		for _, e := range t.calledBy(f) {
			callers[e.to] = append(callers[e.to], f)
		}
		for s := range f.Instrs {
			if isCall(s) && r.Is(s) {
				users = append(users, f)
				break
			}
		}
	}
	able := graph.Ancestors(users, callers)
	t.roles[r] = able
	return able
}
