package compile

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apilint/apilint/internal/summary"
)

// instr lowers one instruction; it reports false for those that nobody needs.
func (l *lowering) instr(instr ssa.Instruction) (summary.Instr, bool) {
	in := summary.Instr{Dst: -1, Sym: -1, Type: summary.NoType, XType: summary.NoType, Pos: l.pos(instr.Pos())}
	if v, ok := instr.(ssa.Value); ok {
		in.Dst = int32(l.regs[v])
		in.Type = l.typ(v.Type())
	}
	switch i := instr.(type) {
	case *ssa.DebugRef:
		return in, false
	case *ssa.Call:
		l.call(&in, &i.Call, summary.ModeCall)
	case *ssa.Go:
		l.call(&in, &i.Call, summary.ModeGo)
	case *ssa.Defer:
		l.call(&in, &i.Call, summary.ModeDefer)
	case *ssa.MakeClosure:
		l.closure(&in, i)
	case *ssa.Alloc:
		in.Op = summary.OpAlloc
		in.N = flag(i.Heap)
	case *ssa.Phi:
		in.Op, in.Args = summary.OpPhi, l.refs(i.Edges...)
	case *ssa.BinOp:
		in.Op, in.N, in.Args = summary.OpBinOp, int32(i.Op), l.refs(i.X, i.Y)
	case *ssa.UnOp:
		l.unOp(&in, i)
	case *ssa.FieldAddr:
		l.field(&in, summary.OpFieldAddr, i.X, i.Field)
	case *ssa.Field:
		l.field(&in, summary.OpField, i.X, i.Field)
	default:
		if !l.conversion(&in, instr) && !l.container(&in, instr) && !l.control(&in, instr) {
			return in, false
		}
	}
	return in, true
}

func (l *lowering) unOp(in *summary.Instr, i *ssa.UnOp) {
	in.Args = l.refs(i.X)
	switch i.Op {
	case token.MUL:
		in.Op = summary.OpLoad
	case token.NOT:
		in.Op = summary.OpNot
	case token.ARROW:
		in.Op, in.N = summary.OpRecv, flag(i.CommaOk)
	default:
		in.Op = summary.OpNeg
	}
}

func (l *lowering) field(in *summary.Instr, op summary.Op, x ssa.Value, index int) {
	st := deref(x.Type())
	in.Op, in.Args, in.XType = op, l.refs(x), l.typ(st)
	in.Sym = int32(l.symbol(fieldOf(st, index)))
}

func fieldOf(t types.Type, index int) string {
	if st, ok := t.Underlying().(*types.Struct); ok {
		return st.Field(index).Name()
	}
	if tp, ok := types.Unalias(t).(*types.TypeParam); ok { // a field of every type in the constraint
		for term := range tp.Underlying().(*types.Interface).EmbeddedTypes() {
			return fieldOf(term, index)
		}
	}
	return "?"
}

// closure lowers a function literal with its bindings, or a bound method value.
func (l *lowering) closure(in *summary.Instr, i *ssa.MakeClosure) {
	fn := i.Fn.(*ssa.Function)
	if m, bound := methodOf(fn); bound {
		in.Op, in.Sym = summary.OpBound, int32(l.symbol(FuncID(m)))
	} else {
		in.Op, in.Sym = summary.OpClosure, int32(l.symbol(functionID(fn)))
	}
	in.Args = l.refs(i.Bindings...)
}

func (l *lowering) call(in *summary.Instr, call *ssa.CallCommon, mode summary.Mode) {
	in.Mode = mode
	switch {
	case call.IsInvoke():
		in.Op, in.Sym = summary.OpInvoke, int32(l.symbol(FuncID(call.Method)))
		in.XType = l.typ(call.Value.Type())
		in.Args = append(l.refs(call.Value), l.refs(call.Args...)...)
		return
	}
	switch v := call.Value.(type) {
	case *ssa.Builtin:
		in.Op, in.Sym, in.Args = summary.OpBuiltin, int32(l.symbol(v.Name())), l.refs(call.Args...)
	case *ssa.Function:
		in.Op, in.Sym, in.Args = summary.OpCall, int32(l.symbol(functionID(v))), l.refs(call.Args...)
		if v.Signature.Recv() == nil && len(v.TypeArgs()) > 0 {
			in.XType = l.typ(types.NewTuple(typeVars(v.TypeArgs())...)) // Get[Order](…): the type arguments decide what is loaded
		}
	default:
		in.Op, in.Args = summary.OpCallValue, append(l.refs(v), l.refs(call.Args...)...)
	}
}

func typeVars(ts []types.Type) []*types.Var {
	vars := make([]*types.Var, len(ts))
	for i, t := range ts {
		vars[i] = types.NewVar(token.NoPos, nil, "", t)
	}
	return vars
}

func (l *lowering) conversion(in *summary.Instr, instr ssa.Instruction) bool {
	switch i := instr.(type) {
	case *ssa.Convert:
		in.Op, in.Args, in.XType = summary.OpConvert, l.refs(i.X), l.typ(i.X.Type())
	case *ssa.MultiConvert:
		in.Op, in.Args, in.XType = summary.OpConvert, l.refs(i.X), l.typ(i.X.Type())
	case *ssa.SliceToArrayPointer:
		in.Op, in.Args, in.XType = summary.OpConvert, l.refs(i.X), l.typ(i.X.Type())
	case *ssa.ChangeType:
		in.Op, in.Args, in.XType = summary.OpChangeType, l.refs(i.X), l.typ(i.X.Type())
	case *ssa.ChangeInterface:
		in.Op, in.Args, in.XType = summary.OpChangeType, l.refs(i.X), l.typ(i.X.Type())
	case *ssa.MakeInterface:
		in.Op, in.Args, in.XType = summary.OpMakeIface, l.refs(i.X), l.typ(i.X.Type())
	case *ssa.TypeAssert:
		in.Op, in.Args, in.XType, in.N = summary.OpTypeAssert, l.refs(i.X), l.typ(i.AssertedType), flag(i.CommaOk)
	default:
		return false
	}
	return true
}

func (l *lowering) container(in *summary.Instr, instr ssa.Instruction) bool {
	switch i := instr.(type) {
	case *ssa.MakeMap:
		in.Op = summary.OpMakeMap
	case *ssa.MakeChan:
		in.Op = summary.OpMakeChan
	case *ssa.MakeSlice:
		in.Op, in.Args = summary.OpMakeSlice, l.refs(i.Len, i.Cap)
	case *ssa.Slice:
		in.Op, in.Args = summary.OpSlice, l.refs(i.X, i.Low, i.High, i.Max)
	case *ssa.IndexAddr:
		in.Op, in.Args = summary.OpIndexAddr, l.refs(i.X, i.Index)
	case *ssa.Index:
		in.Op, in.Args = summary.OpIndex, l.refs(i.X, i.Index)
	case *ssa.Lookup:
		in.Op, in.Args, in.N = summary.OpLookup, l.refs(i.X, i.Index), flag(i.CommaOk)
	case *ssa.Extract:
		in.Op, in.Args, in.N = summary.OpExtract, l.refs(i.Tuple), int32(i.Index)
	case *ssa.Range:
		in.Op, in.Args = summary.OpRange, l.refs(i.X)
	case *ssa.Next:
		in.Op, in.Args, in.N = summary.OpNext, l.refs(i.Iter), flag(i.IsString)
	case *ssa.Store:
		in.Op, in.Args = summary.OpStore, l.refs(i.Addr, i.Val)
	case *ssa.MapUpdate:
		in.Op, in.Args = summary.OpMapUpdate, l.refs(i.Map, i.Key, i.Value)
	case *ssa.Send:
		in.Op, in.Args = summary.OpSend, l.refs(i.Chan, i.X)
	default:
		return false
	}
	return true
}

func (l *lowering) control(in *summary.Instr, instr ssa.Instruction) bool {
	switch i := instr.(type) {
	case *ssa.Return:
		in.Op, in.Args = summary.OpReturn, l.refs(i.Results...)
	case *ssa.If:
		in.Op, in.Args = summary.OpIf, l.refs(i.Cond)
	case *ssa.Jump:
		in.Op = summary.OpJump
	case *ssa.Panic:
		in.Op, in.Args = summary.OpPanic, l.refs(i.X)
	case *ssa.RunDefers:
		in.Op = summary.OpRunDefers
	case *ssa.Select:
		in.Op, in.N = summary.OpSelect, flag(i.Blocking)
		for _, st := range i.States {
			in.Args = append(in.Args, l.ref(st.Chan))
		}
	default:
		return false
	}
	return true
}

func flag(b bool) int32 {
	if b {
		return 1
	}
	return 0
}
