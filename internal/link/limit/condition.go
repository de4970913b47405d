package limit

import (
	"slices"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// decidedByLimiter returns the condition that asks a limiter, if there is one.
func decidedByLimiter(lits []eval.Literal) (eval.Literal, bool) {
	for _, l := range slices.Backward(lits) {
		if l.Deps&eval.DepLimit != 0 {
			return l, true
		}
	}
	return eval.Literal{}, false
}

// isConfig reports whether a condition is decided by how the program is configured alone.
func isConfig(l eval.Literal) bool { return l.Deps == eval.DepConfig }

func placeOf(l eval.Literal) finding.Place {
	f := l.Site.Caller
	if f == nil {
		return finding.Place{}
	}
	for _, in := range f.Blocks[l.Block].Instrs {
		if in.Pos.IsValid() {
			return f.Place(in.Pos)
		}
	}
	return f.Place(f.Pos)
}

// translatesError reports whether a condition asks what kind of error was met: whoever does that turns the errors of many
// handlers into answers, and does not tell which of them can happen here.
func (w *Watch) translatesError(l eval.Literal) bool {
	f := l.Site.Caller
	if f == nil {
		return false
	}
	cond, _ := f.Condition(int(l.Block))
	in := f.Definition(cond)
	if in == nil {
		return false
	}
	switch in.Op {
	case summary.OpCall:
		sym := f.Sym(in)
		return sym == "errors.Is" || sym == "errors.As"
	case summary.OpBinOp, summary.OpTypeAssert, summary.OpExtract:
		for _, a := range in.Args {
			if def := f.Definition(a); def != nil && (def.Op == summary.OpTypeAssert || w.isError(f, def)) {
				return true
			}
		}
	}
	return false
}

func (w *Watch) isError(f *graph.Func, in *summary.Instr) bool {
	return in.Op == summary.OpLoad && w.graph.TypeOf(f, in.Type).IsError()
}
