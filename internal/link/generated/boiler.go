package generated

import (
	"strings"
	"unicode"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/summary"
)

// boiler adds the entries of the models of sqlboiler.
func (c *client) boiler() {
	for i := range c.p.Types {
		if t := &c.p.Types[i]; t.Local && t.Kind == summary.KindNamed {
			c.model(t)
		}
	}
	for i := range c.p.Funcs {
		if f := &c.p.Funcs[i]; !f.HasRecv && f.Outer == "" {
			c.add(f.ID, c.find(f))
		}
	}
}

// queryOf returns the name of the type of the queries for rows of a type.
func queryOf(row string) string {
	at := strings.LastIndexByte(row, '.') + 1
	return row[:at] + string(unicode.ToLower(rune(row[at]))) + row[at+1:] + "Query"
}

// rowOf returns the type of the rows that queries of a type find.
func (c *client) rowOf(query string) (string, bool) {
	base, ok := strings.CutSuffix(query, "Query")
	at := strings.LastIndexByte(base, '.') + 1
	if !ok || at == len(base) {
		return "", false
	}
	row := base[:at] + string(unicode.ToUpper(rune(base[at]))) + base[at+1:]
	return row, c.declared[query] && c.declared[row]
}

// model adds entries about the methods of a row, a query or a column.
func (c *client) model(t *summary.Type) {
	name := strings.TrimPrefix(t.Name, c.p.Path+".")
	row, isQuery := c.rowOf(t.Name)
	for _, m := range t.Methods {
		switch {
		case strings.HasPrefix(name, "whereHelper"):
			c.add(m.Func, comparison(m.Name))
		case isQuery:
			c.add(m.Func, ended(row, m.Name))
		case c.declared[queryOf(t.Name)]:
			c.add(m.Func, c.changed(t.Name, m))
		}
	}
}

// comparison returns what a method of a column says.
func comparison(method string) *knowledge.Query {
	switch method {
	case "EQ", "IN":
		return &knowledge.Query{Do: knowledge.Build, Column: knowledge.Recv, Params: knowledge.Arg0}
	case "NEQ", "LT", "LTE", "GT", "GTE", "LIKE", "NLIKE", "ILIKE", "NILIKE", "NIN":
		return &knowledge.Query{Do: knowledge.Build, Column: knowledge.Recv, Params: knowledge.Arg0, Not: true}
	}
	return nil
}

// plain returns the name of a method or function without what tells that it takes the global database, or panics.
func plain(name string) string {
	for _, suffix := range []string{"GP", "G", "P"} {
		if base, ok := strings.CutSuffix(name, suffix); ok {
			return base
		}
	}
	return name
}

// ended returns what a method of a query does.
func ended(row, method string) *knowledge.Query {
	switch plain(method) {
	case "One":
		return &knowledge.Query{Do: knowledge.Read, Type: row}
	case "All":
		return &knowledge.Query{Do: knowledge.Read, Type: row, Many: true}
	case "Count", "Exists":
		return &knowledge.Query{Do: knowledge.Probe, Type: row}
	case "UpdateAll":
		return &knowledge.Query{Do: knowledge.Update, Type: row}
	case "DeleteAll":
		return &knowledge.Query{Do: knowledge.Delete, Type: row}
	}
	return nil
}

// changed returns what a method of a row does.
func (c *client) changed(row string, m summary.Method) *knowledge.Query {
	switch plain(m.Name) {
	case "Update":
		return &knowledge.Query{Do: knowledge.Update, Type: row, Model: knowledge.Recv, Set: knowledge.Recv, ByKey: true}
	case "Delete":
		return &knowledge.Query{Do: knowledge.Delete, Type: row, Model: knowledge.Recv, ByKey: true}
	case "Insert", "Upsert":
		return &knowledge.Query{Do: knowledge.Insert, Type: row, Model: knowledge.Recv, Set: knowledge.Recv}
	}
	if to, ok := c.rowOf(c.result(m.Type)); ok {
		return &knowledge.Query{Do: knowledge.Build, Type: to, Near: knowledge.Recv, Match: knowledge.Arg0}
	}
	return nil
}

// find returns what a function does that finds rows by conditions or by their key.
func (c *client) find(f *summary.Func) *knowledge.Query {
	if row, ok := c.rowOf(c.result(f.Sig)); ok && f.NParams == 1 {
		return &knowledge.Query{Do: knowledge.Build, Type: row, Match: knowledge.Arg0}
	}
	name := plain(strings.TrimPrefix(f.ID, c.p.Path+"."))
	q := &knowledge.Query{Do: knowledge.Read}
	row, ok := strings.CutPrefix(name, "Find")
	if !ok {
		q.Do = knowledge.Probe
		row, ok = strings.CutSuffix(name, "Exists")
	}
	q.Type = c.p.Path + "." + row
	keys := c.keys(f)
	if !ok || !c.declared[q.Type] || len(keys) != 1 {
		return nil // with a key of several columns, the body says which
	}
	q.Key = keys[0]
	return q
}

// keys lists the parameters of a function that are neither a context, nor a database, nor names of columns.
func (c *client) keys(f *summary.Func) []knowledge.Arg {
	var keys []knowledge.Arg
	for i := range f.NParams {
		kind := c.p.Types[f.Params[i].Type].Name
		if kind != "context.Context" && !strings.HasSuffix(kind, "Executor") && kind != "[]string" && i < len(knowledge.Args) {
			keys = append(keys, knowledge.Args[i])
		}
	}
	return keys
}
