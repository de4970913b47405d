package graph

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/summary"
)

// Site is a call in the program.
type Site struct {
	Caller *Func
	Block  int
	Index  int // of the instruction in its block
}

// Instr returns the call instruction.
func (s Site) Instr() *summary.Instr { return &s.Caller.Blocks[s.Block].Instrs[s.Index] }

// Instrs calls yield for each instruction of f with its place in the body.
func (f *Func) Instrs(yield func(Site, *summary.Instr) bool) {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			if !yield(Site{f, b, i}, &f.Blocks[b].Instrs[i]) {
				return
			}
		}
	}
}

// Callees returns the functions with a body that a call may reach: the callee of a static call, or the methods that may
// answer a call through an interface. Calls of function values have none here: they need their values.
func (g *Graph) Callees(s Site) []*Func {
	in := s.Instr()
	switch in.Op {
	case summary.OpCall:
		id := s.Caller.Sym(in)
		if f := g.funcs[id]; f != nil {
			return []*Func{f}
		}
		return g.Implementations(id) // a method expression of an interface
	case summary.OpInvoke:
		return g.Implementations(g.invoked(s.Caller, in))
	}
	return nil
}

// invoked names the interface method that an instruction calls; one of an interface without a name is named by its type.
func (g *Graph) invoked(f *Func, in *summary.Instr) string {
	name := f.Sym(in)
	if method, ok := strings.CutPrefix(name, "(interface)."); ok {
		if t := g.TypeOf(f, in.XType); t.IsKnown() {
			return "(" + t.Name + ")." + method
		}
	}
	return name
}

// Callers returns the calls that may reach the function with an ID, statically or through an interface.
func (g *Graph) Callers(id string) []Site {
	g.callOnce.Do(g.indexCalls)
	return g.callers[id]
}

func (g *Graph) indexCalls() {
	g.callers = map[string][]Site{}
	for f := range g.Funcs {
		for s := range f.Instrs {
			for _, callee := range g.Callees(s) {
				g.callers[callee.ID] = append(g.callers[callee.ID], s)
			}
		}
	}
}

// Implementations returns the methods that may answer a call of an interface method "(pkg.I).M": those of the types that
// the program turns into an interface and that have all of I's methods. They are sorted by ID.
func (g *Graph) Implementations(method string) []*Func {
	g.implOnce.Do(g.indexImplementations)
	return g.impls[method]
}

func (g *Graph) indexImplementations() {
	g.impls = map[string][]*Func{}
	concrete := g.converted()
	for _, iface := range g.interfaces() {
		methods := iface.Underlying().Methods
		for _, t := range concrete {
			if !g.implements(t, iface) {
				continue
			}
			for _, m := range methods {
				name := "(" + iface.Name + ")." + m.Name
				impl, _ := t.Method(m.Name)
				// One promoted from an embedded interface is left to that interface.
				if f := g.funcs[impl.Func]; f != nil && !g.isMock(f, iface) {
					g.impls[name] = append(g.impls[name], f)
				}
			}
		}
	}
	for name, fns := range g.impls {
		slices.SortFunc(fns, func(a, b *Func) int { return strings.Compare(a.ID, b.ID) })
		g.impls[name] = slices.Compact(fns)
	}
}

// isMock reports whether a method cannot answer an interface because it is in no program, and the interface is.
func (g *Graph) isMock(f *Func, iface Type) bool {
	return iface.Local && g.IsLinked(iface.pkg.Path) && !g.IsLinked(f.Pkg.Path)
}

// interfaces lists the named interfaces with methods that are called, in order of name.
func (g *Graph) interfaces() []Type {
	seen := map[string]Type{}
	for f := range g.Funcs {
		for _, in := range f.Instrs {
			if in.Op != summary.OpInvoke {
				continue
			}
			sym := f.Sym(in) // the interface that declares the method, possibly embedded in the receiver's
			name := strings.TrimPrefix(sym[:strings.LastIndexByte(sym, ')')], "(")
			for _, t := range []Type{g.types[name], g.TypeOf(f, in.XType)} {
				if u := t.Underlying(); u.IsKnown() && u.Kind == summary.KindInterface {
					seen[t.Name] = t
				}
			}
		}
	}
	var list []Type
	for _, t := range seen {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b Type) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// converted lists the local named types that the program converts to some interface, or whose values travel in one: the
// generic type for instances. In order of name.
func (g *Graph) converted() []Type {
	seen := map[string]Type{}
	for f := range g.Funcs {
		for _, in := range f.Instrs {
			if in.Op != summary.OpMakeIface {
				continue
			}
			t := g.TypeOf(f, in.XType).Deref().Generic()
			if t.IsKnown() && t.Local && len(t.Methods) > 0 {
				seen[t.Name] = t
			}
		}
	}
	var list []Type
	for _, t := range seen {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b Type) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// implements reports whether t (or *t) has the methods of iface. Signatures of generic types are not compared: their
// type parameters have other names.
func (g *Graph) implements(t, iface Type) bool {
	u := iface.Underlying()
	for _, want := range u.Methods {
		have, ok := t.Method(want.Name)
		if !ok {
			return false
		}
		if len(t.Args) == 0 && t.Origin == "" && !strings.Contains(t.Name, "[") && iface.Origin == "" && !strings.Contains(iface.Name, "[") &&
			t.pkg.Types[have.Type].Name != u.pkg.Types[want.Type].Name {
			return false
		}
	}
	return len(u.Methods) > 0
}
