package guard

import (
	"strings"

	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/summary"
)

// nothing is what an exchange keeps under a key before somebody stores a value there. Where that happens on some paths
// only, it stays among the values that may be there.
var nothing = &eval.Object{X: struct{}{}}

// cell returns the variable that an exchange keeps under a key.
func (t *trial) cell(ex *exchange, key string) *eval.Cell {
	cell := ex.values[key]
	if cell == nil {
		cell = &eval.Cell{V: nothing}
		ex.values[key] = cell
	}
	return cell
}

// stored returns the value in a variable of an exchange, nil if there is none, and whether there may be none.
func stored(cell *eval.Cell) (v eval.Value, perhaps bool) {
	var all []eval.Value
	for _, alt := range eval.Alternatives(cell.V) {
		if inner, _ := eval.Strip(alt); inner == eval.Value(nothing) {
			perhaps = true
			continue
		}
		all = append(all, alt)
	}
	if !perhaps {
		return cell.V, false
	}
	return eval.OneOf(all, eval.DepsOf(cell.V)), true
}

func isList(v eval.Value) bool {
	s, ok := v.(*eval.Slice)
	return ok && len(s.Elems) > 0
}

// found is the answer of a getter that has a value: the value, and true. Perhaps says that it may have none.
func (t *trial) found(c *eval.Call, v eval.Value, perhaps bool) eval.Value {
	deps := eval.DepsOf(v)
	if inner, _ := eval.Strip(v); isList(inner) { // c.Locals(key, value)
		v = eval.Label(inner.(*eval.Slice).Elems[0].V, deps)
	}
	if perhaps && deps&eval.DepCredential != 0 && strings.HasSuffix(c.Callee, ".MustGet") {
		t.evidence[t.idx] = evidence{credential: true, place: c.Site.Caller.Place(c.Instr.Pos)}
		return eval.NoReturn
	}
	if c.Type.IsKnown() && c.Type.Kind == summary.KindTuple && len(c.Type.Params) == 2 {
		var there eval.Value = eval.Bool(true)
		if second := t.graph.Type(c.Type.Package(), c.Type.Params[1]); second.FullName() == "error" {
			there = eval.Nil{}
		}
		if perhaps {
			return eval.Tuple{eval.OneOf([]eval.Value{v, eval.Nil{}}, deps), &eval.Unknown{Deps: deps}}
		}
		return eval.Tuple{v, eval.Label(there, deps)}
	}
	if u := c.Type.Underlying(); c.Type.IsKnown() && u.IsKnown() && u.Kind != summary.KindInterface { // c.GetString(key)
		var all []eval.Value
		for _, alt := range eval.Alternatives(v) {
			if i, ok := alt.(*eval.Iface); ok {
				alt = i.V
			}
			all = append(all, alt)
		}
		v = eval.OneOf(all, deps)
	}
	if perhaps {
		return eval.OneOf([]eval.Value{v, eval.Label(t.zero(c.Type), deps)}, deps)
	}
	return v
}
