// Package sqltext reads what access control needs to know from SQL text: which tables a statement touches, which columns
// it compares with which parameters, and which columns a schema has. It takes PostgreSQL, MySQL and SQLite, whole
// scripts and bare conditions, and text of which pieces are unknown (Hole).
//
// It is a reader of clauses, not a parser: it never fails. What it does not understand it skips up to the next clause, so
// that a predicate that it returns stands in the text, while the absence of one proves nothing where a statement is Open.
package sqltext

// Hole stands for a piece of text that is known only when the program runs.
const Hole = "\x00"

// Verb is what a statement does.
type Verb uint8

// The verbs.
const (
	Other Verb = iota // anything else: BEGIN, CREATE INDEX, a bare fragment
	Select
	Insert
	Update
	Delete
	CreateTable
	AlterTable
)

// Statement is one statement, or one subquery of a predicate.
type Statement struct {
	Verb   Verb
	Tables []Table // in order of appearance; the first is the one that Insert, Update, Delete, CreateTable and AlterTable change
	// Where holds the predicates of WHERE, ON and HAVING, in order.
	Where []Predicate
	// Set holds the columns that Insert and Update write.
	Set []Assignment
	// Result holds the columns that Select or RETURNING yields, by position; an expression has an empty name, "*" is itself.
	Result []Column
	// Columns and ForeignKeys are what CreateTable and AlterTable declare.
	Columns     []Declaration
	ForeignKeys []ForeignKey
	// Limit tells that the number of rows is bounded.
	Limit bool
	// Open tells that a piece of the text is unknown, so that there may be more tables and predicates.
	Open bool
	// Subs are the statements inside: common table expressions, subqueries, the branches of UNION.
	Subs []*Statement
	// Aside tells that the statement around it is not about the rows that this one finds: it shows something of them, or wants
	// none.
	Aside bool
}

// Table is a table with the name by which the statement refers to it.
type Table struct {
	Name  string // without schema, lower case, unquoted
	Alias string // the name itself if there is no other
}

// Column is a column of a table.
type Column struct {
	Table string // the table's name, "" if the text does not say; Hole if it is unknown
	Name  string
}

// Parameter is a placeholder.
type Parameter struct {
	Index int    // 0-based position among the arguments, -1 for a named one
	Name  string // of :name and @name
}

// Predicate is a comparison of a column.
type Predicate struct {
	Column Column
	Op     string      // upper case: "=", "IN", "LIKE", …; "EXISTS" has no column
	Params []Parameter // the parameters on the other side
	Others []Column    // the columns on the other side
	Value  string      // the literal on the other side, if it is nothing but one
	Sub    *Statement  // the subquery on the other side
	Not    bool        // under a negation
	Or     bool        // one of several alternatives
	// Group is the number of the innermost disjunction around it, 0 if there is none; Alone tells that the predicate is a whole
	// alternative of it.
	Group int
	Alone bool
	Join  bool // in an ON clause
	Outer bool // of an outer join: it keeps no row out
}

// Equal reports whether p holds only for rows whose column is one of the values on the other side.
func (p Predicate) Equal() bool {
	return !p.Not && !p.Outer && (p.Op == "=" || p.Op == "IN")
}

// Assignment is a column that gets a value.
type Assignment struct {
	Column Column
	Params []Parameter
}

// Declaration is a column in a schema.
type Declaration struct {
	Name       string
	Type       string // lower case
	NotNull    bool
	PrimaryKey bool
}

// ForeignKey says that a column holds keys of another table.
type ForeignKey struct {
	Column   string
	Table    string
	Referred string // "" if the text does not say
}

// All calls yield for s and every statement inside it, outer before inner.
func (s *Statement) All(yield func(*Statement) bool) { s.walk(yield) }

// Deciding calls yield for s and the statements inside it that decide which rows s is about, outer before inner.
func (s *Statement) Deciding(yield func(*Statement) bool) { s.decide(yield) }

func (s *Statement) decide(yield func(*Statement) bool) bool {
	if s.Aside {
		return true
	}
	if !yield(s) {
		return false
	}
	for _, sub := range s.Subs {
		if !sub.decide(yield) {
			return false
		}
	}
	return true
}

func (s *Statement) walk(yield func(*Statement) bool) bool {
	if !yield(s) {
		return false
	}
	for _, sub := range s.Subs {
		if !sub.walk(yield) {
			return false
		}
	}
	return true
}

// Parse reads the statements of a script.
func Parse(text string) []*Statement {
	p := newParser(text)
	var list []*Statement
	for !p.done() {
		if p.accept(";") {
			continue
		}
		s := p.statement()
		s.resolve(nil)
		list = append(list, s)
		p.skipTo(";")
	}
	return list
}

// ParseCondition reads the text of a condition, such as an argument of a query builder's Where, with or without its keyword.
// A JOIN clause is taken as well: its table and its condition are in the result.
func ParseCondition(text string) *Statement {
	p := newParser(text)
	s := &Statement{Open: p.open}
	if !p.acceptWord("WHERE") {
		p.joins(s)
	}
	if !p.done() {
		p.condition(s, context{})
	}
	p.clauses(s)
	s.resolve(nil)
	return s
}

// IsStatement reports whether text begins like a statement that reads or changes rows or declares tables. It is cheap.
func IsStatement(text string) bool {
	sc := scanner{src: text}
	t := sc.next()
	for t.kind == punct && t.text == "(" {
		t = sc.next()
	}
	if t.kind != word {
		return false
	}
	follow, ok := firstWords[upper(t.text)]
	if !ok {
		return false
	}
	if follow == nil {
		return true
	}
	n := sc.next()
	return n.kind == word && follow[upper(n.text)]
}

// firstWords maps the words that begin a statement to those that follow; nil where anything may follow.
var firstWords = map[string]map[string]bool{
	"SELECT":  nil,
	"WITH":    nil,
	"UPDATE":  nil,
	"INSERT":  {"INTO": true, "OR": true, "IGNORE": true},
	"REPLACE": {"INTO": true},
	"DELETE":  {"FROM": true},
	"CREATE":  {"TABLE": true, "TEMP": true, "TEMPORARY": true, "UNLOGGED": true},
	"ALTER":   {"TABLE": true},
}
