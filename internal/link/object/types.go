package object

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// addTypes adds the tables of the struct types that are stored: those with tags of a data library, those that say the
// name of their table, those that the program hands to a data library, and those that it keeps in memory.
func (m *Model) addTypes() {
	stored := map[string]graph.Type{}
	all := &rows{stored: stored, generic: map[string]bool{}}
	for _, p := range m.g.Packages {
		for i := range p.Types {
			if t := m.g.Lookup(p.Types[i].Name); t.IsKnown() && t.Local && (isStoredStruct(t) || isStruct(t) && m.saidName(t) != "") {
				stored[t.Name] = t
			}
		}
	}
	for f := range m.g.Funcs {
		for s := range f.Instrs {
			m.addUsed(all, s)
		}
	}
	m.addKept(all)
	all.addArguments(m.g)
	names := slices.Sorted(maps.Keys(stored))
	for _, name := range names {
		t := m.table(m.tableName(stored[name]))
		t.Types = insert(t.Types, name)
		m.types[name] = t
	}
	for _, name := range names {
		m.addFields(m.types[name], stored[name], "", 0)
	}
}

// addUsed adds the types of the operands that a data library stores or fills.
func (m *Model) addUsed(all *rows, s graph.Site) {
	e := m.t.Known(s)
	if e == nil || e.Query == nil {
		return
	}
	if t := m.g.Lookup(e.Query.Type); t.IsKnown() {
		all.add(s.Caller, t)
	}
	ref, ok := flow.Operand(s, e.Query.Model)
	if !ok {
		return
	}
	f := s.Caller
	for _, r := range append(Elements(m.t, f, ref), ref) {
		all.add(f, rowType(m.t.TypeOf(f, Inner(m.t, f, r))))
	}
}

// rowType returns the type of one row: what pointers and slices lead to.
func rowType(t graph.Type) graph.Type {
	for range 4 {
		if !t.IsKnown() || t.Kind == summary.KindNamed && isStruct(t) {
			return t
		}
		next := t.Element()
		if !next.IsKnown() {
			return t
		}
		t = next
	}
	return t
}

// storageTags are the tags of data libraries that need no look at their value.
var storageTags = []string{"gorm", "db", "bun", "bson", "xorm", "pg", "boil"}

func isStruct(t graph.Type) bool {
	u := t.Underlying()
	return u.IsKnown() && u.Kind == summary.KindStruct
}

// name returns the name of a type, "" if it is not known.
func name(t graph.Type) string {
	if !t.IsKnown() {
		return ""
	}
	return t.Name
}

func isStoredStruct(t graph.Type) bool {
	if !isStruct(t) {
		return false
	}
	if _, ok := t.Method("TableName"); ok {
		return true
	}
	tagged := 0
	for _, f := range t.Underlying().Fields {
		if f.Embedded && knowledge.Holds(name(t.FieldType(f)), knowledge.BaseOfModel) {
			return true
		}
		for _, key := range storageTags {
			if v, ok := reflect.StructTag(f.Tag).Lookup(key); ok && v != "-" {
				tagged++
				break
			}
		}
	}
	return tagged > 0
}

// tableName returns the name of the table of a struct type: what it says itself, else its own name.
func (m *Model) tableName(t graph.Type) string {
	if name := m.saidName(t); name != "" {
		return name
	}
	for _, f := range t.Underlying().Fields {
		tag := reflect.StructTag(f.Tag)
		for option := range strings.SplitSeq(tag.Get("bun"), ",") {
			if name, ok := strings.CutPrefix(option, "table:"); ok {
				return name
			}
		}
		if name := tag.Get("pg"); f.Name == "tableName" && name != "" {
			name, _, _ = strings.Cut(name, ",")
			return name
		}
	}
	name, _, _ := strings.Cut(t.Name, "[") // of an instance
	name, _, _ = strings.Cut(name, "@")    // of a type declared in a function
	return name[strings.LastIndexByte(name, '.')+1:]
}

// saidName returns the name of its table that a type says itself, "" if it does not.
func (m *Model) saidName(t graph.Type) string {
	return cmp.Or(m.constantResult(t, "TableName"), m.constantResult(t, "Table"))
}

// constantResult returns the text that a method without parameters always returns, "" if it does not.
func (m *Model) constantResult(t graph.Type, method string) string {
	impl, ok := t.Method(method)
	if !ok {
		return ""
	}
	f := m.g.Func(impl.Func)
	if f == nil {
		return ""
	}
	text := ""
	for _, in := range f.Instrs {
		if in.Op == summary.OpReturn && len(in.Args) == 1 {
			if c, ok := f.Const(in.Args[0]); ok && c.Kind == summary.ConstString {
				text = c.Str
			}
		}
	}
	return text
}

// addFields adds the columns that the fields of a struct type hold, those of embedded structs included.
func (m *Model) addFields(table *Table, t graph.Type, prefix string, depth int) {
	u := t.Underlying()
	if depth > 4 || !u.IsKnown() {
		return
	}
	for _, f := range u.Fields {
		ft := t.FieldType(f)
		if f.Embedded && isStruct(ft.Deref()) {
			m.addFields(table, ft.Deref(), prefix+f.Name+".", depth+1)
			if strings.HasSuffix(ft.Name, "/gorm.Model") {
				table.column("id").Fields = insert(table.column("id").Fields, prefix+f.Name+".ID")
			}
			continue
		}
		name, key := columnOf(f)
		if name == "" {
			continue
		}
		if ft.Deref().IsKnown() && ft.Name == t.Name+"Edges" {
			m.addEdges(table, ft)
			continue
		}
		if row := rowType(ft); row.IsKnown() && m.types[row.Name] != nil {
			m.addRelation(table, t, f, prefix, m.types[row.Name])
			continue
		}
		c := table.column(name)
		c.Fields = insert(c.Fields, prefix+f.Name)
		c.Key = c.Key || key
	}
}

// addEdges records the keys of the rows that a row of ent refers to. Its struct holds these rows, but not their keys.
func (m *Model) addEdges(table *Table, edges graph.Type) {
	for _, f := range edges.Underlying().Fields {
		ft := edges.FieldType(f)
		if to := m.types[name(ft.Deref())]; to != nil && ft.Kind == summary.KindPointer {
			table.column(f.Name + "_id").References = to.stem
		}
	}
}

// addRelation records that the field f, which holds a row of another table, is found by a key beside it: AuthorID for Author.
func (m *Model) addRelation(table *Table, t graph.Type, f summary.Field, prefix string, to *Table) {
	keyField := f.Name + "ID"
	for option := range strings.SplitSeq(reflect.StructTag(f.Tag).Get("gorm"), ";") {
		k, v, _ := strings.Cut(option, ":")
		if strings.EqualFold(strings.TrimSpace(k), "foreignKey") {
			keyField = v
		}
	}
	for _, name := range []string{keyField, f.Name + "Id"} {
		if beside, ok := t.Field(name); ok {
			column, _ := columnOf(beside)
			c := table.column(column)
			c.Fields = insert(c.Fields, prefix+name)
			c.References = to.stem
			return
		}
	}
}

// FieldOf returns the field of a struct type that holds a column, with the embedded structs that lead to it.
func FieldOf(t graph.Type, column string) (flow.Path, bool) {
	t = t.Deref()
	if !isStruct(t) {
		return "", false
	}
	for _, f := range t.Underlying().Fields {
		if f.Embedded {
			if inner, ok := FieldOf(t.FieldType(f), column); ok {
				return inner.In(f.Name), true
			}
		}
		if name, _ := columnOf(f); name != "" && snake(name) == snake(column) {
			return flow.Field(f.Name), true
		}
	}
	return "", false
}

// columnOf returns the column that a field holds, "" if none, and whether its tag says that it is the primary key.
func columnOf(f summary.Field) (name string, key bool) {
	tag := reflect.StructTag(f.Tag)
	name = snake(f.Name)
	for _, k := range []string{"db", "bun", "bson", "pg", "boil"} {
		if v, ok := tag.Lookup(k); ok {
			first, rest, _ := strings.Cut(v, ",")
			if first == "-" {
				return "", false
			}
			if first != "" && !strings.Contains(first, ":") {
				name = first
			}
			return name, strings.Contains(rest, "pk") || first == "_id"
		}
	}
	if v, ok := tag.Lookup("gorm"); ok {
		for option := range strings.SplitSeq(v, ";") {
			k, value, _ := strings.Cut(strings.TrimSpace(option), ":")
			switch strings.ToLower(k) {
			case "-":
				return "", false
			case "column":
				name = value
			case "primarykey", "primary_key":
				key = true
			}
		}
		return name, key
	}
	if v, ok := tag.Lookup("xorm"); ok {
		return xormColumn(name, v)
	}
	return name, false
}

// xormColumn reads a tag of xorm, where the column's name stands in quotes or as a word among keywords.
func xormColumn(name, tag string) (string, bool) {
	if tag == "-" {
		return "", false
	}
	if _, rest, ok := strings.Cut(tag, "'"); ok {
		if quoted, _, ok := strings.Cut(rest, "'"); ok {
			name = quoted
		}
	}
	return name, slices.Contains(strings.Fields(strings.ToLower(tag)), "pk")
}
