package flow

import (
	"go/token"

	"github.com/apilint/apilint/internal/summary"
)

// A loop over a list that puts another value in the place of every element leaves nothing of the elements that were there:
// handlers replace what they loaded by copies without secrets. Who asks from inside the loop still gets the old ones.

// replacement is a write to every element of a list.
type replacement struct {
	write
	head int // the block that decides whether the loop goes on
}

// replaced returns the write that replaces every element of a list before anything but the loop itself reads them, nil if there
// is none.
func (b *body) replaced(list summary.Ref) *replacement {
	if len(b.writes[list]) == 0 {
		return nil
	}
	known, ok := b.replacements[list]
	if !ok {
		known = b.findReplacement(list)
		if b.replacements == nil {
			b.replacements = map[summary.Ref]*replacement{}
		}
		b.replacements[list] = known
	}
	return known
}

func (b *body) findReplacement(list summary.Ref) *replacement {
	for _, w := range b.writes[list] {
		if elem, rest := w.path.Split(); !isElem(elem) || rest != "" {
			continue
		}
		at := b.def(b.Blocks[w.block].Instrs[w.index].Args[0])
		if at.Instr == nil || at.Op != summary.OpIndexAddr || at.Args[0] != list {
			continue
		}
		if head, ok := b.loopOver(list, at.Args[1]); ok && b.isInEachRound(w.block, head) && b.isReadAfter(list, head) {
			return &replacement{w, head}
		}
	}
	return nil
}

// loopOver returns the head of the loop that counts index up to the length of a list.
func (b *body) loopOver(list, index summary.Ref) (int, bool) {
	for i := range b.Blocks {
		instrs := b.Blocks[i].Instrs
		if len(instrs) == 0 || instrs[len(instrs)-1].Op != summary.OpIf {
			continue
		}
		cond := b.def(instrs[len(instrs)-1].Args[0])
		if cond.Instr == nil || cond.Op != summary.OpBinOp || token.Token(cond.N) != token.LSS || cond.Args[0] != index {
			continue
		}
		n := b.def(cond.Args[1])
		if n.Instr != nil && n.Op == summary.OpBuiltin && b.Sym(n.Instr) == "len" && n.Args[0] == list {
			return i, true
		}
	}
	return 0, false
}

// isInEachRound reports whether every round of the loop with a head gets to a block.
func (b *body) isInEachRound(block, head int) bool {
	for _, p := range b.Blocks[head].Preds {
		if b.Dominates(head, int(p)) && !b.Dominates(block, int(p)) {
			return false
		}
	}
	return true
}

// isReadAfter reports whether nothing but the length of a list is read before the loop with a head.
func (b *body) isReadAfter(list summary.Ref, head int) bool {
	for s, in := range b.Instrs {
		for _, a := range in.Args {
			if a == list && !b.Dominates(head, s.Block) && !(in.Op == summary.OpBuiltin && b.Sym(in) == "len") {
				return false
			}
		}
	}
	return true
}

// isIn reports whether a block belongs to the loop with a head.
func (b *body) isIn(block, head int) bool { return b.Dominates(int(b.Blocks[head].Succs[0]), block) }
