package access

import (
	"maps"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/summary"
)

// Enter returns the frame of a callee.
func (fr Frame) Enter(s graph.Site, callee *graph.Func) Frame {
	return Frame{append(slices.Clip(fr.Calls), s), callee}
}

// Outer returns the frame that holds a call of the chain and the frame's own function for n == len(fr.Calls).
func (fr Frame) Outer(n int) Frame {
	if n >= len(fr.Calls) {
		return fr
	}
	return Frame{fr.Calls[:n], fr.Calls[n].Caller}
}

// Up returns what the caller passes for a parameter, or what a closure has of the function around it.
func (r *Reader) Up(v Value) (Value, bool) {
	n := v.Ref.N()
	if v.Ref.Kind() != summary.RefReg || n >= v.Fn.NParams+v.Fn.NFree {
		return v, false
	}
	if n >= v.Fn.NParams {
		return r.captured(v, n-v.Fn.NParams)
	}
	if len(v.Calls) == 0 {
		r.miss(v)
		return v, false
	}
	ref, ok := Argument(v.Calls[len(v.Calls)-1], v.Fn, n)
	if !ok {
		return v, false
	}
	return Value{Frame: v.Outer(len(v.Calls) - 1), Ref: ref, Path: v.Path}, true
}

// Argument returns the operand of a call that a parameter of its callee takes. It reports false if foreign code calls.
func Argument(s graph.Site, callee *graph.Func, param int) (summary.Ref, bool) {
	in := s.Instr()
	args := in.Args
	switch {
	case in.Op == summary.OpCallValue:
		args = in.Args[1:]
		if callee.HasRecv && len(args) < callee.NParams {
			param-- // a method value: its receiver is bound elsewhere
		}
	case in.Op == summary.OpInvoke && !callee.HasRecv:
		args = in.Args[1:] // a function that has the method
	case in.Op == summary.OpInvoke || s.Caller.Sym(in) == callee.ID || len(in.Args) == callee.NParams && in.Op == summary.OpCall && callee.Outer == "":
	default:
		return 0, false
	}
	if param < 0 || param >= len(args) {
		return 0, false
	}
	return args[param], true
}

// miss remembers a parameter whose value the frame does not tell, if it may be a part of a query.
func (r *Reader) miss(v Value) {
	n := Need{v.Fn, v.Ref.N()}
	if u := r.t.TypeOf(v.Fn, v.Ref).Underlying(); !slices.Contains(r.needs, n) && !isPlain(u) && !r.isModel(v) {
		r.needs = append(r.needs, n)
	}
}

// isPlain reports whether a type is a number or a boolean.
func isPlain(u graph.Type) bool {
	return u.IsKnown() && u.Kind == summary.KindBasic && !strings.HasSuffix(u.Name, "string")
}

// isModel reports whether a value is a struct of the program, whose fields are followed by themselves.
func (r *Reader) isModel(v Value) bool {
	t := r.t.TypeOf(v.Fn, v.Ref).Deref()
	return t.IsKnown() && t.Local && t.Underlying().IsKnown() && t.Underlying().Kind == summary.KindStruct
}

// param returns the parameter that a value is.
func (r *Reader) param(v Value) (int, bool) {
	n := v.Ref.N()
	return n, v.Ref.Kind() == summary.RefReg && n < v.Fn.NParams
}

// captured returns the variable of the surrounding function that the free variable j of a closure is.
func (r *Reader) captured(v Value, j int) (Value, bool) {
	outer := Frame{Fn: r.t.Graph().Func(v.Fn.Outer)}
	for n := len(v.Calls); n >= 0; n-- {
		if fr := v.Outer(n); fr.Fn.ID == v.Fn.Outer {
			outer = fr
			break
		}
	}
	if outer.Fn == nil {
		return v, false
	}
	for _, in := range outer.Fn.Instrs {
		if in.Op == summary.OpClosure && outer.Fn.Sym(in) == v.Fn.ID && j < len(in.Args) {
			return Value{outer, in.Args[j], v.Path}, true
		}
	}
	return v, false
}

// resolve follows a value back to where it is made, through conversions, parameters and variables that are written once.
func (r *Reader) resolve(v Value) Value {
	for range 32 {
		v.Ref = object.Inner(r.t, v.Fn, v.Ref)
		in, _ := r.t.Def(v.Fn, v.Ref)
		if in == nil {
			next, ok := r.Up(v)
			if !ok {
				return v
			}
			v = next
			continue
		}
		if in.Op != summary.OpLoad {
			return v
		}
		stored, ok := r.variable(Value{v.Frame, in.Args[0], ""})
		if !ok {
			return v
		}
		v = stored
	}
	return v
}

// variable returns the value of a local variable with an address, if it is assigned once.
func (r *Reader) variable(addr Value) (Value, bool) {
	if in, _ := r.t.Def(addr.Fn, addr.Ref); in == nil {
		up, ok := r.Up(addr)
		if !ok {
			return addr, false
		}
		addr = up
	}
	in, _ := r.t.Def(addr.Fn, addr.Ref)
	if in == nil || in.Op != summary.OpAlloc {
		return addr, false
	}
	var found summary.Ref
	for _, st := range addr.Fn.Instrs {
		if st.Op == summary.OpStore && st.Args[0] == addr.Ref {
			if found != 0 {
				return addr, false
			}
			found = st.Args[1]
		}
	}
	return Value{Frame: addr.Frame, Ref: found}, found != 0
}

// list returns the elements of a slice, as far as it is built where it can be seen.
func (r *Reader) list(v Value, depth int) ([]Value, bool) {
	v = r.resolve(v)
	if known, ok := r.lists[v.spot()]; ok {
		return known.values, known.known
	}
	r.lists[v.spot()] = elements{} // a loop adds nothing
	values, known := r.elements(v, depth)
	r.lists[v.spot()] = elements{values, known}
	return values, known
}

func (r *Reader) elements(v Value, depth int) ([]Value, bool) {
	if c, ok := v.Fn.Const(v.Ref); ok {
		return nil, c.Kind == summary.ConstNil
	}
	if refs := object.Elements(r.t, v.Fn, v.Ref); refs != nil {
		values := make([]Value, len(refs))
		for i, ref := range refs {
			values[i] = Value{Frame: v.Frame, Ref: ref}
		}
		return values, true
	}
	in, _ := r.t.Def(v.Fn, v.Ref)
	if in == nil || depth > maxGrowth {
		return nil, false
	}
	switch {
	case in.Op == summary.OpBuiltin && v.Fn.Sym(in) == "append" && len(in.Args) == 2:
		head, ok := r.list(Value{Frame: v.Frame, Ref: in.Args[0]}, depth+1)
		tail, ok2 := r.list(Value{Frame: v.Frame, Ref: in.Args[1]}, depth+1)
		return slices.Concat(head, tail), ok && ok2
	case in.Op == summary.OpMakeSlice:
		return nil, true
	case in.Op == summary.OpPhi:
		return r.joined(v, in.Args, depth)
	case in.Op == summary.OpLoad:
		return r.grown(v.Frame, in.Args[0], depth)
	case in.Op == summary.OpExtract:
		call, cs := r.t.Def(v.Fn, in.Args[0])
		if call == nil || call.Op != summary.OpCall {
			return nil, false
		}
		return r.renderedParams(v.Frame, cs)
	}
	return nil, false
}

// maxGrowth bounds the steps by which a list is built.
const maxGrowth = 60

// joined returns the longest of the lists that meet in v. Where one of them is v itself with more at its end, as in a loop, it
// has these once.
func (r *Reader) joined(v Value, refs []summary.Ref, depth int) ([]Value, bool) {
	before := maps.Clone(r.lists)
	start, ok := r.longest(v.Frame, refs, depth)
	if !ok {
		return nil, false
	}
	r.lists = before // what rests on v was told without it
	r.lists[v.spot()] = elements{start, true}
	return r.longest(v.Frame, refs, depth)
}

// grown returns the elements of a list in a variable whose address is taken: what it starts with, the longest if it may start
// in several ways, and all that f appends.
func (r *Reader) grown(fr Frame, addr summary.Ref, depth int) ([]Value, bool) {
	var starts []summary.Ref
	var all []Value
	for _, ref := range r.stored(fr.Fn, addr) {
		in, _ := r.t.Def(fr.Fn, ref)
		if in == nil || in.Op != summary.OpBuiltin || fr.Fn.Sym(in) != "append" || len(in.Args) != 2 || !r.isLoad(fr.Fn, in.Args[0], addr) {
			starts = append(starts, ref)
			continue
		}
		list, _ := r.list(Value{Frame: fr, Ref: in.Args[1]}, depth+1)
		all = append(all, list...)
	}
	start, ok := r.longest(fr, starts, depth)
	return slices.Concat(start, all), ok
}

// isLoad reports whether an operand is the value of a variable.
func (r *Reader) isLoad(f *graph.Func, ref, addr summary.Ref) bool {
	in, _ := r.t.Def(f, ref)
	return in != nil && in.Op == summary.OpLoad && in.Args[0] == addr
}

// stored lists the values that f writes to a variable.
func (r *Reader) stored(f *graph.Func, addr summary.Ref) []summary.Ref {
	var refs []summary.Ref
	for _, in := range f.Instrs {
		if in.Op == summary.OpStore && in.Args[0] == addr {
			refs = append(refs, in.Args[1])
		}
	}
	return refs
}

// longest returns the longest of several lists: a list that grows on some branches. Where branches add different elements to the
// same list, it has all of them: a condition of one branch stands in the place of that of the other.
func (r *Reader) longest(fr Frame, refs []summary.Ref, depth int) (best []Value, ok bool) {
	same := r.isGrowing(fr.Fn, refs)
	for _, ref := range refs {
		list, known := r.list(Value{Frame: fr, Ref: ref}, depth+1)
		if !known {
			continue
		}
		ok = true
		n := common(best, list)
		switch {
		case n == len(best) || !same && len(list) > len(best):
			best = list
		case same:
			best = slices.Concat(best, list[n:])
		}
	}
	return best, ok
}

// isGrowing reports whether several lists are made by appending to the same one.
func (r *Reader) isGrowing(f *graph.Func, refs []summary.Ref) bool {
	start := func(ref summary.Ref) summary.Ref {
		for range maxGrowth {
			in, _ := r.t.Def(f, ref)
			if in == nil || in.Op != summary.OpBuiltin || f.Sym(in) != "append" {
				break
			}
			ref = in.Args[0]
		}
		return ref
	}
	return !slices.ContainsFunc(refs, func(ref summary.Ref) bool { return start(ref) != start(refs[0]) })
}

// common returns how many elements two lists have in common at their beginning.
func common(a, b []Value) int {
	n := 0
	for n < len(a) && n < len(b) && a[n].spot() == b[n].spot() && a[n].Path == b[n].Path {
		n++
	}
	return n
}

// renderedParams returns the parameters that a function gave together with a statement.
func (r *Reader) renderedParams(fr Frame, s graph.Site) ([]Value, bool) {
	e := r.t.Known(s)
	if e == nil || e.Query == nil || !e.Query.Renders {
		return nil, false
	}
	return r.operandList(fr, s, e.Query.Params)
}
