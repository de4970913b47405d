package tie

import (
	"go/token"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// learnCompared takes from the comparisons of the program which columns hold its callers: what is stored there meets the
// caller's identity on a branch that leaves, or in an answer.
func (c *Checker) learnCompared() {
	c.enter(nil)
	for f := range c.g.Funcs {
		for block := range f.Blocks {
			if cond, ok := f.Condition(block); ok {
				c.learnFrom(f, cond, func() bool { return c.branchesOf(f).leaves(block) })
			}
		}
		for _, in := range f.Instrs {
			if in.Op == summary.OpReturn {
				for _, r := range in.Args {
					c.learnFrom(f, r, func() bool { return true })
				}
			}
		}
	}
}

// learnFrom learns from a comparison if somebody obeys it.
func (c *Checker) learnFrom(f *graph.Func, cond summary.Ref, isObeyed func() bool) {
	in, _ := c.t.Def(f, cond)
	if in == nil || in.Op != summary.OpBinOp || token.Token(in.N) != token.EQL && token.Token(in.N) != token.NEQ {
		return
	}
	for i, r := range in.Args {
		other := in.Args[1-i]
		if other.Kind() == summary.RefConst {
			continue
		}
		table, column := c.column(f, r)
		if table == nil || !strings.HasSuffix(column, "id") && !strings.HasSuffix(column, "_by") || !isObeyed() {
			continue
		}
		if values := c.settled(c.sources(f, other, "")); values.has(fromCaller) && !values.has(fromRequest) {
			c.objects.Bind(table, column)
		}
	}
}

// column returns the column that a value was read from, and its table; nil if that is not known.
func (c *Checker) column(f *graph.Func, ref summary.Ref) (*object.Table, string) {
	in, _ := c.t.Def(f, object.Inner(c.t, f, ref))
	for range 3 {
		if in == nil || in.Op != summary.OpLoad && in.Op != summary.OpConvert {
			break
		}
		if in.Op == summary.OpLoad {
			if table, column := c.scanned(f, in.Args[0]); table != nil {
				return table, column
			}
		}
		in, _ = c.t.Def(f, in.Args[0])
	}
	if in == nil || in.Op != summary.OpFieldAddr && in.Op != summary.OpField {
		return nil, ""
	}
	table := c.objects.Type(c.g.TypeOf(f, in.XType))
	if table == nil {
		return nil, ""
	}
	if column := table.Field(f.Sym(in)); column != nil {
		return table, column.Name
	}
	return nil, ""
}

// scanned returns the column that a query of f stores in a variable of its own: the target of Scan in its place.
func (c *Checker) scanned(f *graph.Func, addr summary.Ref) (*object.Table, string) {
	if in, _ := c.t.Def(f, addr); in == nil || in.Op != summary.OpAlloc {
		return nil, ""
	}
	for _, in := range f.Instrs {
		if !isCall(in) || len(in.Args) == 0 {
			continue
		}
		targets := object.Elements(c.t, f, in.Args[len(in.Args)-1])
		at := slices.IndexFunc(targets, func(r summary.Ref) bool { return object.Inner(c.t, f, r) == addr })
		if at < 0 {
			continue
		}
		if l := c.origin(flow.Origin{Fn: f, Ref: in.Args[0], Pos: in.Pos}); l != nil {
			return l.Table, resultColumn(l.Text, at)
		}
		return nil, ""
	}
	return nil, ""
}

// resultColumn returns the name of a column that a statement selects, "" if that is not known.
func resultColumn(text string, at int) string {
	for _, st := range sqltext.Parse(text) {
		if at < len(st.Result) {
			return st.Result[at].Name
		}
	}
	return ""
}
