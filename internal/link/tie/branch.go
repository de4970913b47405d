package tie

import (
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// branches knows which blocks of a function lead to which.
type branches struct {
	f     *graph.Func
	reach [][]bool // reach[a][b]: b may run after a, or is a
	ways  map[int][2][]bool
}

func (c *Checker) branchesOf(f *graph.Func) *branches {
	b := c.branches[f]
	if b == nil {
		b = newBranches(f)
		c.branches[f] = b
	}
	return b
}

func newBranches(f *graph.Func) *branches {
	b := &branches{f: f, reach: make([][]bool, len(f.Blocks)), ways: map[int][2][]bool{}}
	for i := range f.Blocks {
		b.reach[i] = make([]bool, len(f.Blocks))
		b.fill(b.reach[i], int32(i))
	}
	return b
}

func (b *branches) fill(seen []bool, from int32) {
	todo := []int32{from}
	for len(todo) > 0 {
		x := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[x] {
			continue
		}
		seen[x] = true
		todo = append(todo, b.f.Blocks[x].Succs...)
	}
}

// both marks the blocks that may run on either way out of the branch at the end of block, before it is taken again: what a loop
// tests of one element says nothing about the next.
func (b *branches) both(block int) (yes, no []bool) {
	w, ok := b.ways[block]
	if !ok {
		for i := range w {
			w[i] = make([]bool, len(b.f.Blocks))
			w[i][block] = true
			b.fill(w[i], b.f.Blocks[block].Succs[i])
			w[i][block] = false
		}
		b.ways[block] = w
	}
	return w[0], w[1]
}

// decides reports whether the branch at the end of block decides that what stands at point happens: one way leads there and
// the other does not, or one way alone leads to an end without it.
func (b *branches) decides(block int, point graph.Site) bool {
	yes, no := b.both(block)
	p := point.Block
	if yes[p] != no[p] {
		return true
	}
	if !yes[p] {
		return false
	}
	for e := range b.f.Blocks {
		if yes[e] != no[e] && !b.reach[e][p] {
			return true
		}
	}
	return false
}

// follows reports whether the branch at the end of block comes after point and not before it.
func (b *branches) follows(block int, point graph.Site) bool {
	if block == point.Block {
		return !b.loops(block)
	}
	return b.reach[point.Block][block] && !b.reach[block][point.Block]
}

func (b *branches) loops(block int) bool {
	for _, s := range b.f.Blocks[block].Succs {
		if b.reach[s][block] {
			return true
		}
	}
	return false
}

// leaves reports whether one way out of the branch at the end of block ends without joining the other.
func (b *branches) leaves(block int) bool {
	yes, no := b.both(block)
	for e := range b.f.Blocks {
		if yes[e] == no[e] {
			continue
		}
		joins := false
		for x, to := range b.reach[e] {
			joins = joins || to && yes[x] && no[x] && !b.trivial(x)
		}
		if !joins {
			return true
		}
	}
	return false
}

// signals reports whether the branch at the end of block decides about an error or a flag that is tested later: where its
// ways join, the value depends on which was taken.
func (b *branches) signals(g *graph.Graph, block int) bool {
	yes, no := b.reach[b.f.Blocks[block].Succs[0]], b.reach[b.f.Blocks[block].Succs[1]]
	for x := range b.f.Blocks {
		if !yes[x] || !no[x] {
			continue
		}
		exclusive := 0
		for _, p := range b.f.Blocks[x].Preds {
			if int(p) == block || yes[p] != no[p] {
				exclusive++
			}
		}
		if exclusive < 2 {
			continue
		}
		for i := range b.f.Blocks[x].Instrs {
			in := &b.f.Blocks[x].Instrs[i]
			if t := g.TypeOf(b.f, in.Type); in.Op == summary.OpPhi && (t.IsError() || t.IsKnown() && t.Name == "bool") {
				return true
			}
		}
	}
	return false
}

// trivial reports whether a block does nothing but return.
func (b *branches) trivial(block int) bool {
	for i := range b.f.Blocks[block].Instrs {
		switch b.f.Blocks[block].Instrs[i].Op {
		case summary.OpReturn, summary.OpRunDefers, summary.OpJump, summary.OpPhi, summary.OpLoad:
		default:
			return false
		}
	}
	return true
}

// fails reports whether a way out of the branch at the end of block alone returns something else than nil as a result, where
// that result is an error. For other results it is true.
func (b *branches) fails(block, result int) bool {
	if result < 0 || result >= len(b.f.Results) || b.f.Pkg.Types[b.f.Results[result].Type].Name != "error" {
		return true
	}
	yes, no := b.reach[b.f.Blocks[block].Succs[0]], b.reach[b.f.Blocks[block].Succs[1]]
	for x := range b.f.Blocks {
		instrs := b.f.Blocks[x].Instrs
		if yes[x] == no[x] || len(instrs) == 0 {
			continue
		}
		last := &instrs[len(instrs)-1]
		if last.Op == summary.OpPanic {
			return true
		}
		if last.Op != summary.OpReturn || result >= len(last.Args) {
			continue
		}
		if c, ok := b.f.Const(last.Args[result]); !ok || c.Kind != summary.ConstNil {
			return true
		}
	}
	return false
}

// isUnavoidable reports whether neither way out of the branch at the end of block can be taken without it: the branch alone
// decides, rather than for those only whom another one let through.
func (b *branches) isUnavoidable(block int) bool {
	seen := b.without(block)
	succs := b.f.Blocks[block].Succs
	return block == 0 || !seen[succs[0]] && !seen[succs[1]]
}

// without marks the blocks that may run before the branch at the end of block has been taken.
func (b *branches) without(block int) []bool {
	seen := make([]bool, len(b.f.Blocks))
	seen[block] = true
	todo := []int32{0}
	for len(todo) > 0 {
		x := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !seen[x] {
			seen[x] = true
			todo = append(todo, b.f.Blocks[x].Succs...)
		}
	}
	return seen
}

// leadsAround reports whether control that is at a block goes past another one, to what comes after that.
func (b *branches) leadsAround(from, block int) bool {
	if b.reach[from][block] {
		return false
	}
	for x, to := range b.reach[from] {
		if to && b.reach[block][x] && !b.trivial(x) {
			return true
		}
	}
	return false
}

// comesAfter reports whether a call may run after another one.
func (b *branches) comesAfter(s, point graph.Site) bool {
	return s.Block == point.Block && s.Index > point.Index || s.Block != point.Block && b.reach[point.Block][s.Block]
}
