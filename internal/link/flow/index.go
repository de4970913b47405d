package flow

import (
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// index holds what a backward search must know about the whole program: who writes to a field or a global, and where
// closures are made and function values called.
type index struct {
	fields   map[string][]remote // type name + "." + field
	globals  map[string][]remote
	closures map[string][]graph.Site // ID of the closure → where it is made
	values   []graph.Site            // calls of function values
	taken    map[string][]graph.Site // ID of a function or method → where it is used as a value
}

// remote is a write or an escape as seen from the whole program.
type remote struct {
	in  *body
	w   write
	esc *escape // instead of w
}

func newIndex(g *graph.Graph, bodyOf func(*graph.Func) *body) *index {
	ix := &index{
		fields: map[string][]remote{}, globals: map[string][]remote{},
		closures: map[string][]graph.Site{}, taken: map[string][]graph.Site{},
	}
	for f := range g.Funcs {
		b := bodyOf(f)
		for s, in := range f.Instrs {
			ix.functions(b, s, in)
			ix.memory(b, s, in)
		}
	}
	return ix
}

// functions records the uses of functions as values.
func (ix *index) functions(b *body, s graph.Site, in *summary.Instr) {
	switch in.Op {
	case summary.OpClosure:
		id := b.Sym(in)
		ix.closures[id] = append(ix.closures[id], s)
		ix.taken[id] = append(ix.taken[id], s)
	case summary.OpBound:
		id := b.Sym(in)
		ix.taken[id] = append(ix.taken[id], s)
	case summary.OpCallValue:
		ix.values = append(ix.values, s)
	}
	for _, a := range in.Args {
		if a.Kind() == summary.RefFunc {
			id := b.Pkg.Symbols[a.N()]
			ix.taken[id] = append(ix.taken[id], s)
		}
	}
}

// memory records writes to fields and globals, direct ones and those that a call may do through a pointer.
func (ix *index) memory(b *body, s graph.Site, in *summary.Instr) {
	at := func(elem Path, val summary.Ref) write { return write{elem, val, s.Block, s.Index, in.Pos} }
	switch in.Op {
	case summary.OpStore:
		ix.along(b, in.Args[0], "", func(p Path) remote { return remote{in: b, w: at(p, in.Args[1])} })
	case summary.OpSend:
		ix.along(b, in.Args[0], anyElem, func(p Path) remote { return remote{in: b, w: at(p, in.Args[1])} })
	case summary.OpMapUpdate:
		elem := Path(b.elem(in.Args[1]))
		ix.along(b, in.Args[0], elem, func(p Path) remote { return remote{in: b, w: at(p, in.Args[2])} })
		ix.along(b, in.Args[0], anyKey, func(p Path) remote { return remote{in: b, w: at(p, in.Args[1])} })
	case summary.OpCall, summary.OpInvoke, summary.OpCallValue:
		for i, a := range in.Args {
			if d := b.def(a); a.Kind() == summary.RefGlobal || d.Instr != nil && b.isAddress(a) {
				ix.along(b, a, "", func(p Path) remote { return remote{in: b, esc: &escape{path: p, site: s, arg: i}} })
			}
			for _, v := range b.listed(a) {
				if d := b.def(v); v.Kind() == summary.RefGlobal || d.Instr != nil && b.isAddress(v) {
					ix.along(b, v, "", func(p Path) remote { return remote{in: b, esc: &escape{path: p, site: s, arg: i, listed: true}} })
				}
			}
		}
	}
}

// isAddress reports whether ref is the address of a variable or field, possibly as an interface.
func (b *body) isAddress(ref summary.Ref) bool {
	d := b.def(ref)
	for d.Instr != nil && (d.Op == summary.OpMakeIface || d.Op == summary.OpChangeType) {
		if d.Args[0].Kind() == summary.RefGlobal {
			return true
		}
		d = b.def(d.Args[0])
	}
	return d.Instr != nil && (d.Op == summary.OpFieldAddr || d.Op == summary.OpIndexAddr)
}

// along walks from an address outwards and records what make returns for every field and global that it lies in. make
// gets the path that leads from there to the address.
func (ix *index) along(b *body, addr summary.Ref, path Path, make func(Path) remote) {
	for range 16 {
		if addr.Kind() == summary.RefGlobal {
			id := b.Pkg.Symbols[addr.N()]
			ix.globals[id] = append(ix.globals[id], make(path))
			return
		}
		d := b.def(addr)
		if d.Instr == nil || path.len() >= maxPath {
			return
		}
		switch d.Op {
		case summary.OpFieldAddr, summary.OpField:
			key := fieldKey(b, d.Instr)
			ix.fields[key] = append(ix.fields[key], make(path))
			path = path.In(b.Sym(d.Instr))
		case summary.OpIndexAddr, summary.OpIndex:
			path = path.In(b.elem(d.Args[1]))
		case summary.OpLoad, summary.OpChangeType, summary.OpConvert, summary.OpSlice, summary.OpMakeIface:
		default:
			return
		}
		addr = d.Args[0]
	}
}

// fieldKey names the field that an instruction selects, the same for all instances of a generic type.
func fieldKey(b *body, in *summary.Instr) string {
	t := b.g.TypeOf(b.Func, in.XType)
	return typeKey(t) + "." + b.Sym(in)
}

func typeKey(t graph.Type) string {
	if !t.IsKnown() {
		return "?"
	}
	if t.Origin != "" {
		return t.Origin
	}
	name, _, _ := strings.Cut(t.Name, "[") // a generic type calls itself Repo[T]
	return name
}
