package summary

import (
	"fmt"
	"go/token"
	"strings"
)

var opNames = [...]string{
	"invalid", "alloc", "binop", "not", "neg", "load", "recv", "call", "callvalue", "invoke", "builtin", "convert",
	"changetype", "makeiface", "closure", "bound", "makemap", "makechan", "makeslice", "slice", "fieldaddr", "field",
	"indexaddr", "index", "lookup", "typeassert", "extract", "range", "next", "phi", "select", "store", "mapupdate",
	"send", "return", "if", "jump", "panic", "rundefers", "unreachable",
}

func (op Op) String() string { return opNames[op] }

// Print writes f's body for people: one instruction a line.
func (p *Package) Print(f *Func) string {
	var b strings.Builder
	fmt.Fprintf(&b, "func %s (", f.ID)
	for i, param := range f.Params {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "r%d %s", i, param.Name)
	}
	b.WriteString(")\n")
	for i, blk := range f.Blocks {
		fmt.Fprintf(&b, "%d: preds %v succs %v\n", i, blk.Preds, blk.Succs)
		for _, in := range blk.Instrs {
			b.WriteString("\t" + p.printInstr(in) + "\n")
		}
	}
	return b.String()
}

func (p *Package) printInstr(in Instr) string {
	var b strings.Builder
	if in.Dst >= 0 {
		fmt.Fprintf(&b, "r%d = ", in.Dst)
	}
	b.WriteString(in.Op.String())
	if in.Op == OpBinOp {
		b.WriteString(" " + token.Token(in.N).String())
	} else if in.N != 0 {
		fmt.Fprintf(&b, " #%d", in.N)
	}
	if in.Sym >= 0 {
		b.WriteString(" " + p.Symbols[in.Sym])
	}
	for _, a := range in.Args {
		b.WriteString(" " + p.PrintRef(a))
	}
	if in.Type != NoType {
		b.WriteString(" : " + p.Types[in.Type].Name)
	}
	return b.String()
}

// PrintRef writes an operand for people.
func (p *Package) PrintRef(r Ref) string {
	switch r.Kind() {
	case RefReg:
		return fmt.Sprintf("r%d", r.N())
	case RefConst:
		c := p.Consts[r.N()]
		switch c.Kind {
		case ConstString:
			return fmt.Sprintf("%q", c.Str)
		case ConstInt:
			return fmt.Sprint(c.Int)
		case ConstBool:
			return fmt.Sprint(c.Int != 0)
		case ConstNil:
			return "nil"
		case ConstZero:
			return "zero"
		}
		return c.Str
	case RefGlobal, RefFunc, RefBuiltin:
		return p.Symbols[r.N()]
	}
	return "_"
}
