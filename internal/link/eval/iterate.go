package eval

import (
	"slices"
	"strings"
)

// iterators lists the functions whose result calls its argument for each element of their operand.
var iterators = map[string]struct{ keys, vals, backward bool }{
	"slices.All":      {keys: true, vals: true},
	"slices.Values":   {vals: true},
	"slices.Backward": {keys: true, vals: true, backward: true},
	"maps.All":        {keys: true, vals: true},
	"maps.Keys":       {keys: true},
	"maps.Values":     {vals: true},
}

// iterate runs the body of a loop over what the function that made it iterates over; it reports false for everything else.
func (m *Machine) iterate(c *Call, it *Unknown) bool {
	name, _, _ := strings.Cut(it.From, "[")
	kind, ok := iterators[name]
	if !ok || len(it.Args) == 0 || len(c.Args) == 0 {
		return false
	}
	keys, vals := m.entries(it.Args[0])
	order := make([]int, len(vals))
	for i := range order {
		order[i] = i
	}
	if kind.backward {
		slices.Reverse(order)
	}
	yield := c.Args[len(c.Args)-1]
	for _, i := range order {
		var args []Value
		if kind.keys {
			args = append(args, keys[i])
		}
		if kind.vals {
			args = append(args, vals[i])
		}
		more, _ := strip(m.Apply(c, yield, args...))
		if more == Value(Bool(false)) {
			break
		}
	}
	return true
}

// entries returns the keys and values of a list or map; where they are not known, one of each.
func (m *Machine) entries(v Value) (keys, vals []Value) {
	inner, deps := strip(v)
	if mp, ok := inner.(*Map); ok {
		keys = mp.Keys
		for _, c := range mp.Vals {
			vals = append(vals, m.read(c))
		}
	} else {
		cells, _ := m.elements(inner)
		for i, c := range cells {
			keys, vals = append(keys, Int(i)), append(vals, m.read(c))
		}
	}
	if _, unknown := inner.(*Unknown); unknown {
		deps |= DepsOf(inner)
		return []Value{&Unknown{Deps: deps}}, []Value{&Unknown{Deps: deps}}
	}
	return keys, vals
}

// maxSearched bounds the elements that a search looks at one by one.
const maxSearched = 64

// holds answers slices.ContainsFunc, as far as the function that is asked about each element does; it returns nil for every
// other call.
func (m *Machine) holds(c *Call) Value {
	if c.Callee != "slices.ContainsFunc" {
		return nil
	}
	list, deps := strip(c.Arg(0))
	cells, open := m.elements(list)
	elems := make([]Value, 0, len(cells)+1)
	for _, cell := range cells[:min(len(cells), maxSearched)] {
		elems = append(elems, m.read(cell))
	}
	if open || len(cells) > maxSearched {
		elems = append(elems, &Unknown{Deps: deps | DepsOf(list)})
	}
	found := no
	for _, e := range elems {
		answer := m.Apply(c, c.Arg(1), e)
		deps |= DepsOf(answer) | DepsOf(e)
		switch b, _ := strip(answer); b {
		case Value(Bool(true)):
			return label(Bool(true), deps)
		case Value(Bool(false)):
		default:
			found = unknown
		}
	}
	return truth(found, deps)
}
