package eval

import (
	"go/token"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// value returns the value of an operand, nil for no operand.
func (m *Machine) value(fr *frame, r summary.Ref) Value {
	switch r.Kind() {
	case summary.RefReg:
		if v := fr.regs[r.N()]; v != nil {
			return v
		}
		return &Unknown{} // defined on a path that was not executed
	case summary.RefConst:
		return m.constant(fr.fn, fr.fn.Pkg.Consts[r.N()])
	case summary.RefGlobal:
		return &Ptr{m.global(fr.fn.Pkg.Symbols[r.N()])}
	case summary.RefFunc, summary.RefBuiltin:
		return m.function(fr.fn.Pkg.Symbols[r.N()])
	}
	return nil
}

// function returns the function value with a name; there is one for each.
func (m *Machine) function(id string) *Func {
	f := m.funcs[id]
	if f == nil {
		f = &Func{ID: id}
		m.funcs[id] = f
	}
	return f
}

func (m *Machine) constant(fn *graph.Func, c summary.Const) Value {
	switch c.Kind {
	case summary.ConstNil:
		return Nil{}
	case summary.ConstBool:
		return Bool(c.Int != 0)
	case summary.ConstInt:
		return Int(c.Int)
	case summary.ConstString:
		return Str(c.Str)
	case summary.ConstZero:
		return m.zero(m.Graph.TypeOf(fn, c.Type))
	}
	return &Unknown{}
}

// zero returns the zero value of a type.
func (m *Machine) zero(t graph.Type) Value {
	u := t.Underlying()
	if !u.IsKnown() {
		return &Unknown{Type: t}
	}
	switch u.Kind {
	case summary.KindStruct:
		return &Struct{Type: t, Fields: map[string]*Cell{}}
	case summary.KindArray:
		return &Array{}
	case summary.KindBasic:
		switch u.Name {
		case "string":
			return Str("")
		case "bool":
			return Bool(false)
		case "float32", "float64", "complex64", "complex128":
			return &Unknown{Type: t}
		case "unsafe.Pointer", "untyped nil":
			return Nil{}
		}
		return Int(0)
	case summary.KindTypeParam:
		return &Unknown{Type: t}
	}
	return Nil{}
}

// instr executes an instruction that is neither a call nor control flow and returns its result.
func (m *Machine) instr(fr *frame, in *summary.Instr) Value {
	arg := func(i int) Value { return m.value(fr, in.Args[i]) }
	switch in.Op {
	case summary.OpAlloc:
		return &Ptr{m.cell(nil, m.Graph.TypeOf(fr.fn, in.Type).Element())}
	case summary.OpLoad:
		return m.counted(fr, in, arg(0), m.Load(arg(0), m.Graph.TypeOf(fr.fn, in.Type)))
	case summary.OpStore:
		m.store(arg(0), arg(1))
		return nil
	case summary.OpFieldAddr:
		return m.fieldAddr(arg(0), fr.fn.Sym(in), m.Graph.TypeOf(fr.fn, in.XType), Spot{fr.fn, in.Pos})
	case summary.OpField:
		return m.Field(arg(0), fr.fn.Sym(in), m.Graph.TypeOf(fr.fn, in.Type))
	case summary.OpBinOp:
		x, y := arg(0), arg(1)
		fr.count(in, x, y)
		return m.binop(token.Token(in.N), x, y)
	case summary.OpNot:
		v, deps := strip(arg(0))
		if b, ok := v.(Bool); ok {
			return label(Bool(!b), deps)
		}
		not := &Unknown{Deps: deps | DepsOf(v)}
		if u, ok := v.(*Unknown); ok && u.From == "" {
			not.Args = u.Args
		}
		return not
	case summary.OpMakeIface:
		v, deps := strip(arg(0))
		if u, ok := v.(*Unknown); ok && in.XType != summary.NoType && !u.Type.IsKnown() {
			v = &Unknown{Type: m.Graph.TypeOf(fr.fn, in.XType), Deps: u.Deps, From: u.From, Args: u.Args}
		}
		return label(&Iface{Type: m.Graph.TypeOf(fr.fn, in.XType), V: v}, deps)
	case summary.OpChangeType:
		return arg(0)
	case summary.OpConvert:
		return m.convert(arg(0), m.Graph.TypeOf(fr.fn, in.Type))
	case summary.OpClosure:
		f := &Func{ID: fr.fn.Sym(in)}
		for i := range in.Args {
			f.Bind = append(f.Bind, arg(i))
		}
		return f
	case summary.OpBound:
		return m.bind(fr.fn.Sym(in), arg(0))
	case summary.OpExtract:
		return m.extract(arg(0), int(in.N), m.Graph.TypeOf(fr.fn, in.Type))
	case summary.OpTypeAssert:
		return m.typeAssert(arg(0), m.Graph.TypeOf(fr.fn, in.XType), in.N == 1)
	}
	return m.container(fr, in)
}

// count notes that a loop makes a step when an integer that it compares has changed.
func (fr *frame) count(in *summary.Instr, x, y Value) {
	i, ok := x.(Int)
	if _, known := y.(Int); !ok || !known {
		return
	}
	if last, seen := fr.counters[in]; seen && last != i {
		fr.advanced++
	}
	if fr.counters == nil {
		fr.counters = map[*summary.Instr]Int{}
	}
	fr.counters[in] = i
}

// container executes the instructions on slices, maps, channels and iterators.
func (m *Machine) container(fr *frame, in *summary.Instr) Value {
	arg := func(i int) Value { return m.value(fr, in.Args[i]) }
	typ := func() graph.Type { return m.Graph.TypeOf(fr.fn, in.Type) }
	switch in.Op {
	case summary.OpMakeMap:
		return &Map{epoch: m.epoch}
	case summary.OpMakeSlice:
		if n, ok := arg(0).(Int); ok && n >= 0 && n <= 1024 {
			s := &Slice{}
			for range n {
				s.Elems = append(s.Elems, m.cell(nil, typ().Element()))
			}
			return s
		}
		return &Slice{Open: true}
	case summary.OpMakeChan:
		return &Unknown{Type: typ(), NonNil: true}
	case summary.OpSlice:
		return m.slice(fr, in)
	case summary.OpIndexAddr, summary.OpIndex:
		return m.index(arg(0), arg(1), typ(), in.Op == summary.OpIndexAddr)
	case summary.OpLookup:
		return m.lookup(arg(0), arg(1), typ(), in.N == 1, m.grows(fr.fn, in.Args[0]))
	case summary.OpMapUpdate:
		m.mapUpdate(arg(0), arg(1), arg(2))
		return nil
	case summary.OpRange:
		v, deps := strip(arg(0))
		return label(&Ptr{&Cell{V: &Iter{Over: v}}}, deps)
	case summary.OpNext:
		v := m.next(arg(0), typ())
		if more, ok := v.(Tuple)[0].(Bool); ok && bool(more) {
			fr.advanced++
		}
		return v
	case summary.OpRecv:
		u := &Unknown{Type: typ(), Deps: DepsOf(arg(0))}
		if in.N == 1 {
			return Tuple{u, &Unknown{}}
		}
		return u
	case summary.OpSelect:
		u := m.unknownOf(typ(), 0, "", nil)
		return u
	case summary.OpNeg:
		if n, ok := arg(0).(Int); ok {
			return -n
		}
		return &Unknown{Type: typ(), Deps: DepsOf(arg(0))}
	}
	if in.Dst >= 0 {
		return &Unknown{Type: typ()}
	}
	return nil
}

// unknownOf makes an unknown value of a type; a tuple has a component for each element.
func (m *Machine) unknownOf(t graph.Type, deps Deps, from string, args []Value) Value {
	if t.IsKnown() && t.Kind == summary.KindTuple {
		out := make(Tuple, len(t.Params))
		for i, p := range t.Params {
			out[i] = &Unknown{Type: m.Graph.Type(t.Package(), p), Deps: deps, From: from, Args: args}
		}
		return out
	}
	return &Unknown{Type: t, Deps: deps, From: from, Args: args}
}

// extract returns a component of a tuple.
func (m *Machine) extract(v Value, i int, t graph.Type) Value {
	inner, deps := strip(v)
	switch x := inner.(type) {
	case Tuple:
		if i < len(x) && x[i] != nil {
			return label(x[i], deps)
		}
	case *Alt:
		var out Value
		for _, a := range x.Vals {
			out = join(out, m.extract(a, i, t), x.Deps)
		}
		return label(out, deps)
	case *Unknown:
		return &Unknown{Type: t, Deps: deps | x.Deps, From: x.From, Args: x.Args}
	}
	return &Unknown{Type: t, Deps: deps | DepsOf(inner)}
}

// convert changes the representation of v.
func (m *Machine) convert(v Value, t graph.Type) Value {
	inner, deps := strip(v)
	switch x := inner.(type) {
	case Str:
		if u := t.Underlying(); u.IsKnown() && u.Name != "string" {
			return label(x, deps) // []byte and string have the same text here
		}
		return v
	case Int, *Ptr, *Slice, *Func, *Struct:
		return v
	}
	return &Unknown{Type: t, Deps: deps | DepsOf(inner)}
}

// typeAssert narrows an interface value.
func (m *Machine) typeAssert(v Value, t graph.Type, commaOk bool) Value {
	inner, deps := strip(v)
	result := func(val Value, ok Value) Value {
		if commaOk {
			return Tuple{label(val, deps), label(ok, deps)}
		}
		return label(val, deps)
	}
	switch x := inner.(type) {
	case *Iface:
		isIface := t.Underlying().IsKnown() && t.Underlying().Kind == summary.KindInterface
		switch {
		case isIface:
			if x.Type.Deref().Local && !m.hasMethods(x.Type, t) {
				return result(m.zero(t), Bool(false))
			}
			return result(x, Bool(true))
		case x.Type.IsKnown() && t.IsKnown() && x.Type.Name == t.Name:
			return result(x.V, Bool(true))
		case x.Type.IsKnown() && t.IsKnown():
			return result(m.zero(t), Bool(false))
		}
	case Nil:
		return result(m.zero(t), Bool(false))
	case *Object:
		return result(x, Bool(true))
	}
	u := &Unknown{Type: t, Deps: deps | DepsOf(inner)}
	if commaOk {
		return Tuple{u, &Unknown{Deps: u.Deps}}
	}
	return u
}

func (m *Machine) hasMethods(t, iface graph.Type) bool {
	for _, want := range iface.Underlying().Methods {
		if _, ok := t.Deref().Method(want.Name); !ok {
			return false
		}
	}
	return true
}
