package errleak

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// hides reports whether the program has a library send something else than the errors that it gets: functions of the program say
// what, and none of them hands the error on.
func (c *checker) hides(r *knowledge.Response) bool {
	if r.Changed == "" {
		return false
	}
	if c.changed == nil {
		c.changed = map[string]bool{}
	}
	hidden, ok := c.changed[r.Changed]
	if !ok {
		changers := c.changers(r.Changed)
		hidden = len(changers) > 0 && !slices.ContainsFunc(changers, c.handsOn)
		c.changed[r.Changed] = hidden
	}
	return hidden
}

// changers lists the functions that the program stores in a library's variable or hands to a library's function.
func (c *checker) changers(symbol string) []*graph.Func {
	var list []*graph.Func
	for f := range c.flow.Graph().Funcs {
		for _, in := range f.Instrs {
			if len(in.Args) == 0 || !(in.Op == summary.OpCall && f.Sym(in) == symbol || in.Op == summary.OpStore && isGlobal(f, in.Args[0], symbol)) {
				continue
			}
			for _, o := range c.flow.Origins(flow.Text, nil, f, in.Args[len(in.Args)-1], "") {
				if changer := c.flow.Graph().Func(o.Name); o.Kind == flow.Func && changer != nil {
					list = append(list, changer)
				}
			}
		}
	}
	return list
}

func isGlobal(f *graph.Func, ref summary.Ref, symbol string) bool {
	return ref.Kind() == summary.RefGlobal && f.Pkg.Symbols[ref.N()] == symbol
}

// given ends at the errors that a function gets.
var given = &flow.Policy{Opaque: true, Forms: []string{"Error"}, Source: func(n flow.Node) (flow.Origin, bool) {
	_, isParam := n.Param()
	t := n.Type()
	return flow.Origin{Kind: flow.Marked, Name: "error"}, isParam && (t.IsError() || t.Element().IsError())
}}

// handsOn reports whether a function returns anything that has the text of an error which it gets.
func (c *checker) handsOn(f *graph.Func) bool {
	for _, in := range f.Instrs {
		if in.Op != summary.OpReturn {
			continue
		}
		for _, result := range in.Args {
			for _, path := range []flow.Path{"!", "{}"} {
				isGiven := func(o flow.Origin) bool { return o.Kind == flow.Marked }
				if slices.ContainsFunc(c.flow.Local(given, f, result, path), isGiven) {
					return true
				}
			}
		}
	}
	return false
}
