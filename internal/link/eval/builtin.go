package eval

import (
	"go/token"
	"slices"
)

// builtin executes a call of a builtin function.
func (m *Machine) builtin(c *Call) Value {
	switch c.Callee {
	case "append":
		return m.appendTo(c.Arg(0), c.Arg(1))
	case "len", "cap":
		return m.length(c.Arg(0))
	case "panic":
		return Tuple{}
	case "copy":
		return &Unknown{}
	case "min", "max", "real", "imag", "complex", "recover":
		return &Unknown{Deps: m.argDeps(c), Type: c.Type}
	case "ssa:wrapnilchk":
		return c.Arg(0)
	}
	return m.unknownOf(c.Type, m.argDeps(c), "", nil)
}

// appendTo appends the elements of b to a. If a is one of several slices, the result has what each of them holds: they
// mostly are the same slice at different times.
func (m *Machine) appendTo(a, b Value) Value {
	x, deps := strip(a)
	y, deps2 := strip(b)
	out := &Slice{}
	if alt, ok := x.(*Alt); ok {
		for _, v := range alt.Vals {
			inner, _ := strip(v)
			cells, open := m.elements(inner)
			out.Open = out.Open || open
			for _, c := range cells {
				if len(out.Elems) < maxMerged && !slices.Contains(out.Elems, c) {
					out.Elems = append(out.Elems, c)
				}
			}
		}
	} else {
		out.Elems, out.Open = m.elements(x)
	}
	cells, open := m.elements(y)
	out.Open = out.Open || open
	if len(out.Elems)+len(cells) > maxElems {
		out.Open = true
		return label(out, deps|deps2)
	}
	out.Elems = append(out.Elems[:len(out.Elems):len(out.Elems)], cells...)
	return label(out, deps|deps2)
}

// maxMerged bounds the elements of a slice that is one of several.
const maxMerged = 256

func (m *Machine) length(v Value) Value {
	inner, deps := strip(v)
	switch x := inner.(type) {
	case Nil:
		return label(Int(0), deps)
	case *Slice:
		if !x.Open || len(x.Elems) > 0 {
			return label(Int(len(x.Elems)), deps)
		}
	case *Array:
		return label(Int(len(x.Elems)), deps)
	case *Map:
		if !x.Open {
			return label(Int(len(x.Keys)), deps)
		}
	case Str:
		if _, exact := Text(x); exact {
			return label(Int(len(x)), deps)
		}
		if len(x) > len(Hole) {
			return &Unknown{Deps: deps, NonNil: true}
		}
	}
	return &Unknown{Deps: deps | DepsOf(inner)}
}

// binop executes x op y.
func (m *Machine) binop(op token.Token, a, b Value) Value {
	x, deps := strip(a)
	y, deps2 := strip(b)
	deps |= deps2
	switch op {
	case token.EQL:
		return compared(truth(m.equal(x, y), deps|DepsOf(x)|DepsOf(y)), x, y)
	case token.NEQ:
		v := m.equal(x, y)
		if v != unknown {
			v = yes + no - v
		}
		return compared(truth(v, deps|DepsOf(x)|DepsOf(y)), x, y)
	}
	if xi, ok := x.(Int); ok {
		if yi, ok := y.(Int); ok {
			if v := arith(op, xi, yi); v != nil {
				return label(v, deps)
			}
		}
	}
	if op == token.ADD {
		_, xs := x.(Str)
		_, ys := y.(Str)
		if xs || ys {
			return label(Str(text(x)+text(y)), deps|DepsOf(x)|DepsOf(y))
		}
	}
	return compared(&Unknown{Deps: deps | DepsOf(x) | DepsOf(y)}, x, y)
}

func arith(op token.Token, x, y Int) Value {
	switch op {
	case token.ADD:
		return x + y
	case token.SUB:
		return x - y
	case token.MUL:
		return x * y
	case token.LSS:
		return Bool(x < y)
	case token.LEQ:
		return Bool(x <= y)
	case token.GTR:
		return Bool(x > y)
	case token.GEQ:
		return Bool(x >= y)
	case token.AND:
		return x & y
	case token.OR:
		return x | y
	case token.QUO:
		if y != 0 {
			return x / y
		}
	case token.REM:
		if y != 0 {
			return x % y
		}
	}
	return nil
}

// equal compares two values.
func (m *Machine) equal(a, b Value) verdict {
	a, _ = strip(a)
	b, _ = strip(b)
	if ia, ok := a.(*Iface); ok {
		if ib, ok := b.(*Iface); ok {
			if ia.Type.IsKnown() && ib.Type.IsKnown() && ia.Type.Name != ib.Type.Name {
				return no
			}
			return m.equal(ia.V, ib.V)
		}
		if _, isNil := b.(Nil); isNil {
			return no
		}
		return unknown
	}
	if _, ok := b.(*Iface); ok {
		return m.equal(b, a)
	}
	switch x := a.(type) {
	case Bool:
		if y, ok := b.(Bool); ok {
			return known(x == y)
		}
	case Int:
		if y, ok := b.(Int); ok {
			return known(x == y)
		}
	case Str:
		if y, ok := b.(Str); ok {
			return equalText(string(x), string(y))
		}
	case Nil:
		return isNil(b)
	}
	if _, ok := b.(Nil); ok {
		return isNil(a)
	}
	if x, ok := a.(*Ptr); ok {
		if y, ok := b.(*Ptr); ok {
			return known(x.To == y.To)
		}
	}
	if x, ok := a.(*Alt); ok {
		return m.equalAlt(x, b)
	}
	if y, ok := b.(*Alt); ok {
		return m.equalAlt(y, a)
	}
	return unknown
}

func (m *Machine) equalAlt(a *Alt, b Value) verdict {
	out := m.equal(a.Vals[0], b)
	for _, v := range a.Vals[1:] {
		if m.equal(v, b) != out {
			return unknown
		}
	}
	return out
}

// isNil compares a value with nil.
func isNil(v Value) verdict {
	switch x := v.(type) {
	case Nil:
		return yes
	case *Unknown:
		if x.NonNil {
			return no
		}
	case *Alt:
		out := unknown
		for i, a := range x.Vals {
			inner, _ := strip(a)
			n := isNil(inner)
			if i > 0 && n != out {
				return unknown
			}
			out = n
		}
		return out
	case *Ptr, *Func, *Struct, *Map, *Object, *Slice, *Iface, Str, Int, Bool:
		return no
	}
	return unknown
}

// IsNil reports whether v is certainly nil, or certainly not; both are false if that is not known.
func IsNil(v Value) (isnil, notnil bool) {
	inner, _ := strip(v)
	n := isNil(inner)
	return n == yes, n == no
}
