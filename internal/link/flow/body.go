package flow

import (
	"strconv"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// body indexes one function: who defines a register, what is written to the objects that a register leads to, and which
// calls get hold of them.
type body struct {
	*graph.Func
	g       *graph.Graph
	defs    []def // by register; parameters and free variables have none
	writes  map[summary.Ref][]write
	escapes map[summary.Ref][]escape
	lent    map[summary.Ref][]lent
	kept    map[summary.Ref]bool    // see leaves
	minded  map[*summary.Instr]bool // see minds
	after   map[int][]bool          // see returnsTo

	replacements map[summary.Ref]*replacement  // see replaced
	elems        map[summary.Ref][]summary.Ref // array → values stored in its elements
	returns      []exit
	allowed      map[string][]bool // see guard.go
}

// def is the instruction that defines a register.
type def struct {
	*summary.Instr
	block int
	index int
}

// write stores val in the part path of an object.
type write struct {
	path         Path
	val          summary.Ref
	block, index int
	pos          summary.Pos
}

// escape hands the part path of an object to a call as operand arg.
type escape struct {
	path   Path
	site   graph.Site
	arg    int
	listed bool // as one element of that operand
}

// lent is an object, or a part of it, that a closure holds as its free variable.
type lent struct {
	path    Path
	closure string
	free    int
}

// exit is a return.
type exit struct {
	block int
	instr *summary.Instr
}

func newBody(g *graph.Graph, f *graph.Func) *body {
	b := &body{
		Func: f, g: g, defs: make([]def, f.NRegs),
		writes: map[summary.Ref][]write{}, escapes: map[summary.Ref][]escape{}, lent: map[summary.Ref][]lent{},
		elems: map[summary.Ref][]summary.Ref{}, allowed: map[string][]bool{},
	}
	for s, in := range f.Instrs {
		if in.Dst >= 0 {
			b.defs[in.Dst] = def{in, s.Block, s.Index}
		}
		if in.Op == summary.OpStore {
			if at := b.def(in.Args[0]); at.Instr != nil && at.Op == summary.OpIndexAddr {
				b.elems[at.Args[0]] = append(b.elems[at.Args[0]], in.Args[1])
			}
		}
	}
	for s, in := range f.Instrs {
		b.effects(s, in)
	}
	return b
}

// effects records what an instruction does to objects.
func (b *body) effects(s graph.Site, in *summary.Instr) {
	switch in.Op {
	case summary.OpReturn:
		b.returns = append(b.returns, exit{s.Block, in})
	case summary.OpStore:
		b.write(in.Args[0], "", in.Args[1], s, in)
	case summary.OpSend:
		b.write(in.Args[0], anyElem, in.Args[1], s, in)
	case summary.OpMapUpdate:
		b.write(in.Args[0], Path(b.elem(in.Args[1])), in.Args[2], s, in)
		b.write(in.Args[0], anyKey, in.Args[1], s, in)
	case summary.OpClosure:
		for i, a := range in.Args {
			if root, path, ok := b.place(a); ok {
				b.lent[root] = append(b.lent[root], lent{path, b.Sym(in), i})
			}
		}
	case summary.OpBuiltin:
		if b.Sym(in) == "copy" {
			b.write(in.Args[0], "", in.Args[1], s, in)
		}
	case summary.OpCall, summary.OpCallValue, summary.OpInvoke:
		for i, a := range in.Args {
			b.handOver(a, escape{site: s, arg: i})
			for _, v := range b.listed(a) { // Scan(&a, &b)
				b.handOver(v, escape{site: s, arg: i, listed: true})
			}
		}
	}
}

// handOver records that a call gets hold of what ref leads to.
func (b *body) handOver(ref summary.Ref, e escape) {
	if root, path, ok := b.place(ref); ok && b.isShared(ref) {
		e.path = path
		b.escapes[root] = append(b.escapes[root], e)
	}
}

// listed returns the elements of the list that is written out for a variadic parameter, or put together by append.
func (b *body) listed(ref summary.Ref) []summary.Ref {
	var all []summary.Ref
	seen := map[summary.Ref]bool{}
	todo := []summary.Ref{ref}
	for len(todo) > 0 {
		ref := todo[0]
		todo = todo[1:]
		d := b.def(ref)
		if d.Instr == nil || seen[ref] {
			continue
		}
		seen[ref] = true
		switch {
		case d.Op == summary.OpSlice:
			all = append(all, b.elems[d.Args[0]]...)
		case d.Op == summary.OpPhi, d.Op == summary.OpBuiltin && b.Sym(d.Instr) == "append":
			todo = append(todo, d.Args...)
		}
	}
	return all
}

func (b *body) write(addr summary.Ref, elem Path, val summary.Ref, s graph.Site, in *summary.Instr) {
	root, path, ok := b.place(addr)
	if !ok {
		return
	}
	b.writes[root] = append(b.writes[root], write{path.then(elem), val, s.Block, s.Index, in.Pos})
}

// place follows an address back to the object that it lies in: a register or global, and the part of it. Loads are
// followed too, for pointers are not mentioned in paths.
func (b *body) place(ref summary.Ref) (root summary.Ref, path Path, ok bool) {
	for range 64 {
		d := b.def(ref)
		if d.Instr == nil {
			return ref, path, ref.Kind() == summary.RefReg || ref.Kind() == summary.RefGlobal
		}
		switch d.Op {
		case summary.OpFieldAddr, summary.OpField:
			path = path.In(b.Sym(d.Instr))
		case summary.OpIndexAddr, summary.OpIndex:
			path = path.In(b.elem(d.Args[1]))
		case summary.OpLoad, summary.OpChangeType, summary.OpConvert, summary.OpSlice, summary.OpMakeIface:
		case summary.OpTypeAssert:
			if d.N != 0 {
				return ref, path, true
			}
		default:
			return ref, path, true
		}
		if path.len() > maxPath {
			return ref, "", false
		}
		ref = d.Args[0]
	}
	return ref, "", false
}

// def returns the definition of a register; it is empty for other operands, parameters and free variables.
func (b *body) def(ref summary.Ref) def {
	if ref.Kind() != summary.RefReg || ref.N() >= len(b.defs) {
		return def{}
	}
	return b.defs[ref.N()]
}

// elem names the element that an index or key selects.
func (b *body) elem(key summary.Ref) string {
	if d := b.def(key); d.Instr != nil && (d.Op == summary.OpMakeIface || d.Op == summary.OpChangeType || d.Op == summary.OpConvert) {
		key = d.Args[0]
	}
	if c, ok := b.Const(key); ok {
		switch c.Kind {
		case summary.ConstString:
			return "[" + strconv.Quote(c.Str) + "]"
		case summary.ConstInt:
			return "[" + strconv.FormatInt(c.Int, 10) + "]"
		}
	}
	return anyElem
}

// isShared reports whether a callee that gets ref can change what its caller sees behind it.
func (b *body) isShared(ref summary.Ref) bool {
	switch u := b.typeOf(ref).Underlying(); {
	case !u.IsKnown():
		return false
	case u.Kind == summary.KindPointer, u.Kind == summary.KindMap, u.Kind == summary.KindSlice, u.Kind == summary.KindChan:
		return true
	case u.Kind == summary.KindInterface && len(u.Methods) > 0:
		return !b.typeOf(ref).IsError()
	case u.Kind == summary.KindInterface:
		d := b.def(ref)
		_, isParam := b.isParam(ref) // what a helper decodes into
		return isParam || d.Instr != nil && (d.Op == summary.OpMakeIface || d.Op == summary.OpChangeType) && b.isShared(d.Args[0])
	}
	return false
}

// typeOf returns the type of an operand.
func (b *body) typeOf(ref summary.Ref) graph.Type {
	switch ref.Kind() {
	case summary.RefConst:
		c, _ := b.Const(ref)
		return b.g.TypeOf(b.Func, c.Type)
	case summary.RefReg:
		if n := ref.N(); n < len(b.Params) {
			return b.g.TypeOf(b.Func, b.Params[n].Type)
		}
		if d := b.def(ref); d.Instr != nil {
			return b.g.TypeOf(b.Func, d.Type)
		}
	}
	return graph.Type{}
}

// isParam reports whether ref is a parameter, and which.
func (b *body) isParam(ref summary.Ref) (int, bool) {
	n := ref.N()
	return n, ref.Kind() == summary.RefReg && n < b.NParams
}

func (b *body) isFree(ref summary.Ref) (int, bool) {
	n := ref.N()
	return n - b.NParams, ref.Kind() == summary.RefReg && n >= b.NParams && n < b.NParams+b.NFree
}
