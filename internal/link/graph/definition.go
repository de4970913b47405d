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

// Condition returns what f branches on at the end of a block; it reports false if the block ends otherwise.
func (f *Func) Condition(block int) (summary.Ref, bool) {
	instrs := f.Blocks[block].Instrs
	if n := len(instrs); n > 0 && instrs[n-1].Op == summary.OpIf {
		return instrs[n-1].Args[0], true
	}
	return 0, false
}

// OnlyText returns the text of the only one of operands that is a text, in an interface or not, "" if there is none.
func (f *Func) OnlyText(operands []summary.Ref) string {
	text := ""
	for _, r := range operands {
		if in := f.Definition(r); in != nil && in.Op == summary.OpMakeIface {
			r = in.Args[0]
		}
		if c, ok := f.Const(r); ok && c.Kind == summary.ConstString && c.Str != "" {
			if text != "" {
				return ""
			}
			text = c.Str
		}
	}
	return text
}
