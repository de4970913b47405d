package tie

import (
	"slices"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/summary"
)

// A handler that serves many types has an interface for them, and holds for each route a function that makes values of one
// type: func() Model { return &Invoice{} }. What it calls on such a value are the methods of the type that its route holds.

// WithMethods returns functions with the methods of the types that those among them make.
func (c *Checker) WithMethods(ids []string) []string {
	all := slices.Clip(ids)
	for _, id := range ids {
		if f := c.g.Func(id); f != nil {
			all = append(all, c.madeBy(f)...)
		}
	}
	return all
}

// Makes reports whether a function may make values of some type: it takes nothing and returns one interface.
func Makes(g *graph.Graph, f *graph.Func) bool {
	if f == nil || f.NParams > 0 || len(f.Results) != 1 {
		return false
	}
	u := g.TypeOf(f, f.Results[0].Type).Underlying()
	return u.IsKnown() && u.Kind == summary.KindInterface
}

// madeBy returns the methods of the types whose values a function makes, if it does nothing else.
func (c *Checker) madeBy(f *graph.Func) []string {
	if !Makes(c.g, f) {
		return nil
	}
	var methods []string
	for _, in := range f.Instrs {
		if in.Op != summary.OpReturn {
			continue
		}
		made, _ := c.t.Def(f, in.Args[0])
		if made == nil || made.Op != summary.OpMakeIface {
			return nil
		}
		for _, m := range c.g.TypeOf(f, made.XType).Deref().MethodList() {
			methods = append(methods, m.Func)
		}
	}
	return methods
}

// ofHeldType returns the call of a method of what a function has from its callers, or from a function that its route holds, if
// routes hold several types with that method. It reports false for other calls.
func (c *Checker) ofHeldType(s graph.Site) (later, bool) {
	if s.Caller == nil || s.Instr().Op != summary.OpInvoke {
		return later{}, false
	}
	in := s.Instr()
	recv, _ := c.t.Def(s.Caller, object.Inner(c.t, s.Caller, in.Args[0]))
	if recv != nil && recv.Op != summary.OpCallValue {
		return later{}, false
	}
	callees := slices.DeleteFunc(slices.Clone(c.g.Callees(s)), func(f *graph.Func) bool { return !c.isOfHeldType(f.ID) })
	if len(callees) < 2 {
		return later{}, false
	}
	name := s.Caller.Sym(in)
	x := later{site: s, funcs: callees, params: c.nothing, method: name[lastDot(name)+1:]}
	if recv == nil {
		_, x.params = c.methods(s.Caller, in.Args[0], x.method)
	}
	return x, true
}

// asked reports whether a way leads through a method of a held type and a branch before it is about the caller, and the keys that
// such a branch ties.
func (c *Checker) asked(w way) (asked bool, about []Key) {
	isHeld := func(s graph.Site) bool { _, ok := c.ofHeldType(s); return ok }
	if !slices.ContainsFunc(w.calls, isHeld) {
		return false, nil
	}
	for _, f := range c.obeyed(w) {
		m := c.meaning(f)
		asked = asked || m.caller
		about = with(about, m.tied)
	}
	return asked, about
}

// isOfHeldType reports whether a function is a method of a type that some function makes values of.
func (c *Checker) isOfHeldType(id string) bool {
	if c.heldMethods == nil {
		c.heldMethods = map[string]bool{}
		for f := range c.g.Funcs {
			for _, id := range c.madeBy(f) {
				c.heldMethods[id] = true
			}
		}
	}
	return c.heldMethods[id]
}

// methods returns the methods with a name of the types whose values an operand may be, and the parameters that it may be.
func (c *Checker) methods(f *graph.Func, ref summary.Ref, name string) ([]*graph.Func, *set) {
	for range 8 {
		in, _ := c.t.Def(f, ref)
		switch {
		case in == nil && ref.Kind() == summary.RefReg && ref.N() < f.NParams:
			return nil, c.set([]source{{kind: fromParam, fn: f, index: ref.N()}})
		case in != nil && in.Op == summary.OpChangeType:
			ref = in.Args[0]
			continue
		case in != nil && in.Op == summary.OpMakeIface:
			m, ok := c.g.TypeOf(f, in.XType).Deref().Method(name)
			if method := c.g.Func(m.Func); ok && method != nil {
				return []*graph.Func{method}, c.nothing
			}
		}
		break
	}
	return nil, c.nothing
}
