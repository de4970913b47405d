package sqltext

import "strings"

// create reads CREATE [TEMP] TABLE [IF NOT EXISTS] name (…).
func (p *parser) create(s *Statement) {
	p.acceptWord("TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL")
	if !p.acceptWord("TABLE") {
		return
	}
	s.Verb = CreateTable
	if p.acceptWord("IF") {
		p.acceptWord("NOT")
		p.acceptWord("EXISTS")
	}
	p.tableName(s)
	if p.acceptWord("AS") {
		s.Subs = append(s.Subs, p.statement())
		return
	}
	if !p.accept("(") {
		return
	}
	for !p.done() && !p.accept(")") {
		p.element(s)
		p.accept(",")
	}
}

func (p *parser) tableName(s *Statement) {
	if t := p.peek(); isName(t) || t.kind == word {
		_, name := p.name()
		s.Tables = append(s.Tables, Table{Name: name, Alias: name})
	}
}

// element reads a column or a constraint of a table, up to its comma.
func (p *parser) element(s *Statement) {
	start := p.pos
	defer func() {
		p.skipTo(",")
		if p.pos == start && !p.is(")") {
			p.pos++
		}
	}()
	if p.acceptWord("CONSTRAINT") {
		p.next()
	}
	switch {
	case p.acceptWord("FOREIGN"):
		p.foreignKey(s)
	case p.acceptWord("PRIMARY"):
		p.acceptWord("KEY")
		p.primaryKey(s)
	case p.isWord("UNIQUE", "CHECK", "KEY", "INDEX", "EXCLUDE", "FULLTEXT", "SPATIAL", "LIKE", "PERIOD") && !p.columnFollows():
	default:
		p.declaration(s)
	}
}

// columnFollows reports whether the keyword that stands here is the name of a column after all: a type follows it.
func (p *parser) columnFollows() bool {
	t := p.at(1)
	return t.kind == word && types[upper(t.text)]
}

var types = wordSet(`INT INTEGER BIGINT SMALLINT SERIAL BIGSERIAL TEXT VARCHAR CHAR UUID BOOL BOOLEAN TIMESTAMP TIMESTAMPTZ DATE
	DATETIME NUMERIC DECIMAL REAL DOUBLE BLOB BYTEA JSON JSONB`)

func (p *parser) foreignKey(s *Statement) {
	p.acceptWord("KEY")
	if isName(p.peek()) { // MySQL's index name
		p.next()
	}
	if !p.accept("(") {
		return
	}
	columns := p.names()
	p.accept(")")
	table, referred := p.references()
	if table == "" {
		return
	}
	for i, c := range columns {
		fk := ForeignKey{Column: c.Name, Table: table}
		if i < len(referred) {
			fk.Referred = referred[i].Name
		}
		s.ForeignKeys = append(s.ForeignKeys, fk)
	}
}

// references reads REFERENCES table [(columns)].
func (p *parser) references() (table string, columns []Column) {
	if !p.acceptWord("REFERENCES") {
		return "", nil
	}
	_, table = p.name()
	if p.accept("(") {
		columns = p.names()
		p.accept(")")
	}
	return table, columns
}

func (p *parser) primaryKey(s *Statement) {
	if !p.accept("(") {
		return
	}
	for _, key := range p.names() {
		for i := range s.Columns {
			if s.Columns[i].Name == key.Name {
				s.Columns[i].PrimaryKey = true
			}
		}
	}
}

// declaration reads "name type [constraints]".
func (p *parser) declaration(s *Statement) {
	if t := p.peek(); !isName(t) && t.kind != word {
		return
	}
	d := Declaration{Name: fold(p.next())}
	if t := p.peek(); t.kind == word || t.kind == quoted {
		d.Type = strings.ToLower(p.next().text)
	}
	for !p.done() && !p.is(",") && !p.is(")") {
		switch {
		case p.acceptWord("NOT"):
			d.NotNull = p.acceptWord("NULL") || d.NotNull
		case p.acceptWord("PRIMARY"):
			d.PrimaryKey = true
		case p.isWord("REFERENCES"):
			table, columns := p.references()
			fk := ForeignKey{Column: d.Name, Table: table}
			if len(columns) > 0 {
				fk.Referred = columns[0].Name
			}
			s.ForeignKeys = append(s.ForeignKeys, fk)
		case p.is("("):
			p.skipParens()
		default:
			p.pos++
		}
	}
	s.Columns = append(s.Columns, d)
}

// alter reads ALTER TABLE name ADD …, ….
func (p *parser) alter(s *Statement) {
	if !p.acceptWord("TABLE") {
		return
	}
	s.Verb = AlterTable
	p.acceptWord("ONLY")
	if p.acceptWord("IF") {
		p.acceptWord("EXISTS")
	}
	p.acceptWord("ONLY")
	p.tableName(s)
	for !p.done() && !p.is(";") {
		if p.acceptWord("ADD") {
			p.acceptWord("COLUMN")
			if p.acceptWord("IF") {
				p.acceptWord("NOT")
				p.acceptWord("EXISTS")
			}
			p.element(s)
		} else {
			p.skipTo(",")
		}
		if !p.accept(",") {
			return
		}
	}
}
