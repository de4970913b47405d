package access

import (
	"slices"

	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Chain returns the calls under which the function of an origin ran: those that the search knew, and below them those
// through which the value came back.
func (r *Reader) Chain(o flow.Origin) []graph.Site {
	var below []graph.Site
	fn := o.Fn
	for _, step := range o.Steps() {
		if step.Kind == flow.StepCall && step.Text == "passed to "+fn.Name {
			break // from here on the value comes down
		}
		if step.Kind != flow.StepReturn {
			continue
		}
		s, ok := r.callOf(step.Fn, step.Pos, fn)
		if !ok {
			break
		}
		below = append([]graph.Site{s}, below...)
		fn = step.Fn
	}
	above := o.Chain
	if n := len(above); n > 0 && !r.Calls(above[n-1], fn) {
		above = nil
	}
	return slices.Concat(above, below)
}

func (r *Reader) callOf(caller *graph.Func, pos summary.Pos, callee *graph.Func) (graph.Site, bool) {
	for s, in := range caller.Instrs {
		isCall := in.Op == summary.OpCall || in.Op == summary.OpInvoke || in.Op == summary.OpCallValue
		if isCall && in.Pos == pos && r.Calls(s, callee) {
			return s, true
		}
	}
	return graph.Site{}, false
}

// Calls reports whether a call may run a function.
func (r *Reader) Calls(s graph.Site, f *graph.Func) bool {
	return s.Instr().Op == summary.OpCallValue || slices.Contains(r.t.Graph().Callees(s), f)
}
