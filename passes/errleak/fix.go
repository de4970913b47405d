package errleak

import (
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// replaced is what the fix answers instead of an error's text.
const replaced = `"internal error"`

// constant is the fix that answers with a constant. There is none unless the text is that of an err.Error() in the function of the
// finding, and the same block has logged the error before: nothing is lost.
func (c *checker) constant(fn *graph.Func, o flow.Origin) []finding.Fix {
	texts := map[summary.Pos]bool{}
	for _, s := range o.Steps() {
		if s.Fn == fn && s.Kind == flow.StepText && !s.Inner {
			texts[s.Pos] = true
		}
	}
	for site, in := range fn.Instrs {
		if in.Op != summary.OpInvoke || !strings.HasSuffix(fn.Sym(in), ").Error") || in.Pos.EndLine == 0 || !texts[in.Pos] {
			continue
		}
		if c.isLogged(site) {
			edit := finding.Edit{Place: fn.Place(in.Pos), New: replaced}
			return []finding.Fix{{Message: "answer with a constant text; the error is logged already", Edits: []finding.Edit{edit}}}
		}
	}
	return nil
}

// isLogged reports whether the error whose text a call asks for is written to a log before, in the same block.
func (c *checker) isLogged(site graph.Site) bool {
	err := site.Instr().Args[0]
	same := &flow.Policy{Opaque: true, Source: func(n flow.Node) (flow.Origin, bool) {
		return flow.Origin{Kind: flow.Marked, Name: "error"}, n.Fn == site.Caller && n.Ref == err
	}}
	for i := range site.Index {
		before := graph.Site{Caller: site.Caller, Block: site.Block, Index: i}
		e := c.flow.Known(before)
		if e == nil || e.Log == nil || e.Log.Later || e.Log.To != knowledge.None {
			continue
		}
		for _, a := range []knowledge.Arg{e.Log.Values, e.Log.Pairs, e.Log.Message} {
			ref, ok := flow.Operand(before, a)
			if !ok {
				continue
			}
			for _, o := range c.flow.Origins(same, nil, site.Caller, ref, "[]") {
				if o.Kind == flow.Marked {
					return true
				}
			}
		}
	}
	return false
}
