package flow

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// A function that reads a value and checks it hands it back beside an error if it does not like it. Who looks at the error
// goes on with values that passed. Looking is taken for leaving: what a caller does after it compared the error with nil, or
// handed it back, is not asked.

// minds reports whether the function looks at the error that a call returns beside another result.
func (b *body) minds(call def, result int) bool {
	if b.minded == nil {
		b.minded = map[*summary.Instr]bool{}
		for _, in := range b.Instrs {
			if in.Op != summary.OpBinOp && in.Op != summary.OpReturn && in.Op != summary.OpPhi {
				continue
			}
			for _, a := range in.Args {
				if d := b.def(a); d.Instr != nil && d.Op == summary.OpExtract && b.typeOf(a).IsError() {
					b.minded[b.def(d.Args[0]).Instr] = true
				}
			}
		}
	}
	return b.minded[call.Instr] && !b.resultType(call.Instr, result).IsError()
}

// failsAt reports whether a return certainly hands back an error.
func (b *body) failsAt(t *Tracer, x exit) bool {
	last := len(x.instr.Args) - 1
	return last > 0 && b.isCertainError(t, x.instr.Args[last], x.block, 0)
}

// maxMakers bounds the functions and joins through which an error is followed to where it is made.
const maxMakers = 3

// isCertainError reports whether a value is an error, and not nil, where it is used in a block.
func (b *body) isCertainError(t *Tracer, ref summary.Ref, block, depth int) bool {
	if !b.typeOf(ref).IsError() || depth > maxMakers {
		return false
	}
	d := b.def(ref)
	if d.Instr == nil || b.isNotNil(ref, block) {
		return d.Instr != nil
	}
	switch d.Op {
	case summary.OpMakeIface:
		return true
	case summary.OpLoad: // of one that the program declares
		return d.Args[0].Kind() == summary.RefGlobal
	case summary.OpPhi:
		for i, a := range d.Args {
			if !b.isCertainError(t, a, int(b.Blocks[d.block].Preds[i]), depth+1) {
				return false
			}
		}
		return true
	case summary.OpCall:
		return b.makesError(t, d, depth)
	}
	return false
}

// makesError reports whether a call returns an error in any case.
func (b *body) makesError(t *Tracer, call def, depth int) bool {
	site := graph.Site{Caller: b.Func, Block: call.block, Index: call.index}
	if e := t.known(site); e != nil {
		return e.Flow != nil && e.Flow.Formats && !b.isGivenError(site, e.Flow)
	}
	f := t.bodyByID(b.Sym(call.Instr))
	if f == nil || len(f.returns) == 0 {
		return false
	}
	for _, x := range f.returns {
		if len(x.instr.Args) != 1 || !f.isCertainError(t, x.instr.Args[0], x.block, depth+1) {
			return false
		}
	}
	return true
}

// isGivenError reports whether a function that formats gets an error as its first operand: it hands nil on.
func (b *body) isGivenError(site graph.Site, f *knowledge.Flow) bool {
	ref, ok := operand(site, f.From[0])
	return ok && b.typeOf(ref).IsError()
}

// IsCertainError reports whether a value is an error, and not nil, where f uses it in a block.
func (t *Tracer) IsCertainError(f *graph.Func, ref summary.Ref, block int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.body(f).isCertainError(t, ref, block, 0)
}
