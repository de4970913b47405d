package eval

import (
	"slices"

	"strings"

	"github.com/apilint/apilint/internal/link/graph"
)

// Value is what the machine knows of a run-time value: one of the types below.
type Value any

// The known values.
type (
	// Nil is the nil of any type.
	Nil struct{}
	// Bool is a known boolean.
	Bool bool
	// Int is a known integer.
	Int int64
	// Str is a string of which the text is known, except where it has a Hole.
	Str string
	// Tuple is the result of a call with several results, or of a comma-ok operation.
	Tuple []Value
	// Ptr points to a variable.
	Ptr struct{ To *Cell }
	// Func is a function value: a declared function, a closure with its bindings, or a method bound to a receiver.
	Func struct {
		ID    string
		Bind  []Value // free variables of a closure
		Recv  Value   // of a bound method
		Bound bool
	}
	// Struct is a struct value; its fields are variables of their own.
	Struct struct {
		Type   graph.Type
		Fields map[string]*Cell
	}
	// Array is an array value.
	Array struct{ Elems []*Cell }
	// Slice is a slice whose elements are known; Open says that there may be more of them.
	Slice struct {
		Elems []*Cell
		Open  bool
	}
	// Map holds the known entries of a map in order of insertion; Open says that there may be others.
	Map struct {
		Keys []Value
		Vals []*Cell
		Open bool

		epoch int
	}
	// Iface is a value in an interface, with its dynamic type.
	Iface struct {
		Type graph.Type
		V    Value
	}
	// Object is a value of a foreign type that a model keeps: a router, a request.
	Object struct{ X any }
	// Iter is the state of a range over a map or string.
	Iter struct {
		Over Value
		Next int
	}
)

// The uncertain values.
type (
	// Alt is one of several values.
	Alt struct {
		Vals []Value
		Deps Deps // what decides which
	}
	// Unknown is a value of which nothing is known but where it comes from.
	Unknown struct {
		Type   graph.Type
		Deps   Deps
		From   string  // the foreign function that made it, if any
		Args   []Value // its arguments
		NonNil bool
	}
	// Labeled is a known value that was decided by something the caller of a route controls.
	Labeled struct {
		V    Value
		Deps Deps
	}
)

// Hole stands in a Str for text that is not known.
const Hole = "\x00"

// Deps tells what a value, or the outcome of a branch, depends on.
type Deps uint16

// The things that values depend on.
const (
	DepCredential Deps = 1 << iota // an authentication credential of the request, or what was derived from it
	DepInput                       // other parts of the request
	DepState                       // stored data
	DepConfig                      // configuration, environment, flags
	DepRole                        // the caller's role or permissions
	DepLimit                       // how often the caller has called: the answer of a limiter
)

// Cell is a variable.
type Cell struct {
	V    Value // nil: not yet assigned, holds the zero value of Type
	Type graph.Type

	under int32 // newest undecided branch at the last assignment
	born  int32 // number of the trial that made it, 0 if start-up did
	made  int32 // in the order of all variables, 0 if it is not counted
	slot  int32 // where redoEither keeps track of the variable
}

// strip returns v without its label.
func strip(v Value) (Value, Deps) {
	if l, ok := v.(*Labeled); ok {
		return l.V, l.Deps
	}
	return v, 0
}

// label returns v with deps added.
func label(v Value, deps Deps) Value {
	if deps == 0 {
		return v
	}
	switch v := v.(type) {
	case *Labeled:
		return &Labeled{v.V, v.Deps | deps}
	case *Unknown:
		if v.Deps|deps == v.Deps {
			return v
		}
		u := *v
		u.Deps |= deps
		return &u
	case *Alt:
		return &Alt{v.Vals, v.Deps | deps}
	case Tuple:
		out := make(Tuple, len(v))
		for i := range v {
			out[i] = label(v[i], deps)
		}
		return out
	}
	return &Labeled{v, deps}
}

// Label returns v marked as decided by deps.
func Label(v Value, deps Deps) Value { return label(v, deps) }

// Strip returns v without its label, and the label.
func Strip(v Value) (Value, Deps) { return strip(v) }

// Inner returns v without its label, and out of the interface that holds it.
func Inner(v Value) Value {
	inner, _ := strip(v)
	if i, ok := inner.(*Iface); ok {
		inner, _ = strip(i.V)
	}
	return inner
}

// DepsOf returns what v depends on, at its surface.
func DepsOf(v Value) Deps {
	switch v := v.(type) {
	case *Labeled:
		return v.Deps
	case *Unknown:
		return v.Deps
	case *Alt:
		d := v.Deps
		for _, x := range v.Vals {
			d |= DepsOf(x)
		}
		return d
	case *Iface:
		return DepsOf(v.V)
	case Tuple:
		var d Deps
		for _, x := range v {
			d |= DepsOf(x)
		}
		return d
	}
	return 0
}

// DepsWithin returns what v depends on, also in the elements and fields that it holds.
func DepsWithin(v Value) Deps { return depsWithin(v, 0) }

// maxWithin bounds how deep values in values are looked at: filters of document stores are maps in lists in maps.
const maxWithin = 4

func depsWithin(v Value, depth int) Deps {
	d := DepsOf(v)
	if depth > maxWithin {
		return d
	}
	inner := Inner(v)
	if p, ok := inner.(*Ptr); ok && p.To != nil {
		d |= DepsOf(p.To.V)
		inner, _ = strip(p.To.V)
	}
	cells := func(list []*Cell) {
		for _, c := range list {
			if c != nil {
				d |= depsWithin(c.V, depth+1)
			}
		}
	}
	switch x := inner.(type) {
	case *Slice:
		cells(x.Elems)
	case *Array:
		cells(x.Elems)
	case *Map:
		cells(x.Vals)
	case *Struct:
		for _, c := range x.Fields {
			d |= depsWithin(c.V, depth+1)
		}
	}
	return d
}

// maxAlt bounds the alternatives that are told apart.
const maxAlt = 8

// join returns a value that stands for either a or b; deps is what decides which.
func join(a, b Value, deps Deps) Value {
	if a == nil {
		return b
	}
	if b == nil || same(a, b) {
		return a
	}
	ta, aTuple := a.(Tuple)
	tb, bTuple := b.(Tuple)
	if aTuple && bTuple && len(ta) == len(tb) {
		out := make(Tuple, len(ta))
		for i := range ta {
			out[i] = join(ta[i], tb[i], deps)
		}
		return out
	}
	if longer, ok := grown(a, b); ok {
		return longer
	}
	out := &Alt{Deps: deps}
	for _, v := range []Value{a, b} {
		if alt, ok := v.(*Alt); ok {
			out.Deps |= alt.Deps
			for _, x := range alt.Vals {
				out.add(x)
			}
			continue
		}
		out.add(v)
	}
	if len(out.Vals) == 1 {
		return label(out.Vals[0], out.Deps)
	}
	if len(out.Vals) > maxAlt {
		_, notNil := IsNil(out)
		return &Unknown{Deps: DepsOf(out), NonNil: notNil}
	}
	return out
}

// grown joins a list with one that was made by appending to it: what was appended may be missing, which is nil where it can be.
func grown(a, b Value) (Value, bool) {
	short, ok := a.(*Slice)
	long, ok2 := b.(*Slice)
	if !ok || !ok2 || short.Open || long.Open {
		return nil, false
	}
	if len(short.Elems) > len(long.Elems) {
		short, long = long, short
	}
	n := len(short.Elems)
	if n == 0 || n == len(long.Elems) || !slices.Equal(short.Elems, long.Elems[:n]) {
		return nil, false
	}
	out := &Slice{Elems: slices.Clone(long.Elems)}
	for i, c := range out.Elems[n:] {
		out.Elems[n+i] = &Cell{V: perhaps(c.V), Type: c.Type, born: c.born}
	}
	return out, true
}

// perhaps returns v or nothing, if v can be nil.
func perhaps(v Value) Value {
	inner, _ := strip(v)
	switch inner.(type) {
	case *Func, *Iface, *Ptr, *Object, *Alt:
		return join(v, Nil{}, 0)
	}
	return v
}

// OneOf returns a value that stands for any of several; deps is what decides which.
func OneOf(vals []Value, deps Deps) Value {
	var out Value
	for _, v := range vals {
		out = join(out, v, deps)
	}
	return out
}

func (a *Alt) add(v Value) {
	for _, x := range a.Vals {
		if same(x, v) {
			return
		}
	}
	a.Vals = append(a.Vals, v)
}

// Alternatives lists the values that v may be.
func Alternatives(v Value) []Value {
	inner, deps := strip(v)
	alt, ok := inner.(*Alt)
	if !ok {
		return []Value{v}
	}
	out := make([]Value, len(alt.Vals))
	for i, x := range alt.Vals {
		out[i] = label(x, deps|alt.Deps)
	}
	return out
}

// same reports whether a and b are certainly the same known value, labels included.
func same(a, b Value) bool {
	la, aLabeled := a.(*Labeled)
	lb, bLabeled := b.(*Labeled)
	if aLabeled || bLabeled {
		return aLabeled && bLabeled && la.Deps == lb.Deps && same(la.V, lb.V)
	}
	switch a := a.(type) {
	case Nil, Bool, Int:
		return a == b
	case Str:
		return Value(a) == b
	case *Ptr:
		p, ok := b.(*Ptr)
		return ok && a.To == p.To
	case *Func:
		f, ok := b.(*Func)
		return ok && (a == f || a.ID == f.ID && len(a.Bind) == 0 && len(f.Bind) == 0 && !a.Bound && !f.Bound)
	case *Iface:
		i, ok := b.(*Iface)
		return ok && (a == i || a.Type.IsKnown() && i.Type.IsKnown() && a.Type.Name == i.Type.Name && same(a.V, i.V))
	case *Object:
		o, ok := b.(*Object)
		return ok && a.X == o.X
	case Tuple, nil:
		return false
	}
	return a == b // pointers to the same value
}

// text returns the text of v, with a hole where it is not known.
func text(v Value) string {
	v, _ = strip(v)
	if i, ok := v.(*Iface); ok {
		v, _ = strip(i.V)
	}
	if s, ok := v.(Str); ok {
		return string(s)
	}
	return Hole
}

// Text returns the string that v is and whether it is known without holes.
func Text(v Value) (string, bool) {
	s := text(v)
	return s, !strings.Contains(s, Hole)
}
