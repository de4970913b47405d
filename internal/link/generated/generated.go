// Package generated says what the functions mean that a generator has made of a schema: the clients, queries and predicates of ent.
//
// Such code is the user's, and its bodies are there to be read. They are large and all alike, every query is put together of functions
// that are called later, and what they come to is what their names say. A program is told here what a function with
// such a name does; its body is left alone, like that of a function which a user's model describes.
package generated

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/summary"
)

// Entries returns what is known about the functions of the generated packages among packages, in their order.
func Entries(packages []*summary.Package) []knowledge.Entry {
	var entries []knowledge.Entry
	for _, p := range packages {
		if !importsEnt(p) {
			continue
		}
		c := &client{p: p, declared: map[string]bool{}}
		for i := range p.Types {
			c.declared[p.Types[i].Name] = p.Types[i].Local
		}
		for i := range p.Types {
			c.methods(&p.Types[i])
		}
		for i := range p.Funcs {
			c.predicate(&p.Funcs[i])
		}
		entries = append(entries, c.entries...)
	}
	return entries
}

// importsEnt reports whether a package that was generated uses ent.
func importsEnt(p *summary.Package) bool {
	made := false
	for _, f := range p.Files {
		made = made || f.Generated
	}
	for _, d := range p.Deps {
		if made && strings.HasPrefix(d, "entgo.io/ent") {
			return true
		}
	}
	return false
}

// client gathers entries about one package.
type client struct {
	p        *summary.Package
	declared map[string]bool // types of the package, by name
	entries  []knowledge.Entry
}

func (c *client) add(symbol string, q *knowledge.Query) {
	if q != nil {
		c.entries = append(c.entries, knowledge.Entry{Symbol: symbol, Query: q})
	}
}

// entity returns the type of the rows that a type of the package is about, if its name is that of a row with a suffix.
func (c *client) entity(name, suffix string) (string, bool) {
	row, ok := strings.CutSuffix(name, suffix)
	return row, ok && c.declared[row] && c.declared[row+"Client"] && c.declared[row+"Query"]
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
