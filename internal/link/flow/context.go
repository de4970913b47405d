package flow

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// contextValue follows what a function gets from a request's context: all values that the program puts there under the
// same key.
func (w *walk) contextValue(it item, key string, path Path) {
	puts := w.t.contextPuts()[key]
	if key == "" || len(puts) == 0 {
		w.emit(it, Origin{Kind: Context, Name: key})
		return
	}
	for _, p := range puts {
		there := it
		there.b = p.in
		if p.in.typeOf(p.w.val).IsError() && names(firstOf(path)) {
			_, path = path.Split() // the library wraps the error in a struct of its own
		}
		w.to(there.with(StepStore, p.w.pos, "put into the context as "+key), p.w.val, elementOf(path), p.w.block)
	}
}

func firstOf(path Path) string {
	first, _ := path.Split()
	return first
}

// elementOf is the path within one of several values that are read as a list.
func elementOf(path Path) Path {
	if first, rest := path.Split(); isElem(first) {
		return rest
	}
	return path
}

// contextPuts lists the values that the program puts into contexts, by key.
func (t *Tracer) contextPuts() map[string][]remote {
	if t.puts != nil {
		return t.puts
	}
	t.puts = map[string][]remote{}
	for f := range t.g.Funcs {
		for s, in := range f.Instrs {
			e := t.known(s)
			if e == nil || e.Value == nil || t.gets(s, e.Value) {
				continue
			}
			key := t.valueKey(s, e.Value)
			if key == "" {
				continue
			}
			for _, val := range t.stored(s, e.Value) {
				t.body(f).leave(val) // a later handler of the request may fill it
				t.puts[key] = append(t.puts[key], remote{in: t.body(f), w: write{val: val, block: s.Block, index: s.Index, pos: in.Pos}})
			}
		}
	}
	return t.puts
}

// gets reports whether a call returns a context value rather than stores one: it has no operand to store, or an empty list.
func (t *Tracer) gets(s graph.Site, v *knowledge.Value) bool {
	ref, ok := operand(s, v.Put)
	if !ok {
		return true
	}
	c, isConst := s.Caller.Const(ref)
	return isConst && c.Kind == summary.ConstNil && t.body(s.Caller).isList(ref)
}

// stored lists the values that a call puts into a context: the operand itself, or the elements of a variadic one.
func (t *Tracer) stored(s graph.Site, v *knowledge.Value) []summary.Ref {
	ref, ok := operand(s, v.Put)
	if !ok {
		return nil
	}
	if b := t.body(s.Caller); b.isList(ref) {
		return b.listed(ref)
	}
	return []summary.Ref{ref}
}

func (b *body) isList(ref summary.Ref) bool {
	u := b.typeOf(ref).Underlying()
	return u.IsKnown() && u.Kind == summary.KindSlice
}

// Gets reports whether a call returns a value of the request's context.
func (t *Tracer) Gets(s graph.Site) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	e := t.known(s)
	return e != nil && e.Value != nil && t.gets(s, e.Value)
}

// ContextKey returns a name for the key under which a call puts or gets a context value: the text of a constant, the name
// of a variable, or that of the key's type.
func (t *Tracer) ContextKey(s graph.Site, key knowledge.Arg) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.contextKey(s, key)
}

func (t *Tracer) valueKey(s graph.Site, v *knowledge.Value) string {
	if v.Name != "" {
		return v.Name
	}
	return t.contextKey(s, v.Key)
}

func (t *Tracer) contextKey(s graph.Site, key knowledge.Arg) string {
	ref, ok := operand(s, key)
	if !ok {
		return ""
	}
	b := t.body(s.Caller)
	typ := ""
	for d := b.def(ref); d.Instr != nil; d = b.def(ref) {
		switch d.Op {
		case summary.OpMakeIface:
			if x := b.g.TypeOf(b.Func, d.XType); x.IsKnown() && x.Kind == summary.KindNamed {
				typ = x.Name
			}
			ref = d.Args[0]
		case summary.OpChangeType, summary.OpConvert, summary.OpLoad:
			ref = d.Args[0]
		default:
			return typ
		}
		if ref.Kind() == summary.RefGlobal {
			return b.Pkg.Symbols[ref.N()]
		}
	}
	if text, ok := b.constText(ref); ok {
		if typ != "" {
			return typ + "(" + text + ")"
		}
		return text
	}
	return typ
}
