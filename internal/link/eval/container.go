package eval

import (
	"slices"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// maxElems bounds the elements of a slice that are told apart.
const maxElems = 4096

// slice executes x[low:high] on slices, arrays and strings.
func (m *Machine) slice(fr *frame, in *summary.Instr) Value {
	x, deps := strip(m.value(fr, in.Args[0]))
	low, lowKnown := m.bound(fr, in.Args[1], 0)
	if p, ok := x.(*Ptr); ok {
		if p.To.V == nil {
			p.To.V = &Array{}
		}
		if arr, ok := p.To.V.(*Array); ok {
			x = &Slice{Elems: arr.Elems}
		} else {
			deps |= DepsOf(p.To.V) // a digest that a library computed
		}
	}
	switch s := x.(type) {
	case *Slice:
		high, highKnown := m.bound(fr, in.Args[2], len(s.Elems))
		if lowKnown && highKnown && low <= high && high <= len(s.Elems) {
			return label(&Slice{Elems: s.Elems[low:high:high], Open: s.Open && in.Args[2] == 0}, deps)
		}
		return label(&Slice{Elems: s.Elems, Open: true}, deps)
	case Str:
		high, highKnown := m.bound(fr, in.Args[2], len(s))
		if _, exact := Text(s); exact && lowKnown && highKnown && low <= high && high <= len(s) {
			return label(s[low:high], deps)
		}
		return &Unknown{Deps: deps}
	case Nil:
		return x
	}
	return &Unknown{Type: m.Graph.TypeOf(fr.fn, in.Type), Deps: deps | DepsOf(x)}
}

func (m *Machine) bound(fr *frame, r summary.Ref, absent int) (int, bool) {
	if r == 0 {
		return absent, true
	}
	v, _ := strip(m.value(fr, r))
	n, ok := v.(Int)
	return int(n), ok && n >= 0
}

// index executes x[i]; addr asks for the element's address.
func (m *Machine) index(x, i Value, t graph.Type, addr bool) Value {
	inner, deps := strip(x)
	elems, _ := m.elements(inner)
	iv, ideps := strip(i)
	deps |= ideps
	if n, ok := iv.(Int); ok && n >= 0 && int(n) < maxElems {
		if arr := m.arrayAt(inner); arr != nil && addr { // arrays grow as they are filled
			for len(arr.Elems) <= int(n) {
				arr.Elems = append(arr.Elems, m.cell(nil, t.Element()))
			}
			return label(&Ptr{arr.Elems[n]}, deps)
		}
		if int(n) < len(elems) {
			if addr {
				return label(&Ptr{elems[n]}, deps)
			}
			return label(m.read(elems[n]), deps)
		}
	}
	return m.anyElement(elems, t, deps|DepsOf(inner), addr)
}

// anyElement stands for an element that is not known which.
func (m *Machine) anyElement(elems []*Cell, t graph.Type, deps Deps, addr bool) Value {
	if !addr {
		var out Value
		for _, c := range elems {
			out = join(out, m.read(c), deps)
		}
		if out == nil {
			out = &Unknown{Type: t, Deps: deps}
		}
		return label(out, deps)
	}
	alt := &Alt{Deps: deps}
	for _, c := range elems {
		alt.Vals = append(alt.Vals, &Ptr{c})
	}
	switch {
	case len(alt.Vals) == 1:
		return label(alt.Vals[0], deps)
	case len(alt.Vals) > 1 && len(alt.Vals) <= maxAlt:
		return alt
	}
	c := &Cell{Type: t.Element()}
	c.V = &Unknown{Type: c.Type, Deps: deps}
	return &Ptr{c}
}

// elements returns the known elements of a slice, array or pointer to an array, and whether there may be others.
func (m *Machine) elements(v Value) ([]*Cell, bool) {
	switch s := v.(type) {
	case *Slice:
		return s.Elems, s.Open
	case *Array:
		return s.Elems, false
	case *Ptr:
		if arr := m.arrayAt(v); arr != nil {
			return arr.Elems, false
		}
	case *Iface:
		return m.elements(s.V)
	case Nil:
		return nil, false
	}
	return nil, true
}

func (m *Machine) arrayAt(v Value) *Array {
	p, ok := v.(*Ptr)
	if !ok {
		return nil
	}
	if p.To.V == nil {
		p.To.V = &Array{}
	}
	arr, _ := p.To.V.(*Array)
	return arr
}

// Elements lists the known elements of a slice or array, and whether it may have others.
func (m *Machine) Elements(v Value) (elems []Value, open bool) {
	inner, _ := strip(v)
	cells, open := m.elements(inner)
	for _, c := range cells {
		elems = append(elems, m.read(c))
	}
	return elems, open
}

// lookup executes x[k] on maps and strings. A map that grows may have keys of which nothing is known.
func (m *Machine) lookup(x, k Value, t graph.Type, commaOk, grows bool) Value {
	inner, deps := strip(x)
	key, kdeps := strip(k)
	deps |= kdeps
	elem := t
	if commaOk && t.IsKnown() && len(t.Params) > 0 {
		elem = m.Graph.Type(t.Package(), t.Params[0])
	}
	answer := func(v, ok Value) Value {
		if commaOk {
			return Tuple{label(v, deps), label(ok, deps)}
		}
		return label(v, deps)
	}
	if _, isNil := inner.(Nil); isNil {
		return answer(m.zero(elem), Bool(false))
	}
	if obj, ok := inner.(*Object); ok {
		if v := m.World.LoadField(m, FieldOf{Of: obj.X, Name: "[" + text(key) + "]"}); v != nil {
			isNil, _ := IsNil(v)
			return answer(v, label(Bool(!isNil), DepsOf(v)))
		}
	}
	mp, ok := inner.(*Map)
	if !ok {
		deps |= DepsOf(inner) | DepsOf(key)
		if isSet(elem) {
			return answer(compared(&Unknown{Type: elem}, key), compared(&Unknown{}, key))
		}
		return answer(&Unknown{Type: elem}, &Unknown{})
	}
	open := mp.Open || grows
	if perhapsUnknown(key) && !open {
		if known := m.World.Key(m, mp); known != nil {
			key = known
		}
	}
	var found Value
	sure := true
	for i, have := range mp.Keys {
		switch m.equal(have, key) {
		case yes:
			return answer(m.read(mp.Vals[i]), Bool(true))
		case unknown:
			sure = false
			found = join(found, m.read(mp.Vals[i]), deps)
		}
	}
	if sure && !open {
		return answer(m.zero(elem), Bool(false))
	}
	deps |= DepsOf(key)
	if found == nil {
		found = &Unknown{Type: elem}
	} else {
		found = join(found, m.zero(elem), deps)
	}
	if isSet(elem) {
		deps |= DepsOf(found)
		if _, either := found.(*Alt); either {
			found = &Unknown{Type: elem}
		}
		operands := append(slices.Clone(mp.Keys), key)
		return answer(compared(found, operands...), compared(&Unknown{}, operands...))
	}
	return answer(found, &Unknown{})
}

// isSet reports whether a map with elements of a type holds nothing but what is in it.
func isSet(elem graph.Type) bool {
	u := elem.Underlying()
	return u.IsKnown() && (u.Kind == summary.KindBasic && u.Name == "bool" || u.Kind == summary.KindStruct && len(u.Fields) == 0)
}

// perhapsUnknown reports whether nothing is known of v on some path.
func perhapsUnknown(v Value) bool {
	if alt, ok := v.(*Alt); ok {
		return slices.ContainsFunc(alt.Vals, perhapsUnknown)
	}
	_, unknown := v.(*Unknown)
	return unknown
}

func (m *Machine) mapUpdate(x, k, v Value) {
	inner, _ := strip(x)
	mp, ok := inner.(*Map)
	if !ok {
		return
	}
	key, deps := strip(k)
	for i, have := range mp.Keys {
		if m.equal(have, key) == yes {
			m.assign(mp.Vals[i], v)
			return
		}
	}
	if mp.epoch != m.epoch {
		return // what happens during a request does not last
	}
	_, isUnknown := key.(*Unknown)
	if isUnknown && m.epoch == 0 || len(mp.Keys) >= maxElems {
		mp.Open = true
		return
	}
	if isUnknown { // whether it is the one that is asked for depends on what it is
		v = label(v, deps|DepsOf(key))
	}
	mp.Keys = append(mp.Keys, key)
	mp.Vals = append(mp.Vals, m.cell(m.copied(v), graph.Type{}))
}

// Fill puts something unknown into a map that the program has just made: a library fills it.
func (m *Machine) Fill(mp *Map, deps Deps) {
	if mp.epoch == m.epoch && len(mp.Keys) == 0 {
		mp.Keys = append(mp.Keys, &Unknown{})
		mp.Vals = append(mp.Vals, m.cell(&Unknown{Deps: deps}, graph.Type{}))
	}
}

// next advances an iterator: (ok, key, value).
func (m *Machine) next(it Value, t graph.Type) Value {
	inner, deps := strip(it)
	part := func(i int) graph.Type {
		if t.IsKnown() && i < len(t.Params) {
			return m.Graph.Type(t.Package(), t.Params[i])
		}
		return graph.Type{}
	}
	p, ok := inner.(*Ptr)
	if ok {
		if iter, ok := p.To.V.(*Iter); ok {
			switch over := iter.Over.(type) {
			case Nil:
				return Tuple{label(Bool(false), deps), &Unknown{}, &Unknown{}}
			case *Map:
				if iter.Next < len(over.Keys) {
					i := iter.Next
					m.Set(p.To, &Iter{over, i + 1})
					return Tuple{label(Bool(true), deps), over.Keys[i], m.read(over.Vals[i])}
				}
				if !over.Open {
					return Tuple{label(Bool(false), deps), &Unknown{}, &Unknown{}}
				}
			}
			deps |= DepsOf(iter.Over)
		}
	}
	return Tuple{
		&Unknown{Deps: deps},
		&Unknown{Type: part(1), Deps: deps},
		&Unknown{Type: part(2), Deps: deps},
	}
}
