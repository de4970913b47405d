package sqltext

// statement reads one statement.
func (p *parser) statement() *Statement {
	s := &Statement{Open: p.open}
	if p.depth++; p.depth > maxDepth {
		p.pos = len(p.toks)
		return s
	}
	defer func() { p.depth-- }()
	for p.accept("(") {
	}
	if p.acceptWord("EXPLAIN") {
		p.acceptWord("ANALYZE")
	}
	if p.acceptWord("WITH") {
		p.commonTables(s)
	}
	switch {
	case p.acceptWord("SELECT"):
		s.Verb = Select
		p.selection(s)
	case p.acceptWord("INSERT", "REPLACE"):
		s.Verb = Insert
		p.insertion(s)
	case p.acceptWord("UPDATE"):
		s.Verb = Update
		p.update(s)
	case p.acceptWord("DELETE"):
		s.Verb = Delete
		p.acceptWord("FROM")
		p.tables(s)
		p.clauses(s)
	case p.acceptWord("CREATE"):
		p.create(s)
	case p.acceptWord("ALTER"):
		p.alter(s)
	}
	return s
}

// commonTables reads "name [(columns)] AS (statement), …".
func (p *parser) commonTables(s *Statement) {
	p.acceptWord("RECURSIVE")
	for isName(p.peek()) {
		p.name()
		p.skipParens()
		p.acceptWord("AS")
		p.acceptWord("NOT")
		p.acceptWord("MATERIALIZED")
		if !p.is("(") {
			return
		}
		p.sub(s)
		if !p.accept(",") {
			return
		}
	}
}

// sub reads the statement in the parentheses that stand here as a part of s.
func (p *parser) sub(s *Statement) *Statement {
	p.accept("(")
	sub := p.statement()
	s.Subs = append(s.Subs, sub)
	p.skipTo(")")
	p.accept(")")
	return sub
}

func (p *parser) selection(s *Statement) {
	p.acceptWord("DISTINCT", "ALL")
	before := len(s.Subs)
	s.Result = p.results(s)
	shown := s.Subs[before:]
	if p.acceptWord("INTO") {
		p.name()
	}
	if p.acceptWord("FROM") {
		p.tables(s)
		for _, sub := range shown { // without tables, they are all there is
			sub.Aside = true
		}
	}
	p.clauses(s)
}

// results reads a list of expressions and returns the columns that they are.
func (p *parser) results(s *Statement) []Column {
	var list []Column
	for {
		e := p.expression(s, true)
		column := Column{}
		if e.single && len(e.columns) == 1 {
			column = e.columns[0]
		}
		if p.acceptWord("AS") {
			p.pos++
		} else if isName(p.peek()) {
			p.pos++
		}
		list = append(list, column)
		if !p.accept(",") {
			return list
		}
	}
}

// tables reads a list of tables with their joins.
func (p *parser) tables(s *Statement) {
	for {
		p.acceptWord("LATERAL", "ONLY")
		p.table(s)
		p.joins(s)
		if !p.accept(",") {
			return
		}
	}
}

func (p *parser) table(s *Statement) {
	switch {
	case p.is("("):
		if t := p.at(1); t.kind == word && (reserved[upper(t.text)] || upper(t.text) == "WITH") {
			p.sub(s)
		} else {
			p.pos++
			p.tables(s)
			p.accept(")")
		}
		p.alias()
	case isName(p.peek()):
		_, name := p.name()
		if p.is("(") { // a function
			p.skipParens()
			p.alias()
			return
		}
		t := Table{Name: name, Alias: p.alias()}
		if t.Alias == "" {
			t.Alias = name
		}
		s.Tables = append(s.Tables, t)
	}
}

func (p *parser) alias() string {
	if p.acceptWord("AS") || isName(p.peek()) && p.peek().kind != hole {
		if t := p.peek(); isName(t) {
			p.pos++
			return fold(t)
		}
	}
	return ""
}

// joins reads "[LEFT …] JOIN table [alias] [ON condition | USING (columns)]" any number of times.
func (p *parser) joins(s *Statement) {
	for {
		start := p.pos
		outer := p.isWord("LEFT", "FULL")
		for p.acceptWord("LEFT", "RIGHT", "FULL", "INNER", "OUTER", "CROSS", "NATURAL") {
		}
		if !p.acceptWord("JOIN") {
			p.pos = start
			return
		}
		p.acceptWord("LATERAL")
		p.table(s)
		switch {
		case p.acceptWord("ON"):
			p.condition(s, context{join: true, outer: outer})
		case p.acceptWord("USING"):
			p.skipParens()
		}
	}
}

// clauses reads what follows the tables of a statement, in any order.
func (p *parser) clauses(s *Statement) {
	for !p.done() && !p.is(")") && !p.is(";") {
		switch {
		case p.acceptWord("WHERE", "HAVING"):
			p.condition(s, context{})
		case p.acceptWord("LIMIT", "FETCH"):
			s.Limit = true
			p.expression(s, false)
		case p.acceptWord("RETURNING"):
			s.Result = p.results(s)
		case p.acceptWord("FROM"): // UPDATE … FROM
			p.tables(s)
		case p.isWord("UNION", "INTERSECT", "EXCEPT"):
			p.pos++
			p.acceptWord("ALL", "DISTINCT")
			s.Subs = append(s.Subs, p.statement())
		case p.isWord("JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL"):
			before := p.pos
			p.joins(s)
			if p.pos == before {
				p.pos++
			}
		case p.acceptWord("USING"): // DELETE … USING
			p.tables(s)
		case p.acceptWord("AND"): // "WHERE 1=1 " + hole + "AND …"
			p.condition(s, context{})
		case p.is("("):
			p.expression(s, false)
		default:
			p.skipWord()
		}
	}
}

// skipWord passes over a token, counting its placeholder.
func (p *parser) skipWord() {
	if t := p.next(); t.kind == param {
		p.param(t)
	}
}

func (p *parser) update(s *Statement) {
	if p.acceptWord("OR") {
		p.pos++ // OR REPLACE
	}
	p.acceptWord("ONLY")
	p.tables(s)
	if p.acceptWord("SET") {
		p.assignments(s)
	}
	p.clauses(s)
}

// assignments reads "column = expression, …" and "(columns) = (expressions)".
func (p *parser) assignments(s *Statement) {
	for {
		var columns []Column
		if p.accept("(") {
			columns = p.names()
			p.accept(")")
		} else if isName(p.peek()) || p.peek().kind == word {
			q, name := p.name()
			columns = []Column{{q, name}}
		}
		if !p.accept("=") && !p.accept(":=") {
			return
		}
		e := p.expression(s, false)
		for _, c := range columns {
			s.Set = append(s.Set, Assignment{c, e.params})
		}
		if !p.accept(",") {
			return
		}
	}
}

func (p *parser) names() []Column {
	var list []Column
	for !p.done() && !p.is(")") {
		if t := p.peek(); isName(t) || t.kind == word {
			q, name := p.name()
			list = append(list, Column{q, name})
		} else {
			p.pos++
		}
		p.accept(",")
	}
	return list
}

func (p *parser) insertion(s *Statement) {
	if p.acceptWord("OR") {
		p.pos++ // OR IGNORE, OR REPLACE
	}
	p.acceptWord("IGNORE")
	p.acceptWord("INTO")
	p.tableName(s)
	p.alias()
	var columns []Column
	if p.accept("(") {
		columns = p.names()
		p.accept(")")
	}
	switch {
	case p.acceptWord("VALUES", "VALUE"):
		p.rows(s, columns)
	case p.acceptWord("SET"):
		p.assignments(s)
	case p.isWord("SELECT", "WITH") || p.is("("):
		s.Subs = append(s.Subs, p.statement())
	}
	if p.acceptWord("ON") {
		p.conflict(s)
	}
	p.clauses(s)
}

// rows reads "(expressions), …"; all rows write the same columns.
func (p *parser) rows(s *Statement, columns []Column) {
	for p.accept("(") {
		for i := 0; !p.done() && !p.is(")"); i++ {
			before := p.pos
			e := p.expression(s, false)
			if i < len(columns) {
				s.Set = append(s.Set, Assignment{columns[i], e.params})
			}
			if !p.accept(",") && p.pos == before {
				p.pos++
			}
		}
		p.accept(")")
		if !p.accept(",") {
			return
		}
	}
}

// conflict reads what follows ON in an INSERT: CONFLICT … DO UPDATE SET …, DUPLICATE KEY UPDATE ….
func (p *parser) conflict(s *Statement) {
	for !p.done() && !p.is(";") && !p.is(")") {
		switch {
		case p.acceptWord("UPDATE"):
			p.acceptWord("SET")
			p.assignments(s)
			return
		case p.acceptWord("NOTHING"):
			return
		case p.is("("):
			p.skipParens()
		default:
			p.skipWord()
		}
	}
}

// resolve replaces aliases by the names of the tables, those of enclosing statements included, and gives the columns of a
// statement on one table that table.
func (s *Statement) resolve(outer map[string]string) {
	names := map[string]string{}
	for alias, name := range outer {
		names[alias] = name
	}
	for _, t := range s.Tables {
		names[t.Alias] = t.Name
	}
	fix := func(c *Column) {
		switch {
		case c.Name == "": // EXISTS, an expression
		case c.Table == "" && len(s.Tables) == 1:
			c.Table = s.Tables[0].Name
		case names[c.Table] != "":
			c.Table = names[c.Table]
		}
	}
	for i := range s.Where {
		w := &s.Where[i]
		fix(&w.Column)
		for j := range w.Others {
			fix(&w.Others[j])
		}
	}
	for i := range s.Set {
		c := &s.Set[i].Column
		if len(s.Tables) > 0 && c.Table == "" {
			c.Table = s.Tables[0].Name
		}
		fix(c)
	}
	for i := range s.Result {
		fix(&s.Result[i])
	}
	for _, sub := range s.Subs {
		sub.resolve(names)
	}
}
