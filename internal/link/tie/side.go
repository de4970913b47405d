package tie

import (
	"go/token"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// isForOthers reports whether the branch at the end of block lets control come to a call only where two values differ.
func (c *Checker) isForOthers(b *branches, block int, point graph.Site) bool {
	cond, _ := b.f.Condition(block)
	in, _ := c.t.Def(b.f, cond)
	if in == nil || in.Op != summary.OpBinOp || block == point.Block {
		return false
	}
	for _, a := range in.Args {
		if u := c.t.TypeOf(b.f, a).Underlying(); a.Kind() == summary.RefConst || !u.IsKnown() || u.Kind != summary.KindBasic {
			return false
		}
	}
	yes, no := b.both(block)
	switch token.Token(in.N) {
	case token.EQL:
		return no[point.Block] && !yes[point.Block]
	case token.NEQ:
		return yes[point.Block] && !no[point.Block]
	}
	return false
}

// passable returns facts of a branch that lets values pass which differ. It links no keys: that of a child's parent and that of
// the parent whom somebody checked may be two.
func (c *Checker) passable(list facts) facts {
	out := make(facts, len(list))
	for i, f := range list {
		if f.kind == compares {
			p := *f
			p.passable = true
			f = c.fact(p)
		}
		out[i] = f
	}
	return out
}
