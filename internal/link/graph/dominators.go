package graph

import "slices"

// Dominates reports whether every way to block b of f leads through block a.
func (f *Func) Dominates(a, b int) bool {
	for ; b >= 0; b = int(f.Blocks[b].Idom) {
		if b == a {
			return true
		}
	}
	return false
}

// Ends returns the blocks in which f ends: by returning or by a panic.
func Ends(f *Func) []int32 {
	var ends []int32
	for i := range f.Blocks {
		if len(f.Blocks[i].Succs) == 0 {
			ends = append(ends, int32(i))
		}
	}
	return ends
}

// PostDominators returns the immediate post-dominator of each block of f, -1 at the end of the function, where the function
// ends only in the blocks ends. It is the iterative algorithm of Cooper, Harvey and Kennedy on the reversed graph with one virtual exit.
func PostDominators(f *Func, ends []int32) []int32 {
	n := len(f.Blocks)
	exit := int32(n)
	order := reversePostorder(f, exit, ends)
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
			if slices.Contains(ends, b) {
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
	for b := range n {
		if idom[b] == exit || rank[b] < 0 {
			idom[b] = -1
		}
	}
	return idom[:n]
}

// reversePostorder orders the blocks that can reach the exit, walking the graph backwards from it.
func reversePostorder(f *Func, exit int32, ends []int32) []int32 {
	seen := make([]bool, len(f.Blocks)+1)
	var post []int32
	var visit func(b int32)
	visit = func(b int32) {
		seen[b] = true
		preds := ends
		if b != exit {
			preds = f.Blocks[b].Preds
		}
		for _, p := range preds {
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
