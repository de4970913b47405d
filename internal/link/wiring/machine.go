package wiring

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/route"
)

// The methods of this file answer the questions that package route has about values.

// Object returns the router, handler, chain or option that v is, points to, holds or embeds.
func (w *world) Object(v route.Value) route.Object {
	if o, ok := plain(v).(route.Object); ok {
		return o
	}
	o, _ := eval.ObjectIn[route.Object](v)
	return o
}

// IsNil reports whether v is certainly nil.
func (w *world) IsNil(v route.Value) bool {
	isNil, _ := eval.IsNil(v)
	return isNil || v == nil
}

// Text returns the text of a string, or the digits of an integer.
func (w *world) Text(v route.Value) (string, bool) {
	inner := plain(v)
	if i, ok := inner.(*eval.Iface); ok {
		inner = plain(i.V)
	}
	if n, ok := inner.(eval.Int); ok {
		return strconv.FormatInt(int64(n), 10), true
	}
	s, ok := inner.(eval.Str)
	if !ok {
		return "", false
	}
	return strings.ReplaceAll(string(s), eval.Hole, string(route.Unknown)), true
}

// Elems returns the elements of a list.
func (w *world) Elems(v route.Value) (elems []route.Elem, complete bool) {
	switch x := plain(v).(type) {
	case *eval.Slice, *eval.Array, eval.Nil:
		vals, open := w.machine.Elements(x)
		for _, e := range vals {
			elems = append(elems, route.Elem{Value: plain(e)})
		}
		return elems, !open
	case *eval.Alt:
		complete = true
		for _, a := range x.Vals {
			more, all := w.Elems(a)
			elems = append(elems, more...)
			complete = complete && all
		}
		return elems, complete
	case *eval.Iface:
		if list, ok := plain(x.V).(*eval.Slice); ok {
			return w.Elems(list)
		}
	}
	return []route.Elem{{Value: v}}, true
}

// Field returns a field of a struct.
func (w *world) Field(v route.Value, name string) (route.Value, bool) {
	f := plain(w.machine.Field(v, name, unknownType))
	if u, ok := f.(*eval.Unknown); ok && !u.Type.IsKnown() && u.From == "" {
		return nil, false
	}
	return f, true
}

// Method returns the method called name of v, bound to v.
func (w *world) Method(v route.Value, name string) (route.Value, bool) {
	var id string
	var self eval.Value
	ok := false
	switch x := plain(v).(type) {
	case *eval.Iface:
		id, self, ok = w.machine.Method(x.Type, x.V, name)
	case *eval.Ptr:
		id, self, ok = w.machine.Method(x.To.Type, x, name)
	case *eval.Struct:
		id, self, ok = w.machine.Method(x.Type, x, name)
	}
	if !ok {
		return nil, false
	}
	return &eval.Func{ID: id, Recv: self, Bound: true}, true
}

// Choices returns the values that v may be.
func (w *world) Choices(v route.Value) []route.Elem {
	if i, ok := plain(v).(*eval.Iface); ok {
		if _, several := plain(i.V).(*eval.Alt); several {
			v = i.V
		}
	}
	var elems []route.Elem
	for _, a := range eval.Alternatives(v) {
		if isNil, _ := eval.IsNil(a); !isNil {
			elems = append(elems, route.Elem{Value: plain(a)})
		}
	}
	if len(elems) == 0 {
		return []route.Elem{{Value: v}}
	}
	return elems
}

// Call calls a function value from the operation that is being applied.
func (w *world) Call(fn route.Value, args ...route.Value) {
	vals := make([]eval.Value, len(args))
	for i, a := range args {
		vals[i] = w.result(a)
	}
	w.machine.Apply(w.call, fn, vals...)
}

// fieldsInOrder returns the values of a struct's fields by name.
func (w *world) fieldsInOrder(s *eval.Struct) []eval.Value {
	var vals []eval.Value
	for _, name := range slices.Sorted(maps.Keys(s.Fields)) {
		vals = append(vals, s.Fields[name].V)
	}
	return vals
}
