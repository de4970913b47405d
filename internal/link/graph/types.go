package graph

import (
	"strings"

	"github.com/apilint/apilint/internal/summary"
)

// Type is a type as some package describes it. The zero Type is unknown.
type Type struct {
	*summary.Type
	pkg *summary.Package
	g   *Graph
}

// IsKnown reports whether t is a type at all.
func (t Type) IsKnown() bool { return t.Type != nil }

// FullName returns the name of the type, "" if it is not known.
func (t Type) FullName() string {
	if !t.IsKnown() {
		return ""
	}
	return t.Name
}

// Type returns the type that p refers to; a named type comes as its declaring package describes it.
func (g *Graph) Type(p *summary.Package, ref summary.TypeRef) Type {
	if ref < 0 || int(ref) >= len(p.Types) {
		return Type{}
	}
	t := &p.Types[ref]
	if t.Kind == summary.KindNamed && !t.Local {
		return g.types[t.Name]
	}
	return Type{t, p, g}
}

// Lookup returns the type with a name.
func (g *Graph) Lookup(name string) Type { return g.types[name] }

// TypeOf returns the type behind a reference of f's package.
func (g *Graph) TypeOf(f *Func, ref summary.TypeRef) Type { return g.Type(f.Pkg, ref) }

// Package returns the package whose summary describes t.
func (t Type) Package() *summary.Package { return t.pkg }

// Underlying returns t without its name.
func (t Type) Underlying() Type {
	for t.IsKnown() && t.Kind == summary.KindNamed {
		t = t.g.Type(t.pkg, t.Under)
	}
	return t
}

// Element returns the element of a pointer, slice, array, map or channel, also of a named one.
func (t Type) Element() Type {
	u := t.Underlying()
	if !u.IsKnown() {
		return Type{}
	}
	return t.g.Type(u.pkg, u.Elem)
}

// Deref returns what a pointer type points to, and any other type itself.
func (t Type) Deref() Type {
	if u := t.Underlying(); u.IsKnown() && u.Kind == summary.KindPointer {
		return u.Element()
	}
	return t
}

// IsFunc reports whether t is a type of functions, by whatever name.
func (t Type) IsFunc() bool {
	u := t.Underlying()
	return u.IsKnown() && u.Kind == summary.KindFunc
}

// IsError reports whether t is the predeclared type error.
func (t Type) IsError() bool { return t.IsKnown() && t.Name == "error" }

// FieldType returns the type of a field of a struct type.
func (t Type) FieldType(f summary.Field) Type {
	u := t.Underlying()
	return t.g.Type(u.pkg, f.Type)
}

// Field returns the field of a struct type with a name.
func (t Type) Field(name string) (summary.Field, bool) {
	u := t.Underlying()
	if !u.IsKnown() {
		return summary.Field{}, false
	}
	for _, f := range u.Fields {
		if f.Name == name {
			return f, true
		}
	}
	return summary.Field{}, false
}

// Generic returns t's generic type if t is an instance of one, else t.
func (t Type) Generic() Type {
	if t.IsKnown() && t.Origin != "" {
		return t.g.generic(t.Origin)
	}
	return t
}

func (g *Graph) generic(origin string) Type {
	if t, ok := g.types[origin]; ok {
		return t
	}
	for name, t := range g.types { // the generic type itself is listed as origin[T]; there is one
		if t.Local && t.Origin == "" && strings.HasPrefix(name, origin+"[") {
			return t
		}
	}
	return Type{}
}

// MethodList returns the methods of a concrete named type, promoted ones included.
func (t Type) MethodList() []summary.Method {
	if t = t.Generic(); !t.IsKnown() {
		return nil
	}
	return t.Methods
}

// Method returns the method of a concrete named type, promoted ones included.
func (t Type) Method(name string) (summary.Method, bool) {
	for _, m := range t.MethodList() {
		if m.Name == name {
			return m, true
		}
	}
	return summary.Method{}, false
}

// Declares reports whether a concrete named type has a method with a name of its own, not a promoted one.
func (t Type) Declares(name string) bool {
	m, ok := t.Method(name)
	return ok && len(m.Path) == 0
}
