// Package generated says what the functions mean that a generator has made of a schema: the clients, queries and
// predicates of ent, the finders and queries of sqlboiler.
//
// Such code is the user's, and its bodies are there to be read. They are large and all alike, every query is put together of functions
// that are called later, and what they come to is what their names say. A program is told here what a function with
// such a name does; its body is left alone, like that of a function which a user's model describes.
package generated

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/summary"
)

// Entries returns what is known about the functions of the generated packages among packages, in their order.
func Entries(packages []*summary.Package) []knowledge.Entry {
	var entries []knowledge.Entry
	for _, p := range packages {
		if !slices.ContainsFunc(p.Files, func(f summary.File) bool { return f.Generated }) {
			continue
		}
		c := newClient(p)
		switch {
		case imports(p, "entgo.io/ent"):
			c.ent()
		case imports(p, "github.com/aarondl/sqlboiler"), imports(p, "github.com/volatiletech/sqlboiler"):
			c.boiler()
		}
		entries = append(entries, c.entries...)
	}
	return entries
}

// imports reports whether a package imports one of a module.
func imports(p *summary.Package, module string) bool {
	return slices.ContainsFunc(p.Deps, func(d string) bool { return d == module || strings.HasPrefix(d, module+"/") })
}

// client gathers entries about one package.
type client struct {
	p        *summary.Package
	declared map[string]bool // types of the package, by name
	made     map[string]bool // functions in generated files, by ID
	entries  []knowledge.Entry
}

func newClient(p *summary.Package) *client {
	c := &client{p: p, declared: map[string]bool{}, made: map[string]bool{}}
	for i := range p.Types {
		c.declared[p.Types[i].Name] = p.Types[i].Local
	}
	for i := range p.Funcs {
		f := &p.Funcs[i]
		c.made[f.ID] = f.Pos.IsValid() && p.Files[f.Pos.File].Generated
	}
	return c
}

// add says what a generated function does. What somebody wrote beside it has a body of its own.
func (c *client) add(symbol string, q *knowledge.Query) {
	if q != nil && c.made[symbol] {
		c.entries = append(c.entries, knowledge.Entry{Symbol: symbol, Query: q})
	}
}

// result returns the name of the type that a function returns, first or behind a pointer; "" if it returns nothing.
func (c *client) result(sig summary.TypeRef) string {
	if sig < 0 || len(c.p.Types[sig].Result) == 0 {
		return ""
	}
	t := &c.p.Types[c.p.Types[sig].Result[0]]
	if t.Kind == summary.KindPointer && t.Elem >= 0 {
		t = &c.p.Types[t.Elem]
	}
	return t.Name
}
