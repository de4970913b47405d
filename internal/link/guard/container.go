package guard

import (
	"maps"
	"slices"

	"github.com/apilint/apilint/internal/link/eval"
)

// field names a field of a struct type.
type field struct{ typ, name string }

// containers calls yield for every struct of the program that middleware has put where the elements after it find it, with
// the key that it is under: in the context of the request, among the values of the exchange, around the exchange.
func (t *trial) containers(yield func(key string, s *eval.Struct)) {
	visit := func(key string, v eval.Value) {
		if s := structBehind(v); s != nil && s.Type.IsKnown() {
			yield(key, s)
		}
	}
	for _, alt := range eval.Alternatives(t.ex.context()) {
		n, _ := objectOf(alt).(*ctxNode)
		for ; n != nil; n = n.parent {
			if n.key != nil {
				visit(keyName(n.key), n.val)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(t.ex.values)) {
		visit(key, t.ex.values[key].V)
	}
	visit("", t.ex.given.V)
}

// structBehind returns the struct that a value points to, nil if it does not.
func structBehind(v eval.Value) *eval.Struct {
	if v == nil {
		return nil
	}
	inner := eval.Inner(v)
	p, ok := inner.(*eval.Ptr)
	if !ok || p.To.V == nil {
		return nil
	}
	inner, _ = eval.Strip(p.To.V)
	s, _ := inner.(*eval.Struct)
	return s
}

// noteFilled notes what the middleware before element i has told of the caller in containers that were there already.
func (t *trial) noteFilled(i int) {
	t.containers(func(key string, s *eval.Struct) {
		for name, c := range s.Fields {
			if c.V == nil || eval.DepsWithin(c.V)&eval.DepCredential == 0 {
				continue
			}
			t.filled[field{s.Type.Name, name}] = true
			if i > 0 && key != "" && !t.keys[key] {
				t.introducedBy(key, i-1)
			}
		}
	})
}

// leaveEmpty marks the fields that middleware fills for callers who are known, and has not filled for this one: that they are
// empty says that the request has no credential.
func (t *trial) leaveEmpty() {
	t.containers(func(_ string, s *eval.Struct) {
		for f := range t.filled {
			if f.typ != s.Type.Name {
				continue
			}
			c := t.m.FieldCell(s, f.name, s.Type)
			if isNil, _ := eval.IsNil(c.V); c.V == nil || isNil && eval.DepsOf(c.V) == 0 {
				t.m.Set(c, t.absent(c.Type))
			}
		}
	})
}
