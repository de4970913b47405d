package generated

import (
	"strings"
	"unicode"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/summary"
)

// builders are the types that ent makes for each entity, by the suffixes of their names, with what their queries do.
var builders = []struct {
	suffix string
	do     knowledge.Access
}{
	{"UpdateOne", knowledge.Update},
	{"Update", knowledge.Update},
	{"DeleteOne", knowledge.Delete},
	{"Delete", knowledge.Delete},
	{"CreateBulk", knowledge.Insert},
	{"Create", knowledge.Insert},
	{"Query", knowledge.Read},
}

// ent adds the entries of a client of ent, or of the predicates of one of its entities.
func (c *client) ent() {
	for i := range c.p.Types {
		c.methods(&c.p.Types[i])
	}
	for i := range c.p.Funcs {
		c.predicate(&c.p.Funcs[i])
	}
}

// entity returns the type of the rows that a type of the package is about, if its name is that of a row with a suffix.
func (c *client) entity(name, suffix string) (string, bool) {
	row, ok := strings.CutSuffix(name, suffix)
	return row, ok && c.declared[row] && c.declared[row+"Client"] && c.declared[row+"Query"]
}

// methods adds entries about the methods of a type.
func (c *client) methods(t *summary.Type) {
	if !t.Local || t.Kind != summary.KindNamed {
		return
	}
	if row, ok := c.entity(t.Name, "Client"); ok {
		for _, m := range t.Methods {
			c.add(m.Func, c.finder(row, m))
		}
		return
	}
	for _, b := range builders {
		if row, ok := c.entity(t.Name, b.suffix); ok {
			for _, m := range t.Methods {
				c.add(m.Func, c.step(row, t.Name, b.do, m))
			}
			return
		}
	}
	if row, ok := c.entity(t.Name, ""); ok {
		for _, m := range t.Methods {
			switch {
			case strings.HasPrefix(m.Name, "Query"):
				c.add(m.Func, c.edge(m, knowledge.Recv))
			case m.Name == "Update":
				c.add(m.Func, &knowledge.Query{Do: knowledge.Build, Type: row, Model: knowledge.Recv, ByKey: true})
			}
		}
	}
}

// finder returns what a method of a client for rows does.
func (c *client) finder(row string, m summary.Method) *knowledge.Query {
	switch m.Name {
	case "Get", "GetX":
		return &knowledge.Query{Do: knowledge.Read, Type: row, Key: knowledge.Arg1}
	case "UpdateOneID", "DeleteOneID":
		return &knowledge.Query{Do: knowledge.Build, Type: row, Key: knowledge.Arg0}
	case "UpdateOne", "DeleteOne":
		return &knowledge.Query{Do: knowledge.Build, Type: row, Model: knowledge.Arg0, ByKey: true}
	case "Query", "Update", "Delete", "Create", "CreateBulk", "MapCreateBulk":
		return &knowledge.Query{Do: knowledge.Build, Type: row}
	}
	return c.edge(m, knowledge.Arg0)
}

// edge returns what a method does that goes on to the rows which an edge leads to, from the one in an operand.
func (c *client) edge(m summary.Method, from knowledge.Arg) *knowledge.Query {
	if !strings.HasPrefix(m.Name, "Query") {
		return nil
	}
	row, ok := c.entity(c.result(m.Type), "Query")
	if !ok {
		return nil
	}
	return &knowledge.Query{Do: knowledge.Build, Type: row, Near: from}
}

// step returns what a method of a builder of rows does.
func (c *client) step(row, builder string, do knowledge.Access, m summary.Method) *knowledge.Query {
	name := strings.TrimSuffix(m.Name, "X")
	switch {
	case m.Name == "Where":
		return &knowledge.Query{Do: knowledge.Build, Type: row, Match: knowledge.Arg0, Mutates: true}
	case do != knowledge.Read && (name == "Save" || name == "Exec"):
		return &knowledge.Query{Do: do, Type: row}
	case do == knowledge.Read && (name == "First" || name == "Only" || name == "FirstID" || name == "OnlyID"):
		return &knowledge.Query{Do: knowledge.Read, Type: row}
	case do == knowledge.Read && (name == "All" || name == "IDs"):
		return &knowledge.Query{Do: knowledge.Read, Type: row, Many: true}
	case do == knowledge.Read && (name == "Count" || name == "Exist"):
		return &knowledge.Query{Do: knowledge.Probe, Type: row}
	case do == knowledge.Read && strings.HasPrefix(m.Name, "Query"):
		return c.edge(m, knowledge.None)
	case c.result(m.Type) != builder:
		return nil
	}
	q := &knowledge.Query{Do: knowledge.Build, Type: row, Mutates: do != knowledge.Read}
	if field, ok := strings.CutPrefix(strings.Replace(m.Name, "SetNillable", "Set", 1), "Set"); ok && do != knowledge.Read && field != "" {
		q.Field, q.Set = column(field), knowledge.Arg0
	}
	return q
}

// comparisons are what ends the names of predicates that are no equations.
var comparisons = []string{"NEQ", "NotIn", "GT", "GTE", "LT", "LTE", "Contains", "ContainsFold", "HasPrefix", "HasSuffix"}

// predicate adds the entry about a function that makes a predicate: it stands in a package of its own for each entity.
func (c *client) predicate(f *summary.Func) {
	kind := c.result(f.Sig)
	from, entity, ok := strings.Cut(kind, "/predicate.")
	name, plain := strings.CutPrefix(f.ID, c.p.Path+".")
	if !ok || !plain || !strings.HasPrefix(c.p.Path, from+"/") || f.HasRecv || f.Outer != "" {
		return
	}
	row := from + "." + entity
	q := &knowledge.Query{Do: knowledge.Build, Type: row}
	edge, isEdge := strings.CutPrefix(name, "Has")
	with, hasWith := strings.CutSuffix(edge, "With")
	switch {
	case name == "And", name == "Or", name == "Not":
		q.Match, q.Any, q.Not = knowledge.Arg0, name == "Or", name == "Not"
	case isEdge && hasWith && f.NParams == 1:
		q.Match, q.Field = knowledge.Arg0, column(with)+"_id"
	case f.NParams == 1:
		c.compares(q, f, name)
	}
	c.add(f.ID, q)
}

// compares says which column a predicate compares with its parameter.
func (c *client) compares(q *knowledge.Query, f *summary.Func, name string) {
	q.Params = knowledge.Arg0
	for _, suffix := range comparisons {
		if base, ok := strings.CutSuffix(name, suffix); ok && base != "" {
			q.Not, name = true, base
			break
		}
	}
	if !q.Not {
		for _, suffix := range []string{"EqualFold", "EQ"} {
			name = strings.TrimSuffix(name, suffix)
		}
		if c.p.Types[f.Sig].Variadic {
			name = strings.TrimSuffix(name, "In")
		}
	}
	q.Field = column(name)
}

// column writes the name of a field or edge as ent writes that of its column.
func column(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
