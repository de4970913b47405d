package massassign

import (
	"go/token"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/column"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/guard"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/wire"
	"github.com/apilint/apilint/internal/summary"
)

// save looks at what a call writes to the store.
func (c *checker) save(site graph.Site) {
	e := c.Flow.Known(site)
	if e == nil || e.Query == nil {
		return
	}
	q := e.Query
	set := q.Set
	if q.Do == knowledge.ByText {
		set = q.Params
	}
	if q.Do == knowledge.Update && q.Model == knowledge.None && q.Match == knowledge.None && q.Key == knowledge.None {
		return // one column, which the program names
	}
	ref, ok := flow.Operand(site, set)
	if !ok {
		return
	}
	for _, value := range append(object.Elements(c.Flow, site.Caller, ref), ref) {
		c.saved(site, object.Inner(c.Flow, site.Caller, value))
	}
}

// named returns what a statement writes by the names of fields, and whether the call runs such a statement.
func (c *checker) named(site graph.Site) (string, bool) {
	q := c.Flow.Known(site).Query
	if q.Do != knowledge.ByText {
		return "", false
	}
	ref, _ := flow.Operand(site, q.Text)
	text, _ := c.Flow.ConstText(site.Caller, ref)
	text = strings.ToLower(text)
	if before, _, ok := strings.Cut(text, "where"); ok {
		text = before
	}
	return text, true
}

// saved looks at one value that a call writes.
func (c *checker) saved(site graph.Site, ref summary.Ref) {
	t := c.Flow.TypeOf(site.Caller, ref).Deref()
	u := t.Underlying()
	switch {
	case u.IsKnown() && u.Kind == summary.KindMap:
		c.savedMap(site, ref)
	case u.IsKnown() && u.Kind == summary.KindStruct:
		c.savedStruct(site, ref, t)
	case c.Flow.Known(site).Query.Do == knowledge.ByText:
		c.savedColumn(site, ref)
	default:
		c.savedAny(site, ref)
	}
}

// savedAny looks at an object of any type, as generic repositories store: what was decoded says which.
func (c *checker) savedAny(site graph.Site, ref summary.Ref) {
	seen := map[string]bool{}
	for _, o := range c.Flow.Origins(c.trace, nil, site.Caller, ref, "") {
		in := c.inputs[variable{o.Fn, o.Ref}]
		if o.Kind == flow.Marked && in != nil && o.Path == "" && in.typ.IsKnown() && !seen[in.typ.Name] {
			seen[in.typ.Name] = true
			c.savedStruct(site, ref, in.typ)
		}
	}
}

// savedMap reports a map that is decoded and written as it is: clients choose its columns.
func (c *checker) savedMap(site graph.Site, ref summary.Ref) {
	for _, o := range c.Flow.Origins(c.trace, nil, site.Caller, ref, "") {
		in := c.inputs[variable{o.Fn, o.Ref}]
		if o.Kind != flow.Marked || in == nil || o.Path != "" || !in.isMap() || c.isCutDown(in) {
			continue
		}
		c.add(in, "every column", fault{
			confidence: c.openTo(in, finding.Certain), severity: finding.High, what: "which " + c.writer(site) + " writes as they come",
			trace: c.steps(o, site),
		})
	}
}

// isMap reports whether the decoder fills a map.
func (in *input) isMap() bool {
	u := in.typ.Underlying()
	return u.IsKnown() && u.Kind == summary.KindMap
}

// isCutDown reports whether the function that decodes a map deletes keys of it.
func (c *checker) isCutDown(in *input) bool {
	for _, i := range in.fn.Instrs {
		if i.Op == summary.OpBuiltin && in.fn.Sym(i) == "delete" {
			return true
		}
	}
	return false
}

// savedStruct reports the fields of a model that a client has set.
func (c *checker) savedStruct(site graph.Site, ref summary.Ref, t graph.Type) {
	table := c.Objects().Type(t)
	if table == nil {
		return
	}
	owners := c.owners(table)
	selection := column.Of(c.Flow, site)
	text, byName := c.named(site)
	for _, f := range wire.Fields(t, "", nil) {
		if own := c.Objects().Type(f.Owner); own != nil && own != table {
			continue // a row of another table
		}
		isOwner := knowledge.IsOwner(f.Name()) && owners[f.Selector()]
		if !isOwner && !knowledge.IsPrivilege(f.Name()) || !column.IsWritten(f.Decl) || selection.LeavesOut(column.Name(f.Decl), false) {
			continue
		}
		if byName && !strings.Contains(text, ":"+column.Name(f.Decl)) {
			continue
		}
		c.savedField(site, ref, f)
	}
}

// owners lists the fields that say whose the rows of a table are.
func (c *checker) owners(table *object.Table) map[string]bool {
	owners := map[string]bool{}
	for _, o := range c.Objects().Owners(table) {
		if len(o.Via) == 0 {
			for _, f := range o.Fields {
				owners[f] = owners[f] || o.Sure || isKey(o.Column)
			}
		}
	}
	return owners
}

// isKey reports whether a column holds the key of another row, by its name.
func isKey(column string) bool {
	return strings.HasSuffix(column, "_id") || strings.HasSuffix(column, "_by")
}

// savedField reports a field of a model if it comes from an input that has the same field.
func (c *checker) savedField(site graph.Site, ref summary.Ref, f wire.Field) {
	for _, o := range c.Flow.Origins(c.trace, nil, site.Caller, ref, flow.Field(f.Path...)) {
		in := c.inputs[variable{o.Fn, o.Ref}]
		if o.Kind != flow.Marked || in == nil {
			continue
		}
		from, ok := in.settable(o.Path)
		if !ok || from.Owner.Name != f.Owner.Name || c.isSetAfter(in, from, o, site.Caller) {
			continue
		}
		confidence := c.openTo(in, finding.Certain)
		if c.isCompared(in.fn, from) || choices.MatchString(from.Decl.Tag) {
			confidence = finding.Unlikely
		}
		c.add(in, name(from), fault{
			confidence: confidence, severity: finding.High, what: "which " + c.writer(site) + " stores",
			trace: c.steps(o, site),
		})
	}
}

// choices recognises the tags by which validators allow a few values.
var choices = regexp.MustCompile(`(binding|validate):"[^"]*(oneof=|isdefault|eq=)`)

// isCompared reports whether a function compares a field with a constant that is not empty.
func (c *checker) isCompared(f *graph.Func, field wire.Field) bool {
	for _, in := range f.Instrs {
		if in.Op != summary.OpBinOp || token.Token(in.N) != token.EQL && token.Token(in.N) != token.NEQ {
			continue
		}
		load, _ := c.Flow.Def(f, in.Args[0])
		text, isConst := c.Flow.ConstText(f, in.Args[1])
		if load == nil || load.Op != summary.OpLoad || !isConst || text == "" || text == "nil" {
			continue
		}
		at, _ := c.Flow.Def(f, load.Args[0])
		if at != nil && at.Op == summary.OpFieldAddr && f.Sym(at) == field.Name() && sameType(c.Graph.TypeOf(f, at.XType), field.Owner) {
			return true
		}
	}
	return false
}

func sameType(a, b graph.Type) bool {
	a, b = a.Deref(), b.Deref()
	return a.IsKnown() && b.IsKnown() && a.Name == b.Name
}

func (c *checker) writer(site graph.Site) string { return flow.Short(site.Caller.Sym(site.Instr())) }

// steps is the way from a decoder to the store.
func (c *checker) steps(o flow.Origin, site graph.Site) []finding.Step {
	return append(o.Trace(), finding.Step{Place: site.Caller.Place(site.Instr().Pos), Text: "stored by " + c.writer(site)})
}

// openTo is the confidence for an input of a route: who has the role that all its routes demand may set everything. A policy
// that decides about every route is no role: all users meet it somewhere.
func (c *checker) openTo(in *input, sure finding.Confidence) finding.Confidence {
	if c.free == nil {
		c.free = map[string]bool{}
		for _, r := range c.Routes() {
			c.free[r.Handler.ID] = c.free[r.Handler.ID] || r.Auth.Role == "" || r.Auth.Role == guard.Policy
		}
	}
	for f := in.fn; f != nil; f = c.Graph.Func(f.Outer) {
		if free, known := c.free[f.ID]; known && !free {
			return finding.Unlikely
		}
	}
	return sure
}
