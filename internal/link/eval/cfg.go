package eval

import "github.com/apilint/apilint/internal/link/graph"

// shape is what the machine needs to know of a function's control flow.
type shape struct {
	ipdom []int32 // immediate post-dominator of each block, -1 for the exit
}

// shapeOf computes the immediate post-dominators of f by the iterative algorithm of Cooper, Harvey and Kennedy on the
// reversed graph with one virtual exit.
func shapeOf(f *graph.Func) *shape {
	n := len(f.Blocks)
	exit := int32(n)
	order := reversePostorder(f, exit)
	rank := make([]int32, n+1)
	for i := range rank {
		rank[i] = -1
	}
	for i, b := range order {
		rank[b] = int32(i)
	}
	idom := make([]int32, n+1)
	for i := range idom {
		idom[i] = -1
	}
	idom[exit] = exit
	intersect := func(a, b int32) int32 {
		for a != b {
			for rank[a] > rank[b] {
				a = idom[a]
			}
			for rank[b] > rank[a] {
				b = idom[b]
			}
		}
		return a
	}
	for changed := true; changed; {
		changed = false
		for _, b := range order[1:] {
			succs := f.Blocks[b].Succs
			if len(succs) == 0 {
				succs = []int32{exit}
			}
			best := int32(-1)
			for _, s := range succs {
				if idom[s] < 0 {
					continue
				}
				if best < 0 {
					best = s
				} else {
					best = intersect(s, best)
				}
			}
			if best != idom[b] {
				idom[b], changed = best, true
			}
		}
	}
	s := &shape{ipdom: make([]int32, n)}
	for b := range n {
		s.ipdom[b] = idom[b]
		if idom[b] == exit {
			s.ipdom[b] = -1
		}
	}
	return s
}

// reversePostorder orders the blocks that can reach the exit, walking the graph backwards from it.
func reversePostorder(f *graph.Func, exit int32) []int32 {
	seen := make([]bool, len(f.Blocks)+1)
	var post []int32
	var visit func(b int32)
	visit = func(b int32) {
		seen[b] = true
		for _, p := range predecessors(f, b, exit) {
			if !seen[p] {
				visit(p)
			}
		}
		post = append(post, b)
	}
	visit(exit)
	for i, j := 0, len(post)-1; i < j; i, j = i+1, j-1 {
		post[i], post[j] = post[j], post[i]
	}
	return post
}

// predecessors lists the blocks before b; those before the virtual exit are the ones that end the function.
func predecessors(f *graph.Func, b, exit int32) []int32 {
	if b != exit {
		return f.Blocks[b].Preds
	}
	var ends []int32
	for i := range f.Blocks {
		if len(f.Blocks[i].Succs) == 0 {
			ends = append(ends, int32(i))
		}
	}
	return ends
}
