package guard

import (
	"fmt"
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
)

// maxForks bounds the outcomes of one call that are followed one by one.
const maxForks = 12

// Select follows the outcomes of calls that look at a credential or move the request one by one: afterwards it matters
// which of their results belongs to which path. Outcomes that look the same to a caller are joined.
func (t *trial) Select(m *eval.Machine, outcomes []eval.Outcome) ([]eval.Outcome, bool) {
	if !t.matters(outcomes) {
		return outcomes, false
	}
	var shapes []string
	groups := map[string][]eval.Outcome{}
	for _, o := range outcomes {
		s := shapeOf(o)
		if !slices.Contains(shapes, s) {
			shapes = append(shapes, s)
		}
		groups[s] = append(groups[s], o)
	}
	if len(shapes) > maxForks {
		return outcomes, false
	}
	var kept []eval.Outcome
	for _, s := range shapes {
		if len(groups[s]) == 1 {
			kept = append(kept, groups[s][0])
			continue
		}
		kept = append(kept, m.Join(groups[s]))
	}
	return kept, true
}

// matters reports whether the outcomes of a call are to be told apart. Who only wants to know what middleware keeps of a
// known caller does not care under which conditions it does.
func (t *trial) matters(outcomes []eval.Outcome) bool {
	for _, o := range outcomes {
		if o.Flags != outcomes[0].Flags {
			return true
		}
		if t.caller && !t.whole {
			continue
		}
		for _, l := range o.Lits {
			if l.Deps&eval.DepCredential != 0 {
				return true
			}
		}
	}
	return false
}

// shapeOf describes an outcome as far as a caller is likely to branch on it.
func shapeOf(o eval.Outcome) string {
	s := fmt.Sprint(o.Flags)
	vals, ok := o.Val.(eval.Tuple)
	if !ok {
		vals = eval.Tuple{o.Val}
	}
	for _, v := range vals {
		inner, _ := eval.Strip(v)
		isNil, notNil := eval.IsNil(inner)
		switch x := inner.(type) {
		case eval.Bool, eval.Int:
			s += fmt.Sprint(" ", x)
		default:
			s += fmt.Sprint(" ", isNil, notNil)
		}
	}
	return s
}

// bodyBudget bounds one call below a handler or middleware.
const bodyBudget = 12_000

// Budget bounds what one function may cost. That of an element of the chain runs everything that comes after it, too.
func (t *trial) Budget(fn *graph.Func) int {
	if fn == t.serving {
		return 0
	}
	return bodyBudget
}

// maxCuts bounds the places where a handler was cut short that are told apart.
const maxCuts = 64

// Cut notes under which conditions something of the handler was left out. If there are too many, all are possible.
func (t *trial) Cut(*eval.Machine) {
	switch {
	case t.idx < len(t.chain):
	case len(t.cuts) == maxCuts:
		t.cuts = append(t.cuts, nil)
	case len(t.cuts) < maxCuts:
		t.cuts = append(t.cuts, t.cube())
	}
}

// exempts runs the exemption of a library's middleware, a skipper or a flag, and reports whether the route is exempt.
func (t *trial) exempts(c *eval.Call, middleware eval.Value, k *knowledge.Guard) bool {
	if t.hasOption(middleware) {
		t.looked = true
		return true
	}
	config, ok := configOf(middleware, k)
	if !ok {
		return false
	}
	if k.OptionalField != "" {
		v, _ := eval.Strip(t.m.Field(config, k.OptionalField, graph.Type{}))
		if b, ok := v.(eval.Bool); ok && bool(b) {
			t.looked = true
			return true
		}
	}
	skipper := operandOf(middleware, k.Unless)
	if k.UnlessField != "" {
		skipper = t.m.Field(config, k.UnlessField, graph.Type{})
	}
	f := functionOf(t.m, skipper)
	if f == nil || t.graph.Func(f.ID) == nil {
		return false
	}
	answer, _ := eval.Strip(t.m.Apply(c, f, t.arguments(t.graph.Func(f.ID), &eval.Func{ID: f.ID})...))
	b, ok := answer.(eval.Bool)
	return ok && bool(b)
}

// configOf returns the configuration that a library's middleware was made with.
func configOf(middleware eval.Value, k *knowledge.Guard) (eval.Value, bool) {
	if config := configIn(middleware); config != nil {
		return config, true
	}
	return nil, k.Unless != knowledge.None
}

// configIn returns the first struct among the operands of the library calls that made v, nil if there is none.
func configIn(v eval.Value) eval.Value {
	u := madeFrom(v)
	if u == nil {
		return nil
	}
	for _, a := range u.Args {
		v, _ := eval.Strip(a)
		switch x := v.(type) {
		case *eval.Struct:
			return x
		case *eval.Ptr:
			if _, isStruct := x.To.V.(*eval.Struct); isStruct {
				return x
			}
		case *eval.Slice: // variadic configuration
			for _, e := range x.Elems {
				if s, ok := e.V.(*eval.Struct); ok {
					return s
				}
			}
		case *eval.Unknown:
			if config := configIn(x); config != nil {
				return config
			}
		}
	}
	return nil
}

// madeFrom returns the result of the library call that made v, nil if the program made it.
func madeFrom(v eval.Value) *eval.Unknown {
	inner := eval.Inner(v)
	u, _ := inner.(*eval.Unknown)
	return u
}

func operandOf(middleware eval.Value, a knowledge.Arg) eval.Value {
	u := madeFrom(middleware)
	if u == nil || a <= knowledge.None || int(a-knowledge.Arg0) >= len(u.Args) {
		return nil
	}
	return u.Args[a-knowledge.Arg0]
}
