package access

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// rowType returns the type of one row in a value: what pointers and slices lead to, with the type arguments that the calls
// of the frame give to type parameters.
func (r *Reader) rowType(v Value) graph.Type {
	t := r.t.TypeOf(v.Fn, v.Ref)
	for range 4 {
		if !t.IsKnown() || t.Kind == summary.KindTypeParam || t.Kind == summary.KindNamed && !t.Element().IsKnown() {
			break
		}
		next := t.Element()
		if !next.IsKnown() {
			break
		}
		t = next
	}
	for n := len(v.Calls); n > 0 && t.IsKnown() && t.Kind == summary.KindTypeParam; n-- {
		t = r.argument(v.Outer(n), v.Calls[n-1], t)
	}
	if n := (Need{v.Fn, TypeArgument}); t.IsKnown() && t.Kind == summary.KindTypeParam && !slices.Contains(r.needs, n) {
		n.Fn = v.Outer(0).Fn
		r.needs = append(r.needs, n)
	}
	return t
}

// argument returns the type that a call gives to a type parameter of its callee; the parameter itself if it does not say.
func (r *Reader) argument(callee Frame, s graph.Site, param graph.Type) graph.Type {
	g, in := r.t.Graph(), s.Instr()
	if !callee.Fn.HasRecv {
		if given := g.TypeOf(s.Caller, in.XType); given.IsKnown() && given.Kind == summary.KindTuple && len(given.Params) == 1 {
			return g.Type(given.Package(), given.Params[0])
		}
		return param
	}
	generic := g.TypeOf(callee.Fn, callee.Fn.Params[0].Type).Deref()
	given := r.t.TypeOf(s.Caller, in.Args[0]).Deref()
	if !generic.IsKnown() || !given.IsKnown() || in.Op == summary.OpCallValue || len(generic.Args) != len(given.Args) {
		return param
	}
	for i, a := range generic.Args {
		if t := g.Type(generic.Package(), a); t.IsKnown() && t.Name == param.Name {
			return g.Type(given.Package(), given.Args[i])
		}
	}
	return param
}

// methodOfArgument returns the method that a call on a value of a type parameter runs, nil if the frame does not tell. It
// reports false for other calls.
func (r *Reader) methodOfArgument(fr Frame, s graph.Site) (*graph.Func, bool) {
	in := s.Instr()
	if in.Op != summary.OpInvoke || len(in.Args) == 0 {
		return nil, false
	}
	if t := r.t.TypeOf(fr.Fn, in.Args[0]).Deref(); !t.IsKnown() || t.Kind != summary.KindTypeParam {
		return nil, false
	}
	t := r.rowType(Value{Frame: fr, Ref: in.Args[0]})
	name := fr.Fn.Sym(in)
	method, ok := t.Method(name[strings.LastIndexByte(name, '.')+1:])
	if !ok || t.Kind == summary.KindTypeParam {
		return nil, true
	}
	return r.t.Graph().Func(method.Func), true
}
