package graph

import "github.com/apilint/apilint/internal/summary"

// Definition returns the instruction that computes a register of f, nil if r is none or none does.
func (f *Func) Definition(r summary.Ref) *summary.Instr {
	if r.Kind() != summary.RefReg {
		return nil
	}
	for _, in := range f.Instrs {
		if int(in.Dst) == r.N() && in.Dst >= 0 {
			return in
		}
	}
	return nil
}
