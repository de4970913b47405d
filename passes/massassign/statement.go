package massassign

import (
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/column"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/wire"
	"github.com/apilint/apilint/internal/summary"
)

// writes recognises the statements that write.
var writes = regexp.MustCompile(`^\s*(--[^\n]*\n\s*)*(insert|update|replace|merge|with)\b`)

// savedColumn looks at a parameter of a statement. It is stored if the statement writes a column of the same name; a decoded type
// counts if the program loads such objects, or if a generator made it for the statement: another says what clients may choose.
func (c *checker) savedColumn(site graph.Site, ref summary.Ref) {
	text, _ := c.named(site)
	if !writes.MatchString(text) {
		return
	}
	for _, o := range c.Flow.Origins(c.trace, nil, site.Caller, ref, "") {
		in := c.inputs[variable{o.Fn, o.Ref}]
		if o.Kind != flow.Marked || in == nil {
			continue
		}
		from, ok := in.settable(o.Path)
		if !ok || !c.isRow(from.Owner) || !c.isKept(from) || !mentions(text, column.Name(from.Decl)) || c.isSetAfter(in, from, o, site.Caller) {
			continue
		}
		c.add(in, name(from), fault{
			confidence: c.openTo(in, finding.Certain), severity: finding.High, what: "which " + c.writer(site) + " stores",
			trace: c.steps(o, site),
		})
	}
}

// isKept reports whether a field is one that clients must not set: a privilege, or whose the row is.
func (c *checker) isKept(f wire.Field) bool {
	if knowledge.IsPrivilege(f.Name()) || !knowledge.IsOwner(f.Name()) {
		return knowledge.IsPrivilege(f.Name())
	}
	if table := c.Objects().Type(f.Owner); table != nil {
		return c.owners(table)[f.Selector()]
	}
	return isKey(column.Name(f.Decl))
}

// isRow reports whether a struct type holds rows or was generated.
func (c *checker) isRow(t graph.Type) bool {
	if c.Objects().Type(t) != nil || c.loaded()[t.Name] {
		return true
	}
	p, u := t.Package(), t.Underlying()
	return p != nil && u.IsKnown() && len(u.Fields) > 0 && u.Fields[0].Pos.IsValid() && p.Files[u.Fields[0].Pos.File].Generated
}

// loaded lists the struct types whose fields are filled one by one, as from the columns of a row.
func (c *checker) loaded() map[string]bool {
	if c.rows != nil {
		return c.rows
	}
	c.rows = map[string]bool{}
	for f := range c.Graph.Funcs {
		for site := range f.Instrs {
			e := c.Flow.Known(site)
			if e == nil || e.Flow == nil || e.Flow.Decodes != "" || !slices.Equal(e.Flow.From, []knowledge.Arg{knowledge.Recv}) {
				continue
			}
			into, ok := flow.Operand(site, e.Flow.Into)
			if !ok {
				continue
			}
			for _, dest := range c.Flow.Elements(f, into) {
				box, _ := c.Flow.Def(f, dest)
				if box == nil || box.Op != summary.OpMakeIface {
					continue
				}
				if at, _ := c.Flow.Def(f, box.Args[0]); at != nil && at.Op == summary.OpFieldAddr {
					c.rows[c.Graph.TypeOf(f, at.XType).Deref().Name] = true
				}
			}
		}
	}
	return c.rows
}

// mentions reports whether a statement has a word.
func mentions(text, word string) bool {
	return slices.Contains(strings.FieldsFunc(text, func(r rune) bool { return r != '_' && !('a' <= r && r <= 'z') && !('0' <= r && r <= '9') }), word)
}
