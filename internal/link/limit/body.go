package limit

import (
	"maps"
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
)

// body is the X of an eval.Object that reads the body of the request.
type body struct {
	limit   *Limit
	unpacks bool // reads what is packed in the body
	unclear bool // through a reader of the program's own
	memory  bool // no longer comes from the client: it is as large as it will ever be
}

// object wraps b as the value that it is to the machine: something that the client chooses.
func object(b *body) eval.Value { return eval.Label(&eval.Object{X: b}, eval.DepInput) }

// maxNested bounds how deep a reader is looked for in readers.
const maxNested = 5

// Holds reports whether a value is the body of a request, or holds it.
func (w *Watch) Holds(v eval.Value) bool { return w.bodyIn(v, 0) != nil }

// bodyIn returns the body that a reader reads, nil if it reads something else. Of several that it may read it is one that
// is bounded, if any is: the others are there only when configuration says so.
func (w *Watch) bodyIn(v eval.Value, depth int) *body {
	inner, _ := eval.Strip(v)
	if inner == nil || depth > maxNested {
		return nil
	}
	switch x := inner.(type) {
	case *eval.Object:
		b, _ := x.X.(*body)
		return b
	case *eval.Iface:
		return w.bodyIn(x.V, depth+1)
	case *eval.Ptr:
		return w.bodyIn(x.To.V, depth+1)
	case *eval.Slice:
		return w.anyBody(slices.Collect(cells(x.Elems)), depth)
	case *eval.Alt:
		return w.anyBody(x.Vals, depth)
	case *eval.Struct:
		return w.bodyInStruct(x, depth)
	case *eval.Unknown:
		if b := w.anyBody(x.Args, depth); b != nil && x.From != "" {
			return &body{limit: b.limit, unpacks: b.unpacks, unclear: true}
		}
	}
	return nil
}

func cells(list []*eval.Cell) func(yield func(eval.Value) bool) {
	return func(yield func(eval.Value) bool) {
		for _, c := range list {
			if !yield(c.V) {
				return
			}
		}
	}
}

// anyBody returns the best bounded body among values.
func (w *Watch) anyBody(vals []eval.Value, depth int) *body {
	var best *body
	bounded := 0
	for _, v := range vals {
		b := w.bodyIn(v, depth+1)
		switch {
		case b == nil:
			continue
		case best == nil || best.limit == nil:
			best = b
		}
		if b.limit != nil {
			bounded++
		}
	}
	if best == nil || best.limit == nil || bounded == len(vals) {
		return best
	}
	l := *best.limit
	l.Conditional = true
	return &body{limit: &l, unpacks: best.unpacks, unclear: best.unclear}
}

// bodyInStruct looks into a reader that is a struct: one of a library that is known to bound what it reads, or one of the
// program.
func (w *Watch) bodyInStruct(s *eval.Struct, depth int) *body {
	for _, name := range slices.Sorted(maps.Keys(s.Fields)) {
		c := s.Fields[name]
		b := w.bodyIn(c.V, depth+1)
		if b == nil {
			continue
		}
		if s.Type.IsKnown() {
			if e := w.graph.Known(s.Type.Name + "." + name); e != nil && e.Reader != nil && e.Reader.Do == knowledge.Caps {
				return &body{limit: &Limit{Symbol: s.Type.Name, By: -1}}
			}
		}
		return &body{limit: b.limit, unpacks: b.unpacks, unclear: true}
	}
	return nil
}
