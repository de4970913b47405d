package tie

import (
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// A function that answers whether something is allowed may have several ways to say yes. A role that opens one of them is
// not demanded of those who come by another: return u.IsAdmin || doc.OwnerID == u.ID.

// grants reports whether a value that a function answers may be a yes: true, or no error.
func grants(f *graph.Func, answer summary.Ref) bool {
	k, ok := f.Const(answer)
	switch {
	case !ok:
		return !f.OperandType(answer).IsError()
	case k.Kind == summary.ConstBool:
		return k.Int != 0
	}
	return k.Kind == summary.ConstNil
}

// grants reports whether the function may answer yes by a result at the end of one of some blocks.
func (b *branches) grants(result int, blocks func(block int) bool) bool {
	for block := range b.f.Blocks {
		instrs := b.f.Blocks[block].Instrs
		if len(instrs) == 0 || !blocks(block) {
			continue
		}
		last := &instrs[len(instrs)-1]
		if last.Op == summary.OpReturn && result < len(last.Args) && (grants(b.f, last.Args[result]) || forwards(b.f, last)) {
			return true
		}
	}
	return false
}

// forwards reports whether a function returns all results of another one as they are, which may be a yes.
func forwards(f *graph.Func, ret *summary.Instr) bool {
	if len(ret.Args) < 2 {
		return false
	}
	call := summary.Ref(0)
	for i, a := range ret.Args {
		in := f.Definition(a)
		if in == nil || in.Op != summary.OpExtract || int(in.N) != i || i > 0 && in.Args[0] != call {
			return false
		}
		call = in.Args[0]
	}
	return true
}

// permits reports whether the branch at the end of block leads to a yes on one way out alone, while the other way may come to
// one, too.
func (b *branches) permits(block, result int) bool {
	if result < 0 || result >= len(b.f.Results) {
		return false
	}
	if t := b.f.Pkg.Types[b.f.Results[result].Type].Name; t != "bool" && t != "error" {
		return false
	}
	yes, no := b.reach[b.f.Blocks[block].Succs[0]], b.reach[b.f.Blocks[block].Succs[1]]
	onlyYes := b.grants(result, func(x int) bool { return yes[x] && !no[x] })
	onlyNo := b.grants(result, func(x int) bool { return no[x] && !yes[x] })
	return onlyYes && b.grants(result, func(x int) bool { return no[x] }) || onlyNo && b.grants(result, func(x int) bool { return yes[x] })
}
