// Package object knows what a program stores: its tables, documents and entities, and the columns that say whose each
// row is.
//
// A program has no single place that says so. Model gathers what struct types with their tags, statements in string
// constants, schemas and the values that are stored say, and resolves owners from the sum: by foreign keys to the tables
// of users and tenants, by names, and through the parents of a row.
package object

import (
	"slices"
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
)

// Model holds the tables of a program. It is safe for concurrent use.
type Model struct {
	t      *flow.Tracer
	g      *graph.Graph
	tables map[string]*Table // by stem
	types  map[string]*Table // by name of the struct type
	keep   keep

	mu     sync.Mutex
	owners map[*Table][]Owner
}

// Table is a table, collection or other set of objects of one kind.
type Table struct {
	Name    string   // as the program writes it, lower case
	Types   []string // names of the struct types that hold its rows, sorted
	Columns []*Column

	stem   string
	byName map[string]*Column
}

// Column is a column of a table, or a field of a document.
type Column struct {
	Name       string
	Fields     []string // the struct fields that hold it, with the embedded structs that lead to them: Model.ID; sorted
	References string   // stem of the table whose keys it holds, "" if no foreign key is declared
	Key        bool     // it identifies the row
	Caller     bool     // the program binds it to the caller's identity

	silent bool // only scripts name it, which may be older than the program
}

// Owner is a column that says whose a row is.
type Owner struct {
	Table  string   // that holds the column
	Column string   // in Table
	Fields []string // struct fields that hold it, if Table is the row's own
	Via    []string // tables that lead from the row's to Table, the next one first; empty for the row's own
	// Sure tells that more than a name speaks for it: a foreign key, or that the program binds it to its callers.
	Sure bool
	// Tenant tells that it names a group of users.
	Tenant bool
	// Maker tells that its name says who made the row, which need not be whose it is, or may say nothing of people.
	Maker bool
}

// New builds the model of a program, with scripts that declare tables of its database.
func New(t *flow.Tracer, schemas ...string) *Model {
	m := &Model{t: t, g: t.Graph(), tables: map[string]*Table{}, types: map[string]*Table{}, owners: map[*Table][]Owner{}}
	m.addTypes()
	m.addTexts()
	m.addSchemas(schemas)
	return m
}

// Table returns the table with a name, in singular or plural; nil if the program has none.
func (m *Model) Table(name string) *Table { return m.tables[stem(name)] }

// Type returns the table of the rows that a struct type holds, nil if it holds none.
func (m *Model) Type(t graph.Type) *Table {
	for range 4 {
		t = t.Deref()
		if !t.IsKnown() {
			return nil
		}
		if table := m.types[t.Name]; table != nil {
			return table
		}
		if e := t.Element(); e.IsKnown() {
			t = e
		}
	}
	return nil
}

// Bind records that the program binds a column to the identity of its callers.
func (m *Model) Bind(table *Table, column string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c := table.byName[snake(column)]; c != nil && !c.Caller && !c.Key {
		c.Caller, c.silent = true, false
		clear(m.owners)
	}
}

// Mention records that a query names a column of a table.
func (m *Model) Mention(table *Table, column string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c := table.byName[snake(column)]; c == nil || c.silent {
		table.column(column).silent = false
		clear(m.owners)
	}
}

// Column returns the column with a name, nil if the table is not known to have it.
func (t *Table) Column(name string) *Column { return t.byName[snake(name)] }

// Field returns the column that a field of the table's struct types holds, nil if there is none.
func (t *Table) Field(name string) *Column {
	for _, c := range t.Columns {
		for _, f := range c.Fields {
			if f[strings.LastIndexByte(f, '.')+1:] == name {
				return c
			}
		}
	}
	return nil
}

// Noun is what one row is called in a sentence.
func (t *Table) Noun() string { return strings.ReplaceAll(t.stem, "_", " ") }

// IsKey reports whether a column identifies a row for a client.
func (t *Table) IsKey(column string) bool {
	name := snake(column)
	if c := t.byName[name]; c != nil && c.Key {
		return true
	}
	return keyNames[name] || name == t.stem+"_id"
}

// keyNames lists the columns by which clients name rows.
var keyNames = map[string]bool{
	"id": true, "_id": true, "uuid": true, "uid": true, "guid": true, "slug": true, "key": true, "code": true, "number": true, "handle": true,
	"public_id": true, "external_id": true, "hash": true, "token": true, "name": true, "pk": true, "rowid": true,
}

func (m *Model) table(name string) *Table {
	s := stem(name)
	t := m.tables[s]
	if t == nil {
		t = &Table{Name: strings.ToLower(name), stem: s, byName: map[string]*Column{}}
		m.tables[s] = t
	}
	return t
}

func (t *Table) column(name string) *Column {
	s := snake(name)
	c := t.byName[s]
	if c == nil {
		c = &Column{Name: s, Key: s == "id" || s == "_id"}
		t.byName[s] = c
		t.Columns = append(t.Columns, c)
	}
	return c
}

func insert(list []string, s string) []string {
	i, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(list, i, s)
}
