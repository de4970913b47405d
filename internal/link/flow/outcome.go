package flow

import (
	"go/token"

	"github.com/apilint/apilint/internal/summary"
)

// A function that validates a name unless the answer goes elsewhere, and later asks again where the answer goes, merges
// the name that was validated with the one that was not; the second never gets to where the first is used. So an edge into a
// phi is left out if what must hold on it contradicts what must hold where the phi's value is used.

// outcome is a condition that turned out to be true or false.
type outcome struct {
	cond summary.Ref
	want bool
}

// outcomes lists the conditions that have one outcome on all ways to a block.
func (b *body) outcomes(block int) []outcome {
	var list []outcome
	for block > 0 {
		if preds := b.Blocks[block].Preds; len(preds) == 1 {
			if o, ok := b.outcomeOn(int(preds[0]), block); ok {
				list = append(list, o)
			}
		}
		block = int(b.Blocks[block].Idom)
	}
	return list
}

// outcomeOn returns the condition that sends control from one block to another.
func (b *body) outcomeOn(pred, block int) (outcome, bool) {
	blk := b.Blocks[pred]
	last := &blk.Instrs[len(blk.Instrs)-1]
	if last.Op != summary.OpIf || blk.Succs[0] == blk.Succs[1] {
		return outcome{}, false
	}
	return outcome{last.Args[0], int(blk.Succs[0]) == block}, true
}

// isMerged reports whether the value that a phi takes from a predecessor may be the one that is used in a block.
func (b *body) isMerged(pred, block, used int) bool {
	there := b.outcomes(used)
	here := b.outcomes(pred)
	if o, ok := b.outcomeOn(pred, block); ok {
		here = append(here, o)
	}
	for _, x := range here {
		for _, y := range there {
			if b.contradict(x, y) {
				return false
			}
		}
	}
	return true
}

// contradict reports whether two outcomes exclude each other: of the same condition, or of comparisons of the same
// registers with the same constant.
func (b *body) contradict(x, y outcome) bool {
	if x.cond == y.cond {
		return x.want != y.want
	}
	p, q := b.def(x.cond), b.def(y.cond)
	if p.Instr == nil || q.Instr == nil || p.Op != summary.OpBinOp || q.Op != summary.OpBinOp {
		return false
	}
	if p.Args[0] != q.Args[0] || p.Args[0].Kind() != summary.RefReg || p.Args[1].Kind() != summary.RefConst || p.Args[1] != q.Args[1] {
		return false
	}
	equal := func(d def, want bool) (bool, bool) {
		switch token.Token(d.N) {
		case token.EQL:
			return want, true
		case token.NEQ:
			return !want, true
		}
		return false, false
	}
	first, ok := equal(p, x.want)
	second, ok2 := equal(q, y.want)
	return ok && ok2 && first != second
}
