package compile

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apilint/apilint/internal/summary"
)

// lowerTree lowers fn and the closures in it.
func (c *compiler) lowerTree(fn *ssa.Function, outer string) {
	id := functionID(fn)
	l := &lowering{compiler: c, fn: fn, regs: map[ssa.Value]int{}}
	c.out.Funcs = append(c.out.Funcs, l.lower(id, outer))
	for _, anon := range fn.AnonFuncs {
		c.lowerTree(anon, id)
	}
}

// lowering is the translation of one function.
type lowering struct {
	*compiler
	fn   *ssa.Function
	regs map[ssa.Value]int
}

func (l *lowering) lower(id, outer string) summary.Func {
	fn := l.fn
	f := summary.Func{
		ID: id, Name: shortName(id), Outer: outer,
		Sig:     l.typ(fn.Signature),
		NParams: len(fn.Params), NFree: len(fn.FreeVars),
		HasRecv: fn.Signature.Recv() != nil,
		Recover: -1,
		Pos:     l.pos(fn.Pos()),
		Synth:   fn.Synthetic != "",
	}
	if obj := fn.Object(); obj != nil {
		f.Exported = obj.Exported()
	}
	for _, p := range fn.Params {
		l.newReg(p)
		f.Params = append(f.Params, summary.Param{Name: p.Name(), Type: l.typ(p.Type())})
	}
	for _, v := range fn.FreeVars {
		l.newReg(v)
		f.Params = append(f.Params, summary.Param{Name: v.Name(), Type: l.typ(v.Type())})
	}
	for r := range fn.Signature.Results().Variables() {
		f.Results = append(f.Results, summary.Param{Name: r.Name(), Type: l.typ(r.Type())})
	}
	l.numberInstrs()
	for _, b := range fn.Blocks {
		f.Blocks = append(f.Blocks, l.block(b))
	}
	if fn.Recover != nil {
		f.Recover = int32(fn.Recover.Index)
	}
	f.NRegs = len(l.regs)
	return f
}

func (l *lowering) newReg(v ssa.Value) { l.regs[v] = len(l.regs) }

// numberInstrs gives every instruction that has a result its register, before any of them is referred to (phis look ahead).
func (l *lowering) numberInstrs() {
	for _, b := range l.fn.Blocks {
		for _, instr := range b.Instrs {
			if v, ok := instr.(ssa.Value); ok {
				l.newReg(v)
			}
		}
	}
}

func (l *lowering) block(b *ssa.BasicBlock) summary.Block {
	out := summary.Block{Idom: -1}
	for _, s := range b.Succs {
		out.Succs = append(out.Succs, int32(s.Index))
	}
	for _, p := range b.Preds {
		out.Preds = append(out.Preds, int32(p.Index))
	}
	if d := b.Idom(); d != nil {
		out.Idom = int32(d.Index)
	}
	for _, instr := range b.Instrs {
		if in, ok := l.instr(instr); ok {
			out.Instrs = append(out.Instrs, in)
		}
	}
	return out
}

// ref returns the operand that stands for v.
func (l *lowering) ref(v ssa.Value) summary.Ref {
	switch v := v.(type) {
	case nil:
		return 0
	case *ssa.Const:
		return summary.MakeRef(summary.RefConst, l.constant(v))
	case *ssa.Global:
		return summary.MakeRef(summary.RefGlobal, l.symbol(globalID(v)))
	case *ssa.Builtin:
		return summary.MakeRef(summary.RefBuiltin, l.symbol(v.Name()))
	case *ssa.Function:
		return summary.MakeRef(summary.RefFunc, l.symbol(functionID(v)))
	}
	return summary.MakeRef(summary.RefReg, l.regs[v])
}

func (l *lowering) refs(vs ...ssa.Value) []summary.Ref {
	refs := make([]summary.Ref, len(vs))
	for i, v := range vs {
		refs[i] = l.ref(v)
	}
	return refs
}

func (l *lowering) constant(k *ssa.Const) int {
	c := summary.Const{Type: l.typ(k.Type())}
	switch {
	case k.Value == nil && k.IsNil():
		c.Kind = summary.ConstNil
	case k.Value == nil:
		c.Kind = summary.ConstZero
	default:
		switch k.Value.Kind() {
		case constant.Bool:
			c.Kind = summary.ConstBool
			if constant.BoolVal(k.Value) {
				c.Int = 1
			}
		case constant.String:
			c.Kind, c.Str = summary.ConstString, constant.StringVal(k.Value)
		case constant.Int:
			c.Kind, c.Int = summary.ConstInt, k.Int64()
		default:
			c.Kind, c.Str = summary.ConstOther, k.Value.ExactString()
		}
	}
	i, ok := l.consts[c]
	if !ok {
		i = len(l.out.Consts)
		l.consts[c] = i
		l.out.Consts = append(l.out.Consts, c)
	}
	return i
}

// methodOf returns the method that a synthetic function stands for: the target of a bound method value or of a method
// expression. A plain function stands for itself.
func methodOf(fn *ssa.Function) (*types.Func, bool) {
	obj, ok := fn.Object().(*types.Func)
	return obj, ok && fn.Synthetic != "" && fn.Signature.Recv() == nil && obj.Signature().Recv() != nil
}
