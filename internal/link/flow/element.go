package flow

import (
	"go/token"

	"github.com/apilint/apilint/internal/summary"
)

// hasElements reports whether the function loops over something that was made from the value, such as the addresses of a
// host. If every round that goes on tests its element, the value is allowed after the loop.
func (g *gate) hasElements() bool {
	for i := range g.b.Blocks {
		if g.isElementLoop(i) {
			return true
		}
	}
	return false
}

// isElementLoop reports whether a block is the head of such a loop.
func (g *gate) isElementLoop(block int) bool {
	blk := g.b.Blocks[block]
	if len(blk.Preds) < 2 || len(blk.Instrs) == 0 {
		return false
	}
	last := &blk.Instrs[len(blk.Instrs)-1]
	if last.Op != summary.OpIf {
		return false
	}
	cond := g.b.def(last.Args[0])
	if cond.Instr == nil || cond.Op != summary.OpBinOp || token.Token(cond.N) != token.LSS {
		return false
	}
	length := g.b.def(cond.Args[1])
	if length.Instr == nil || length.Op != summary.OpBuiltin || g.b.Sym(length.Instr) != "len" {
		return false
	}
	_, ok := g.about(length.Args[0])
	return ok
}
