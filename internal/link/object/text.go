package object

import (
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// addTexts adds the tables of the statements and schemas in the program's string constants.
func (m *Model) addTexts() {
	for _, p := range m.g.Packages {
		for _, c := range p.Consts {
			if c.Kind == summary.ConstString && len(c.Str) > 10 && sqltext.IsStatement(c.Str) {
				m.AddText(c.Str)
			}
		}
	}
}

// AddText adds what a script or statement says about tables. It must not be called once owners were asked for.
func (m *Model) AddText(text string) {
	for _, s := range sqltext.Parse(text) {
		for sub := range s.All {
			m.addStatement(sub)
		}
	}
}

// addSchemas adds what scripts beside the program say. What nothing but scripts names is the past, or another program's: a column
// that this one never writes says nothing about whose its rows are.
func (m *Model) addSchemas(scripts []string) {
	if len(scripts) == 0 {
		return
	}
	named := map[*Column]bool{}
	for _, t := range m.tables {
		for _, c := range t.Columns {
			named[c] = true
		}
	}
	for _, s := range scripts {
		m.AddText(s)
	}
	for _, t := range m.tables {
		for _, c := range t.Columns {
			c.silent = !named[c]
		}
	}
}

func (m *Model) addStatement(s *sqltext.Statement) {
	for _, t := range s.Tables {
		if t.Name != sqltext.Hole && t.Name != "" {
			m.table(t.Name)
		}
	}
	for _, p := range s.Where {
		m.addColumn(p.Column)
		if p.Op == "=" && len(p.Others) == 1 {
			m.addJoin(p.Column, p.Others[0])
		}
	}
	for _, a := range s.Set {
		m.addColumn(a.Column)
	}
	for _, c := range s.Result {
		m.addColumn(c)
	}
	if len(s.Tables) == 0 {
		return
	}
	for _, d := range s.Columns {
		c := m.table(s.Tables[0].Name).column(d.Name)
		c.Key = c.Key || d.PrimaryKey
	}
	for _, k := range s.ForeignKeys {
		m.table(s.Tables[0].Name).column(k.Column).References = stem(k.Table)
	}
}

func (m *Model) addColumn(c sqltext.Column) {
	if t := m.tables[stem(c.Table)]; t != nil && c.Table != "" && c.Name != "" && c.Name != "*" && c.Name != sqltext.Hole {
		t.column(c.Name)
	}
}

// addJoin takes a join of a table's id with a column of another one for a foreign key.
func (m *Model) addJoin(a, b sqltext.Column) {
	if a.Name == "id" {
		a, b = b, a
	}
	from, to := m.tables[stem(a.Table)], m.tables[stem(b.Table)]
	if a.Table == "" || b.Table == "" || from == nil || to == nil || from == to || b.Name != "id" || a.Name == "id" || a.Name == sqltext.Hole {
		return
	}
	if c := from.column(a.Name); c.References == "" {
		c.References = to.stem
	}
}
