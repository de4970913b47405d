package link

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// maxWrappers bounds how many wrappers around a handler are looked through.
const maxWrappers = 6

// wrapped returns the function that the wrapper behind a handler value was given to answer with, nil if it is no wrapper: it
// calls the only function that it holds which can take something of a request.
func (p *Program) wrapped(v eval.Value) *graph.Func {
	var answers *graph.Func
	for range maxWrappers {
		f := functionIn(v)
		if f == nil || p.Graph.Func(f.ID) == nil {
			break
		}
		inner := p.given(f)
		if inner == nil {
			break
		}
		v, answers = inner, p.Graph.Func(inner.ID)
	}
	return answers
}

// functionIn returns the function behind a handler value: what a closure is, or what a method is bound to.
func functionIn(v eval.Value) *eval.Func {
	if v == nil {
		return nil
	}
	inner, _ := eval.Strip(v)
	switch x := inner.(type) {
	case *eval.Func:
		return x
	case *eval.Iface:
		return functionIn(x.V)
	}
	return nil
}

// given returns the only function that f holds and that takes what requests are made of; f must call functions that it holds, or
// have another function do so.
func (p *Program) given(f *eval.Func) *eval.Func {
	fn := p.Graph.Func(f.ID)
	if !p.callsValues(fn) {
		return nil
	}
	var found *eval.Func
	for _, v := range append([]eval.Value{f.Recv}, f.Bind...) {
		inner := heldFunction(v)
		if inner == nil || !p.takesParts(fn, p.Graph.Func(inner.ID)) {
			continue
		}
		if found != nil && found.ID != inner.ID {
			return nil
		}
		found = inner
	}
	return found
}

// heldFunction returns the function that a captured variable or a receiver is, nil if it is none.
func heldFunction(v eval.Value) *eval.Func {
	if v == nil {
		return nil
	}
	inner, _ := eval.Strip(v)
	if p, ok := inner.(*eval.Ptr); ok && p.To.V != nil {
		inner, _ = eval.Strip(p.To.V)
	}
	return functionIn(inner)
}

// callsValues reports whether f calls function values, or hands them to functions of the program.
func (p *Program) callsValues(f *graph.Func) bool {
	for _, in := range f.Instrs {
		switch in.Op {
		case summary.OpCallValue:
			return true
		case summary.OpCall:
			if p.Graph.Func(f.Sym(in)) != nil && slices.ContainsFunc(in.Args, func(a summary.Ref) bool { return f.OperandType(a).IsFunc() }) {
				return true
			}
		}
	}
	return false
}

// takesParts reports whether the last parameter of inner has the type of one of outer's, or one that the program declares:
// a wrapper hands on what it was given, or what it made of it.
func (p *Program) takesParts(outer, inner *graph.Func) bool {
	if inner == nil || inner.NParams == 0 {
		return false
	}
	last := p.Graph.TypeOf(inner, inner.Params[inner.NParams-1].Type)
	if d := last.Deref(); d.IsKnown() && d.Local && !strings.HasPrefix(last.FullName(), "func(") {
		return true
	}
	for _, param := range outer.Params[:outer.NParams] {
		if name := p.Graph.TypeOf(outer, param.Type).FullName(); name != "" && name == last.FullName() {
			return true
		}
	}
	return false
}

// variable returns the package variable that a function literal is the value of, "" if there is none.
func (p *Program) variable(f *graph.Func) string {
	if !strings.HasSuffix(f.Outer, ".init") {
		return ""
	}
	init := p.Graph.Func(f.Outer)
	if init == nil {
		return ""
	}
	for _, in := range init.Instrs {
		if in.Op == summary.OpStore && in.Args[0].Kind() == summary.RefGlobal && in.Args[1].Kind() == summary.RefFunc &&
			init.Pkg.Symbols[in.Args[1].N()] == f.ID {
			return init.Pkg.Symbols[in.Args[0].N()]
		}
	}
	return ""
}
