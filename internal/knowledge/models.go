package knowledge

import (
	"maps"
	"reflect"
	"slices"
)

// Models are entries that a user adds to the tables, about functions of a program or of libraries that nobody here has
// heard of. What a user says about a symbol goes before what the tables say, aspect by aspect. The nil Models says nothing.
type Models struct{ index *symbolIndex }

// NewModels returns the models that entries describe. It is an error if two of them claim the same aspect of a symbol.
func NewModels(entries []Entry) (*Models, error) {
	ix, err := newIndex([][]Entry{entries})
	if err != nil {
		return nil, err
	}
	for symbol, e := range ix.exact {
		if known := Lookup(symbol); known != nil {
			e.complete(known)
		}
	}
	return &Models{ix}, nil
}

// With returns models that know entries too, about functions of the program of which m says nothing.
func (m *Models) With(entries []Entry) *Models {
	if len(entries) == 0 {
		return m
	}
	joined := &Models{&symbolIndex{exact: map[string]*Entry{}, plain: map[string][]versioned{}}}
	if m != nil {
		joined.index.plain = m.index.plain
		maps.Copy(joined.index.exact, m.index.exact)
	}
	for i := range entries {
		if e := &entries[i]; joined.index.exact[e.Symbol] == nil {
			joined.index.exact[e.Symbol] = e
		}
	}
	return joined
}

// Lookup returns what is known about symbol, as the function [Lookup] does.
func (m *Models) Lookup(symbol string) *Entry {
	if m != nil {
		if e := m.index.lookup(symbol); e != nil {
			return e
		}
	}
	return Lookup(symbol)
}

// Has reports whether a user describes the symbol itself, no other version of it.
func (m *Models) Has(symbol string) bool {
	return m != nil && m.index.exact[withoutTypeParams(symbol)] != nil
}

// Symbols returns the symbols that users describe, sorted.
func (m *Models) Symbols() []string {
	if m == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(m.index.exact))
}

// Args are the operands that models can speak of, besides the receiver.
var Args = []Arg{Arg0, Arg1, Arg2, Arg3, Arg4, Arg5}

// Operands returns the operands that e speaks of.
func (e *Entry) Operands() []Arg {
	var args []Arg
	collectOperands(reflect.ValueOf(*e), &args)
	return args
}

func collectOperands(v reflect.Value, args *[]Arg) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			collectOperands(v.Elem(), args)
		}
	case reflect.Struct:
		for _, f := range v.Fields() {
			collectOperands(f, args)
		}
	case reflect.Slice:
		for i := range v.Len() {
			collectOperands(v.Index(i), args)
		}
	default:
		if a, ok := v.Interface().(Arg); ok && a != None {
			*args = append(*args, a)
		}
	}
}
