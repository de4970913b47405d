package tie

import (
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// A function that answers whether something is allowed may have several ways to say yes. A role that opens one of them is
// not demanded of those who come by another: return u.IsAdmin || doc.OwnerID == u.ID.

// grants reports whether a value that a function answers at the end of a block may be a yes: true, or no error.
func (c *Checker) grants(f *graph.Func, answer summary.Ref, block int) bool {
	k, ok := f.Const(answer)
	switch {
	case !ok:
		return !c.t.IsCertainError(f, answer, block)
	case k.Kind == summary.ConstBool:
		return k.Int != 0
	}
	return k.Kind == summary.ConstNil
}

// grantsIn reports whether a function may answer yes by a result at the end of one of some blocks.
func (c *Checker) grantsIn(f *graph.Func, result int, blocks func(block int) bool) bool {
	for block := range f.Blocks {
		instrs := f.Blocks[block].Instrs
		if len(instrs) == 0 || !blocks(block) {
			continue
		}
		last := &instrs[len(instrs)-1]
		if last.Op == summary.OpReturn && result < len(last.Args) && c.grants(f, last.Args[result], block) {
			return true
		}
	}
	return false
}

// permits reports whether the branch at the end of block leads to a yes on one way out alone, while the other way may come to
// one, too.
func (c *Checker) permits(b *branches, block, result int) bool {
	if result < 0 || result >= len(b.f.Results) {
		return false
	}
	if t := b.f.Pkg.Types[b.f.Results[result].Type].Name; t != "bool" && t != "error" {
		return false
	}
	yes, no := b.reach[b.f.Blocks[block].Succs[0]], b.reach[b.f.Blocks[block].Succs[1]]
	in := func(way, other []bool) bool {
		return c.grantsIn(b.f, result, func(x int) bool { return way[x] && (other == nil || !other[x]) })
	}
	return in(yes, no) && in(no, nil) || in(no, yes) && in(yes, nil)
}
