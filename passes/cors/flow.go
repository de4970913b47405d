package cors

import (
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// controlFlow is what a walk needs to know of a function beforehand.
type controlFlow struct {
	meets  []int32       // where the arms of each block's branch meet, -1 at the end of the function
	tested []summary.Ref // phis and variables that conditions look at
}

func (c *checker) flowOf(f *graph.Func) *controlFlow {
	known := c.flows[f]
	if known == nil {
		known = &controlFlow{meets: graph.PostDominators(f, graph.Ends(f))}
		for i := range f.Blocks {
			if instrs := f.Blocks[i].Instrs; len(instrs) > 0 && instrs[len(instrs)-1].Op == summary.OpIf {
				known.tested = c.flagsIn(known.tested, f, instrs[len(instrs)-1].Args[0], 4)
			}
		}
		c.flows[f] = known
	}
	return known
}

// flagsIn adds the phis and variables that a condition is made of, up to a depth of operators.
func (c *checker) flagsIn(list []summary.Ref, f *graph.Func, ref summary.Ref, depth int) []summary.Ref {
	d, _ := c.t.Def(f, ref)
	if d == nil || depth == 0 {
		return list
	}
	switch d.Op {
	case summary.OpPhi, summary.OpAlloc:
		return append(list, ref)
	case summary.OpBinOp, summary.OpNot, summary.OpLoad:
		for _, a := range d.Args {
			list = c.flagsIn(list, f, a, depth-1)
		}
	}
	return list
}
