package object

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Kept is what an instruction does with a map in which the program keeps objects in memory.
type Kept struct {
	Do       knowledge.Access // Read, Update or Delete
	Map, Key summary.Ref
	// Row is the type of what a map of a library holds; the type of other maps says it.
	Row graph.Type
}

// keep knows the maps in which the program keeps objects: those that lie in variables of a package, in fields, or in what
// handlers share with the function around them, and to which the program adds entries. A map that a function makes for
// itself, or that a request is decoded into, is none.
// Nor is one of objects that are stored elsewhere: it remembers them.
type keep struct {
	elsewhere map[string]bool       // types that a data library stores
	homes     map[string]bool       // that hold such a map
	rows      map[string]graph.Type // of maps of libraries what they hold, by home
}

// Kept returns what an instruction does with a map in which the program keeps objects. It reports false for other
// instructions, among them the lookup of a map in a map.
func (m *Model) Kept(s graph.Site) (Kept, bool) {
	k, ok := m.mapAccess(s)
	if !ok {
		return Kept{}, false
	}
	home := m.home(s.Caller, k.Map)
	if s.Instr().Op == summary.OpCall {
		k.Row = m.keep.rows[home]
		return k, k.Row.IsKnown() && !m.keep.elsewhere[k.Row.Name]
	}
	elem := m.t.TypeOf(s.Caller, k.Map).Element()
	isMap := elem.Underlying().IsKnown() && elem.Underlying().Kind == summary.KindMap
	row := rowType(elem)
	return k, m.keep.homes[home] && !isMap && isRow(row) && !m.keep.elsewhere[row.Name]
}

// isRow reports whether a type may be that of an object: a struct of the program, or what callers choose.
func isRow(t graph.Type) bool {
	return t.IsKnown() && (t.Kind == summary.KindTypeParam || t.Local && isStruct(t))
}

// mapAccess returns what an instruction does with any map.
func (m *Model) mapAccess(s graph.Site) (Kept, bool) {
	in := s.Instr()
	switch in.Op {
	case summary.OpLookup:
		u := m.t.TypeOf(s.Caller, in.Args[0]).Underlying()
		return Kept{Do: knowledge.Read, Map: in.Args[0], Key: in.Args[1]}, u.IsKnown() && u.Kind == summary.KindMap
	case summary.OpMapUpdate:
		return Kept{Do: knowledge.Update, Map: in.Args[0], Key: in.Args[1]}, true
	case summary.OpBuiltin:
		if s.Caller.Sym(in) == "delete" && len(in.Args) == 2 {
			return Kept{Do: knowledge.Delete, Map: in.Args[0], Key: in.Args[1]}, true
		}
	case summary.OpCall:
		e := m.t.Known(s)
		if e == nil || e.Keep == nil {
			return Kept{}, false
		}
		at, ok := flow.Operand(s, knowledge.Recv)
		key, ok2 := flow.Operand(s, e.Keep.Key)
		return Kept{Do: e.Keep.Do, Map: at, Key: key}, ok && ok2
	}
	return Kept{}, false
}

// home names the variable or field that holds a map, "" if it is none that outlives a request. A map in a map is where that is.
func (m *Model) home(f *graph.Func, ref summary.Ref) string {
	for range 6 {
		if ref.Kind() == summary.RefGlobal {
			return f.Pkg.Symbols[ref.N()]
		}
		in, _ := m.t.Def(f, ref)
		if in == nil {
			return m.captured(f, ref)
		}
		switch in.Op {
		case summary.OpLoad, summary.OpLookup, summary.OpExtract, summary.OpChangeType:
			ref = in.Args[0]
		case summary.OpFieldAddr, summary.OpField:
			t := m.g.TypeOf(f, in.XType).Generic()
			if !t.IsKnown() || !t.Local {
				return "" // a session, a header
			}
			return t.Name + "." + f.Sym(in)
		default:
			return ""
		}
	}
	return ""
}

// captured names the variable that a closure has from the function around it, if that one runs when the program starts.
func (m *Model) captured(f *graph.Func, ref summary.Ref) string {
	n := ref.N()
	if ref.Kind() != summary.RefReg || n < f.NParams || n >= len(f.Params) {
		return ""
	}
	outer := m.g.Func(f.Outer)
	if outer == nil || hasRequest(m.g, outer) {
		return ""
	}
	return outer.ID + "$" + f.Params[n].Name
}

// hasRequest reports whether a function gets a request or its context.
func hasRequest(g *graph.Graph, f *graph.Func) bool {
	for _, p := range f.Params[:f.NParams] {
		name := g.TypeOf(f, p.Type).Deref().FullName()
		if strings.HasSuffix(name, "Context") || strings.HasSuffix(name, "Ctx") || strings.HasSuffix(name, "Request") {
			return true
		}
	}
	return false
}

// addKept finds the maps in which the program keeps objects, and adds the types of these.
func (m *Model) addKept(all *rows) {
	m.keep = keep{elsewhere: map[string]bool{}, homes: map[string]bool{}, rows: map[string]graph.Type{}}
	for name := range all.stored {
		m.keep.elsewhere[name] = true
	}
	for f := range m.g.Funcs {
		for s, in := range f.Instrs {
			m.addHome(s, in)
		}
	}
	for f := range m.g.Funcs {
		for s := range f.Instrs {
			if k, ok := m.Kept(s); ok {
				row := k.Row
				if !row.IsKnown() {
					row = rowType(m.t.TypeOf(f, k.Map))
				}
				all.add(f, row)
			}
		}
	}
}

// addHome records the home of a map that the program makes, or adds an entry to.
func (m *Model) addHome(s graph.Site, in *summary.Instr) {
	f := s.Caller
	switch in.Op {
	case summary.OpMapUpdate:
		m.keep.homes[m.home(f, in.Args[0])] = true
	case summary.OpStore:
		if made, _ := m.t.Def(f, in.Args[1]); made != nil && made.Op == summary.OpMakeMap {
			m.keep.homes[m.home(f, in.Args[0])] = true
		}
	case summary.OpCall:
		e := m.t.Known(s)
		if e == nil || e.Keep == nil || e.Keep.Value == knowledge.None {
			return
		}
		at, _ := flow.Operand(s, knowledge.Recv)
		value, _ := flow.Operand(s, e.Keep.Value)
		if t := rowType(m.t.TypeOf(f, Inner(m.t, f, value))); t.IsKnown() {
			m.keep.rows[m.home(f, at)] = t
		}
	}
	delete(m.keep.homes, "")
	delete(m.keep.rows, "")
}
