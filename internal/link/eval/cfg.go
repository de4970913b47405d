package eval

import (
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// shape is what the machine needs to know of a function's control flow.
type shape struct {
	// ipdom is the immediate post-dominator of each block, -1 at the end of the function.
	ipdom []int32
	// joins is where the paths from each block that do not leave early meet again, -1 at the end of the function: after
	// "if err != nil { return err }" the function goes on, under the condition that err is nil.
	joins []int32
}

func shapeOf(f *graph.Func) *shape {
	var last []int32
	if b := lastReturn(f); b >= 0 {
		last = []int32{b}
	}
	return &shape{ipdom: graph.PostDominators(f, graph.Ends(f)), joins: graph.PostDominators(f, last)}
}

// lastReturn returns the block with the function's implicit return, or with the return that is written last; -1 if the
// function never returns.
func lastReturn(f *graph.Func) int32 {
	last, at := int32(-1), summary.Pos{}
	for i := range f.Blocks {
		instrs := f.Blocks[i].Instrs
		if int32(i) == f.Recover || len(instrs) == 0 || instrs[len(instrs)-1].Op != summary.OpReturn {
			continue
		}
		pos := instrs[len(instrs)-1].Pos
		if !pos.IsValid() {
			return int32(i)
		}
		if last < 0 || pos.Line > at.Line || pos.Line == at.Line && pos.Col > at.Col {
			last, at = int32(i), pos
		}
	}
	return last
}
