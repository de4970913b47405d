package sqltext

import (
	"regexp"
	"strconv"
	"strings"
)

// maxDepth bounds the nesting of parentheses that is followed.
const maxDepth = 60

// parser walks over the tokens of a text.
type parser struct {
	toks  []token
	pos   int
	marks int  // placeholders "?" seen so far
	open  bool // the text has a hole where there may be tables or predicates
	depth int
}

// ending matches how a statement ends that sorts its rows or cuts them off: no predicate comes after that.
var ending = regexp.MustCompile(`(?i)\b(?:order\s+by|limit|offset)\b[^();]*$`)

func newParser(text string) *parser {
	p := &parser{open: strings.Contains(ending.ReplaceAllString(text, ""), Hole)}
	sc := scanner{src: text}
	for t := sc.next(); t.kind != eof; t = sc.next() {
		p.toks = append(p.toks, t)
	}
	return p
}

func (p *parser) done() bool { return p.pos >= len(p.toks) }

func (p *parser) peek() token { return p.at(0) }

func (p *parser) at(n int) token {
	if p.pos+n >= len(p.toks) {
		return token{}
	}
	return p.toks[p.pos+n]
}

func (p *parser) next() token {
	t := p.peek()
	p.pos++
	return t
}

func (p *parser) is(text string) bool {
	t := p.peek()
	return t.kind == punct && t.text == text
}

func (p *parser) accept(text string) bool {
	if p.is(text) {
		p.pos++
		return true
	}
	return false
}

func (p *parser) isWord(words ...string) bool {
	t := p.peek()
	if t.kind != word {
		return false
	}
	for _, w := range words {
		if strings.EqualFold(t.text, w) {
			return true
		}
	}
	return false
}

func (p *parser) acceptWord(words ...string) bool {
	if p.isWord(words...) {
		p.pos++
		return true
	}
	return false
}

// skipTo moves to the next token with a text at this level of parentheses, or to the end of the level or statement.
func (p *parser) skipTo(stop string) {
	for level := 0; !p.done(); p.pos++ {
		switch {
		case level == 0 && (p.is(stop) || p.is(";")):
			return
		case p.is("("):
			level++
		case p.is(")"):
			if level == 0 && stop != ";" {
				return
			}
			level = max(0, level-1)
		}
	}
}

// skipParens moves behind the parenthesis that stands here.
func (p *parser) skipParens() {
	if p.accept("(") {
		p.skipTo(")")
		p.accept(")")
	}
}

// param reads a placeholder token.
func (p *parser) param(t token) Parameter {
	name := t.text[1:]
	switch t.text[0] {
	case '?':
		if n, err := strconv.Atoi(name); err == nil && n > 0 {
			return Parameter{Index: n - 1}
		}
		p.marks++
		return Parameter{Index: p.marks - 1}
	case '$':
		if n, err := strconv.Atoi(name); err == nil && n > 0 {
			return Parameter{Index: n - 1}
		}
	}
	return Parameter{Index: -1, Name: name}
}

// isName reports whether t can name a table or column.
func isName(t token) bool {
	return t.kind == quoted || t.kind == hole || t.kind == word && !reserved[upper(t.text)] ||
		t.kind == param && t.text[0] == '?' && len(t.text) > 1 && isLetter(t.text[1])
}

// reserved lists the words that end a list, an alias or an expression.
var reserved = wordSet(`SELECT FROM WHERE GROUP HAVING ORDER LIMIT OFFSET UNION INTERSECT EXCEPT JOIN INNER LEFT RIGHT FULL OUTER
	CROSS NATURAL ON USING SET VALUES RETURNING AND OR NOT IN IS LIKE ILIKE BETWEEN EXISTS CASE WHEN THEN ELSE END AS INTO
	CONFLICT DO FOR WITH DISTINCT ALL ANY ASC DESC NULL TRUE FALSE FETCH WINDOW LATERAL DUPLICATE REGEXP GLOB MATCH SIMILAR
	COLLATE INTERVAL UPDATE DELETE INSERT`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		set[w] = true
	}
	return set
}

// name reads a possibly qualified name and returns its last two parts.
func (p *parser) name() (qualifier, name string) {
	name = fold(p.next())
	for p.is(".") && (isName(p.at(1)) || p.at(1).kind == word || p.at(1).kind == punct && p.at(1).text == "*") {
		p.pos++
		qualifier, name = name, fold(p.next())
	}
	return qualifier, name
}

// fold returns the name in a token in lower case.
func fold(t token) string {
	if t.kind == param { // bun's ?TableAlias
		return Hole
	}
	return strings.ToLower(t.text)
}
