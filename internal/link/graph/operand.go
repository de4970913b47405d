package graph

import "github.com/apilint/apilint/internal/summary"

// OperandType returns the static type of an operand of f: of a register or a constant. That of others is unknown.
func (f *Func) OperandType(r summary.Ref) Type {
	switch r.Kind() {
	case summary.RefReg:
		f.regOnce.Do(f.indexRegisters)
		return f.g.Type(f.Pkg, f.regs[r.N()])
	case summary.RefConst:
		return f.g.Type(f.Pkg, f.Pkg.Consts[r.N()].Type)
	}
	return Type{}
}

// indexRegisters notes the type of each register.
func (f *Func) indexRegisters() {
	f.regs = make([]summary.TypeRef, f.NRegs)
	for i := range f.regs {
		f.regs[i] = summary.NoType
	}
	for i, p := range f.Params {
		f.regs[i] = p.Type
	}
	for _, in := range f.Instrs {
		if in.Dst >= 0 {
			f.regs[in.Dst] = in.Type
		}
	}
}
