package eval

import (
	"go/token"

	"github.com/apilint/apilint/internal/summary"
)

// learn makes known what the condition of block b tells on the arm where it is as given: the condition itself, and the
// operand of a comparison with a constant. The function that it returns takes that back.
func (m *Machine) learn(fr *frame, b int32, is bool) (forget func()) {
	blk := fr.fn.Blocks[b].Instrs
	cond := blk[len(blk)-1].Args[0]
	if cond.Kind() != summary.RefReg {
		return func() {}
	}
	old := fr.regs[cond.N()]
	fr.regs[cond.N()] = label(Bool(is), DepsOf(old))
	forgetOperand := m.learnOperand(fr, comparison(blk, cond), is)
	return func() {
		fr.regs[cond.N()] = old
		forgetOperand()
	}
}

// comparison returns the comparison among instrs that computes r, nil if there is none.
func comparison(instrs []summary.Instr, r summary.Ref) *summary.Instr {
	for i := range instrs {
		if in := &instrs[i]; in.Op == summary.OpBinOp && int(in.Dst) == r.N() {
			return in
		}
	}
	return nil
}

// learnOperand makes known what a comparison tells of a register of which nothing was known.
func (m *Machine) learnOperand(fr *frame, in *summary.Instr, is bool) (forget func()) {
	nothing := func() {}
	if in == nil {
		return nothing
	}
	op := token.Token(in.N)
	if op != token.EQL && op != token.NEQ || in.Args[0].Kind() != summary.RefReg || in.Args[1].Kind() != summary.RefConst {
		return nothing
	}
	reg := in.Args[0].N()
	old := fr.regs[reg]
	inner, deps := strip(old)
	if _, isAlt := inner.(*Alt); !isAlt {
		if _, unknown := inner.(*Unknown); !unknown {
			return nothing
		}
	}
	constant := m.value(fr, in.Args[1])
	switch {
	case is == (op == token.EQL):
		fr.regs[reg] = label(constant, deps|DepsOf(inner))
	case constant == Value(Nil{}):
		fr.regs[reg] = label(notNil(inner), deps)
	default:
		return nothing
	}
	return func() { fr.regs[reg] = old }
}

// notNil is what is left of a value that is not nil.
func notNil(v Value) Value {
	switch x := v.(type) {
	case *Unknown:
		known := *x
		known.NonNil = true
		return &known
	case *Alt:
		var out Value
		for _, a := range x.Vals {
			inner, deps := strip(a)
			if isNil(inner) == yes {
				continue
			}
			out = join(out, label(notNil(inner), deps), x.Deps)
		}
		if out != nil {
			return label(out, x.Deps)
		}
	}
	return v
}
