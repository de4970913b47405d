package guard

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
)

// hasOption reports whether an option that lets the route's anonymous requests through is among the operands of the
// library calls that made v.
func (t *trial) hasOption(v eval.Value) bool {
	inner, _ := eval.Strip(v)
	switch x := inner.(type) {
	case *eval.Func:
		return x.Bound && t.hasOption(x.Recv)
	case *eval.Slice:
		return slices.ContainsFunc(x.Elems, func(e *eval.Cell) bool { return t.hasOption(e.V) })
	case *eval.Unknown:
		return t.isOption(x) || slices.ContainsFunc(x.Args, t.hasOption)
	}
	return false
}

// isOption reports whether what a library function returned is such an option: its condition holds, or the route is in its
// list of exemptions.
func (t *trial) isOption(u *eval.Unknown) bool {
	e := t.graph.Known(u.From)
	if e == nil || e.Guard == nil || e.Guard.Is != knowledge.Optional {
		return false
	}
	switch {
	case e.Guard.If >= knowledge.Arg0:
		on, _ := eval.Strip(u.Args[e.Guard.If-knowledge.Arg0])
		return on == eval.Value(eval.Bool(true))
	case e.Guard.Unless >= knowledge.Arg0:
		return t.lists(u.Args[e.Guard.Unless-knowledge.Arg0])
	}
	return false
}

// lists reports whether the path of the route is in a list.
func (t *trial) lists(list eval.Value) bool {
	inner, _ := eval.Strip(list)
	s, ok := inner.(*eval.Slice)
	return ok && slices.ContainsFunc(s.Elems, func(e *eval.Cell) bool {
		path, _ := eval.Strip(e.V)
		return path == eval.Value(eval.Str(t.route.Path))
	})
}
