// Package wire says which fields of a type travel: what encoders write of a value, and what decoders fill in.
package wire

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Field is a field that travels.
type Field struct {
	Path  []string      // the Go names that lead to it; "[]" stands for the elements of a list or map
	Key   string        // its name on the wire
	Owner graph.Type    // the struct that declares it
	Decl  summary.Field // its declaration there
	Type  graph.Type
}

// Name is the field's Go name.
func (f Field) Name() string { return f.Path[len(f.Path)-1] }

// Selector writes the field as Go would select it.
func (f Field) Selector() string {
	return strings.Join(slices.DeleteFunc(slices.Clone(f.Path), func(s string) bool { return s == element }), ".")
}

const (
	element  = "[]"
	maxDepth = 5 // structs in structs; deeper ones come from recursive types
)

// Fields lists the fields of t, and of the structs in it, that an encoder or decoder handles which reads the struct tag called
// tag. Types with one of the methods in own write or read themselves and count as one field. Where embedding makes several
// fields claim one name, the outermost has it.
func Fields(t graph.Type, tag string, own []string) []Field {
	w := &walker{tag: tag, own: own}
	w.value(t, nil, 0)
	return w.fields
}

type walker struct {
	tag    string
	own    []string
	busy   []string // types around the present one
	fields []Field
}

// value lists the fields in a value of type t at path.
func (w *walker) value(t graph.Type, path []string, depth int) {
	for t.IsKnown() && depth <= maxDepth && !w.handlesItself(t) {
		u := t.Underlying()
		if !u.IsKnown() {
			return
		}
		switch u.Kind {
		case summary.KindPointer:
		case summary.KindSlice, summary.KindArray, summary.KindMap:
			path = append(slices.Clone(path), element)
		case summary.KindStruct:
			w.structure(t, path, depth)
			return
		default:
			return
		}
		t = u.Element()
	}
}

// structure lists the fields of a struct.
func (w *walker) structure(t graph.Type, path []string, depth int) {
	if t.Name != "" {
		if slices.Contains(w.busy, t.Name) {
			return
		}
		w.busy = append(w.busy, t.Name)
		defer func() { w.busy = w.busy[:len(w.busy)-1] }()
	}
	taken := map[string]bool{}
	level := []node{{t, path}}
	for len(level) > 0 {
		var next []node
		var here []Field
		for _, n := range level {
			own, embedded := w.declared(n)
			here = append(here, own...)
			next = append(next, embedded...)
		}
		for _, f := range here {
			if taken[f.Key] {
				continue
			}
			w.fields = append(w.fields, f)
			w.value(f.Type, f.Path, depth+1)
		}
		for _, f := range here {
			taken[f.Key] = true
		}
		level = next
	}
}

// node is a struct whose fields count as those of the struct around it.
type node struct {
	t    graph.Type
	path []string
}

// declared lists the fields that a struct declares, and the structs that it embeds without a name.
func (w *walker) declared(n node) (fields []Field, embedded []node) {
	if len(n.path) > maxDepth*2 {
		return nil, nil
	}
	for _, decl := range n.t.Underlying().Fields {
		name, _, _ := strings.Cut(reflect.StructTag(decl.Tag).Get(w.tag), ",")
		if reflect.StructTag(decl.Tag).Get(w.tag) == "-" {
			continue
		}
		path := append(slices.Clone(n.path), decl.Name)
		t := n.t.FieldType(decl)
		if decl.Embedded && name == "" && isStruct(t.Deref()) && !w.handlesItself(t) {
			embedded = append(embedded, node{t.Deref(), path})
			continue
		}
		if !isExported(decl.Name) {
			continue
		}
		if name == "" {
			name = decl.Name
		}
		fields = append(fields, Field{Path: path, Key: name, Owner: n.t, Decl: decl, Type: t})
	}
	return fields, embedded
}

// handlesItself reports whether values of a type write or read themselves.
func (w *walker) handlesItself(t graph.Type) bool {
	return slices.ContainsFunc(w.own, func(method string) bool {
		_, ok := t.Deref().Method(method)
		return ok
	})
}

func isStruct(t graph.Type) bool {
	u := t.Underlying()
	return u.IsKnown() && u.Kind == summary.KindStruct
}

func isExported(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(r)
}
