package sqltext

// expr is what an expression mentions.
type expr struct {
	columns []Column
	params  []Parameter
	literal string // the expression is this literal
	sub     *Statement
	single  bool   // it is one column or value, perhaps cast
	items   []expr // of a parenthesized list
}

func (e *expr) merge(x expr) {
	e.columns = append(e.columns, x.columns...)
	e.params = append(e.params, x.params...)
	if x.sub != nil {
		e.sub = x.sub
	}
}

// expression reads up to a comparison, a comma or a reserved word. In a list of results comparisons belong to it.
func (p *parser) expression(s *Statement, result bool) expr {
	if p.depth++; p.depth > maxDepth {
		p.pos = len(p.toks)
		return expr{}
	}
	defer func() { p.depth-- }()
	var e expr
	for n := 0; !p.done(); n++ {
		t := p.peek()
		if n > 0 && p.cast() {
			continue
		}
		x, ok := p.primary(s, t, result)
		if !ok {
			break
		}
		if n == 0 {
			e = x
		} else {
			e.merge(x)
			e.single, e.literal, e.items = false, "", nil
		}
		// An operand is followed by an operator, or it is the last.
		if !endsOperand(t, n == 0) {
			continue
		}
		if next := p.peek(); next.kind != punct && !(result && continuesResult(next)) {
			break
		}
	}
	return e
}

// endsOperand reports whether t, once read, completes an operand. A star is one at the beginning only: count(*).
func endsOperand(t token, first bool) bool {
	switch t.kind {
	case punct:
		return t.text == "(" || first && t.text == "*"
	case word:
		return upper(t.text) != "DISTINCT" && upper(t.text) != "INTERVAL"
	}
	return true
}

// continuesResult reports whether t goes on with an expression of a list of results.
func continuesResult(t token) bool {
	return t.kind == word && (conditionWords[upper(t.text)] || upper(t.text) == "OVER" || upper(t.text) == "FILTER")
}

// cast passes over "::type", an array subscript or a collation.
func (p *parser) cast() bool {
	switch {
	case p.accept("::"):
		p.next()
		p.skipParens()
		for p.accept("[") {
			p.accept("]")
		}
		return true
	case p.accept("["):
		for !p.done() && !p.accept("]") {
			p.skipWord()
		}
		return true
	case p.acceptWord("COLLATE"):
		p.next()
		return true
	}
	return false
}

// primary reads one operand or operator of an expression; it reports false where the expression ends.
func (p *parser) primary(s *Statement, t token, result bool) (expr, bool) {
	switch t.kind {
	case param:
		if isName(t) {
			return p.reference(s), true
		}
		p.pos++
		return expr{params: []Parameter{p.param(t)}, single: true}, true
	case str, number:
		p.pos++
		return expr{literal: t.text, single: true}, true
	case hole, quoted:
		return p.reference(s), true
	case word:
		return p.wordOperand(s, t, result)
	case punct:
		return p.punctOperand(s, t, result)
	}
	return expr{}, false
}

func (p *parser) wordOperand(s *Statement, t token, result bool) (expr, bool) {
	switch w := upper(t.text); {
	case w == "CASE":
		return p.caseOperand(s), true
	case w == "NULL" || w == "TRUE" || w == "FALSE":
		p.pos++
		return expr{literal: w, single: true}, true
	case w == "DISTINCT" || w == "INTERVAL" || w == "ALL":
		p.pos++
		return expr{}, true
	case w == "EXISTS" || result && conditionWords[w]:
		p.pos++
		return expr{}, true
	case reserved[w] && p.at(1).text != "(" && p.at(1).text != ".":
		return expr{}, false
	case reserved[w] && w != "VALUES" && w != "LEFT" && w != "RIGHT" && w != "REPLACE" && w != "ANY":
		return expr{}, false
	}
	return p.reference(s), true
}

func (p *parser) punctOperand(s *Statement, t token, result bool) (expr, bool) {
	switch {
	case t.text == "(":
		return p.parenthesized(s), true
	case t.text == ")" || t.text == "," || t.text == ";" || t.text == "]":
		return expr{}, false
	case comparisons[t.text] && !result:
		return expr{}, false
	case t.text == "*":
		p.pos++
		if result {
			return expr{columns: []Column{{Name: "*"}}, single: true}, true
		}
		return expr{}, true
	}
	p.pos++ // an arithmetic or other operator
	return expr{}, true
}

// reference reads a column or a call.
func (p *parser) reference(s *Statement) expr {
	q, name := p.name()
	if !p.is("(") {
		return expr{columns: []Column{{q, name}}, single: true}
	}
	e := p.parenthesized(s)
	e.single, e.literal, e.items = false, "", nil
	return e
}

// parenthesized reads a subquery or a list in parentheses.
func (p *parser) parenthesized(s *Statement) expr {
	if t := p.at(1); t.kind == word && (upper(t.text) == "SELECT" || upper(t.text) == "WITH") {
		return expr{sub: p.sub(s)}
	}
	p.pos++
	var e expr
	for !p.done() && !p.accept(")") {
		before := p.pos
		x := p.expression(s, true)
		e.merge(x)
		e.items = append(e.items, x)
		if p.accept(",") {
			continue
		}
		if p.pos == before || !p.is(")") {
			p.skipWord() // AS type, ORDER BY in an aggregate, …
		}
	}
	if len(e.items) == 1 {
		one := e.items[0]
		one.items = nil
		return one
	}
	return e
}

// caseOperand reads CASE … END.
func (p *parser) caseOperand(s *Statement) expr {
	var e expr
	p.pos++
	for !p.done() && !p.acceptWord("END") {
		before := p.pos
		if p.acceptWord("WHEN", "THEN", "ELSE") {
			continue
		}
		e.merge(p.expression(s, true))
		if p.pos == before {
			if p.is(")") || p.is(";") {
				break
			}
			p.skipWord()
		}
	}
	return e
}
