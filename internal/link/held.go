package link

import (
	"slices"

	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/tie"
)

// held lists the functions and texts that a function value carries: the variables of a closure, those of the closures in
// them, the receiver of a method value, and the functions that make values in these if they are structs. They tell two handlers
// apart that one factory made.
func (p *Program) held(v eval.Value) (funcs, texts []string) {
	h := holding{p: p, seen: map[*eval.Cell]bool{}}
	h.value(v, 0)
	slices.Sort(h.funcs)
	slices.Sort(h.texts)
	return slices.Compact(h.funcs), slices.Compact(h.texts)
}

type holding struct {
	p            *Program
	funcs, texts []string
	seen         map[*eval.Cell]bool
}

// maxHeld bounds how deep closures in closures are looked into.
const maxHeld = 8

func (h *holding) value(v eval.Value, depth int) {
	if v == nil || depth > maxHeld {
		return
	}
	for _, alt := range eval.Alternatives(v) {
		inner, _ := eval.Strip(alt)
		switch x := inner.(type) {
		case *eval.Func:
			h.function(x, depth)
		case *eval.Iface:
			h.value(x.V, depth+1)
		case *eval.Ptr:
			h.cell(x.To, depth)
		case *eval.Slice:
			for _, c := range x.Elems {
				h.cell(c, depth)
			}
		case *eval.Map:
			for _, k := range x.Keys {
				h.value(k, depth+1)
			}
		case *eval.Struct:
			h.fields(x)
		case eval.Str:
			if depth > 0 {
				h.texts = append(h.texts, string(x))
			}
		}
	}
}

func (h *holding) function(f *eval.Func, depth int) {
	if depth > 0 {
		h.funcs = append(h.funcs, f.ID)
	}
	for _, b := range f.Bind {
		h.value(b, depth+1)
	}
	if f.Recv != nil {
		h.value(f.Recv, depth+1)
	}
}

// fields takes the functions in a struct that make values for the handler, as func() Model does. What else lies there is shared with
// other handlers.
func (h *holding) fields(s *eval.Struct) {
	for _, c := range s.Fields {
		if c == nil || c.V == nil {
			continue
		}
		for _, alt := range eval.Alternatives(c.V) {
			if inner, _ := eval.Strip(alt); inner != nil {
				if f, ok := inner.(*eval.Func); ok && tie.Makes(h.p.Graph, h.p.Graph.Func(f.ID)) {
					h.funcs = append(h.funcs, f.ID)
				}
			}
		}
	}
}

func (h *holding) cell(c *eval.Cell, depth int) {
	if c == nil || h.seen[c] {
		return
	}
	h.seen[c] = true
	h.value(c.V, depth+1)
}
