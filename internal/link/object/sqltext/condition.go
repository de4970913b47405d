package sqltext

// context is where a condition stands.
type context struct {
	join, outer, not, or bool
}

// condition reads a boolean expression and adds its predicates to s.
func (p *parser) condition(s *Statement, ctx context) {
	if p.depth++; p.depth > maxDepth {
		p.pos = len(p.toks)
		return
	}
	defer func() { p.depth-- }()
	first := len(s.Where)
	last := first // where the present alternative begins
	for {
		p.conjunct(s, ctx)
		switch {
		case p.acceptWord("AND") || p.accept("&&"):
		case p.acceptWord("OR"):
			for i := first; i < len(s.Where); i++ {
				s.Where[i].Or = true
			}
			ctx.or = true
			p.alternative(s, first, last)
			last = len(s.Where)
		default:
			if last > first {
				p.alternative(s, first, last)
			}
			return
		}
	}
}

// alternative marks the predicates from last on as one alternative of those from first on.
func (p *parser) alternative(s *Statement, first, last int) {
	for i := last; i < len(s.Where); i++ {
		if w := &s.Where[i]; w.Group == 0 {
			w.Group, w.Alone = first+1, last == len(s.Where)-1
		}
	}
}

// conjunct reads one comparison, a parenthesized condition, EXISTS, or NOT of these.
func (p *parser) conjunct(s *Statement, ctx context) {
	for p.acceptWord("NOT") {
		ctx.not = !ctx.not
	}
	if p.acceptWord("EXISTS") {
		if p.is("(") {
			sub := p.sub(s)
			sub.Aside = ctx.not
			p.add(s, ctx, Predicate{Op: "EXISTS", Sub: sub})
		}
		return
	}
	if p.is("(") && p.groupsCondition() {
		p.pos++
		p.condition(s, ctx)
		p.skipTo(")")
		p.accept(")")
		return
	}
	left := p.expression(s, false)
	op, negated := p.operator()
	if op == "" {
		return // a bare boolean
	}
	ctx.not = ctx.not != negated
	right := p.operand(s, op)
	p.compare(s, ctx, left, op, right)
}

func (p *parser) add(s *Statement, ctx context, pred Predicate) {
	pred.Not, pred.Or, pred.Join, pred.Outer = ctx.not, ctx.or, ctx.join, ctx.outer
	s.Where = append(s.Where, pred)
}

// groupsCondition reports whether the parenthesis that stands here encloses a condition rather than an expression.
func (p *parser) groupsCondition() bool {
	level := 0
	for i := 0; p.pos+i < len(p.toks); i++ {
		t := p.at(i)
		switch {
		case t.kind == punct && t.text == "(":
			level++
		case t.kind == punct && t.text == ")":
			if level--; level == 0 {
				return false
			}
		case i == 1 && t.kind == word && upper(t.text) == "SELECT":
			return false
		case level == 1 && t.kind == punct && comparisons[t.text]:
			return true
		case t.kind == word && conditionWords[upper(t.text)]:
			return true
		}
	}
	return false
}

var comparisons = map[string]bool{
	"=": true, "==": true, "<>": true, "!=": true, "<": true, ">": true, "<=": true, ">=": true, "<=>": true,
	"~": true, "~*": true, "!~": true, "!~*": true, "@>": true, "<@": true,
}

var conditionWords = wordSet("AND OR NOT IN IS LIKE ILIKE BETWEEN EXISTS")

// operator reads a comparison operator.
func (p *parser) operator() (op string, negated bool) {
	t := p.peek()
	if t.kind == punct && comparisons[t.text] {
		p.pos++
		switch t.text {
		case "==", "<=>":
			return "=", false
		case "<>", "!=":
			return "=", true
		}
		return t.text, false
	}
	if t.kind != word {
		return "", false
	}
	if p.isWord("NOT") && p.at(1).kind == word {
		p.pos++
		negated = true
	}
	switch {
	case p.acceptWord("IN"):
		return "IN", negated
	case p.isWord("LIKE", "ILIKE", "GLOB", "REGEXP", "MATCH", "BETWEEN", "SIMILAR"):
		return upper(p.next().text), negated
	case p.acceptWord("IS"):
		negated = p.acceptWord("NOT")
		if p.acceptWord("DISTINCT") {
			p.acceptWord("FROM")
			return "=", !negated
		}
		return "IS", negated
	}
	return "", negated
}

// operand reads the right side of a comparison.
func (p *parser) operand(s *Statement, op string) expr {
	switch {
	case p.acceptWord("ANY", "ALL", "SOME"):
		return p.expression(s, false)
	case op == "BETWEEN":
		low := p.expression(s, false)
		p.acceptWord("AND")
		high := p.expression(s, false)
		low.params = append(low.params, high.params...)
		return low
	}
	e := p.expression(s, false)
	if p.acceptWord("ESCAPE") {
		p.pos++
	}
	return e
}

// compare adds the predicate between two sides; (a, b) = (x, y) is two of them.
func (p *parser) compare(s *Statement, ctx context, left expr, op string, right expr) {
	if len(left.items) > 1 && len(left.items) == len(right.items) && op == "=" {
		for i := range left.items {
			p.compare(s, ctx, left.items[i], op, right.items[i])
		}
		return
	}
	if len(left.columns) == 0 {
		if len(right.columns) == 0 {
			return
		}
		left, right = right, left
	}
	if right.sub != nil && ctx.not {
		right.sub.Aside = true
	}
	for _, c := range left.columns {
		p.add(s, ctx, Predicate{
			Column: c, Op: op, Params: append(right.params, left.params...), Others: right.columns, Value: right.literal, Sub: right.sub,
		})
	}
}
