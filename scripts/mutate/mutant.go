package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"

	"github.com/apilint/apilint/scripts/internal/lab"
)

// mutant is a change to a declaration.
type mutant struct {
	*declaration
	from, to int    // what is replaced, in bytes
	text     string // by what
	what     string // for people
	line     int
}

// findMutants lists the changes that take an owner out of the files of a service. What does not parse is not analyzed either.
func findMutants(service *lab.Service) (*module, []mutant, error) {
	src, err := read(service)
	if err != nil {
		return nil, nil, fmt.Errorf("looking for owners: %w", err)
	}
	var all []mutant
	for _, d := range src.declarations {
		if !d.isApart {
			s := &seeker{module: src, declaration: d}
			ast.Inspect(d.node, s.visit)
			all = append(all, s.found...)
		}
	}
	return src, all, nil
}

// seeker collects the mutants of a declaration.
type seeker struct {
	*module
	*declaration
	optional []ast.Node // what runs only if a value was given
	found    []mutant
}

func (s *seeker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		if (leaves(n.Body) || n.Else != nil) && !s.isLogin(n.Cond) {
			s.condition(n.Cond)
		}
		if isGiven(n.Cond) {
			s.optional = append(s.optional, n.Body)
		}
	case *ast.FuncDecl:
		return !returnsText(n.Type)
	case *ast.ReturnStmt:
		for _, r := range n.Results {
			s.condition(r)
		}
	case *ast.BasicLit:
		if n.Kind == token.STRING {
			s.predicates(n)
		}
	case *ast.CompositeLit:
		s.elements(n)
	}
	return true
}

// leaves reports whether a block ends by leaving the function or the loop around it.
func leaves(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}

// condition takes the comparisons with owners in a condition that decides.
func (s *seeker) condition(cond ast.Expr) {
	ast.Inspect(cond, func(n ast.Node) bool {
		if n, ok := n.(*ast.BinaryExpr); ok && (n.Op == token.EQL || n.Op == token.NEQ) && (isOwner(n.X) || isOwner(n.Y)) {
			s.comparison(n)
		}
		_, isFunc := n.(*ast.FuncLit)
		return !isFunc
	})
}

// comparison replaces a comparison by its good outcome. Its operands are still used, or the mutant would not compile.
func (s *seeker) comparison(n *ast.BinaryExpr) {
	if s.isGenerated || s.isConstant(n.X) || s.isConstant(n.Y) {
		return
	}
	text := fmt.Sprintf("func(...interface{}) bool { return %t }(%s, %s)", n.Op == token.EQL, s.source(n.X), s.source(n.Y))
	s.add(n.Pos(), n.End(), text, "comparison "+s.source(n))
}

// predicate matches a condition on an owner column in a statement or a part of one.
var predicate = regexp.MustCompile("(?i)((?:where|and|or|on)\\s+|\\(\\s*|^[\"`]\\s*)((?:\\w+\\.)?[\"`]?(?:" + ownerNames + ")[\"`]?)\\s*=\\s*(\\?|\\$\\d+|[:@]\\w+)")

// predicates replaces the conditions on owner columns in a text by ones that always hold and have the same parameters.
func (s *seeker) predicates(n *ast.BasicLit) {
	conditions := n.Value
	if !statement.MatchString(conditions) {
		conditions = s.source(s.node) // of a builder, they are all over the function
	}
	if !choosesObject(conditions) || isCount.MatchString(n.Value) || s.isOptional(n) {
		return
	}
	for _, at := range predicate.FindAllStringSubmatchIndex(n.Value, -1) {
		column, param := n.Value[at[4]:at[5]], n.Value[at[6]:at[7]]
		s.add(n.Pos()+token.Pos(at[4]), n.Pos()+token.Pos(at[7]), param+" IS NOT NULL", "predicate on "+column)
	}
}

// elements takes the owner out of structs and maps that are written out, as filters are. Where the value is used nowhere else,
// the mutant does not compile and is left out.
func (s *seeker) elements(n *ast.CompositeLit) {
	if !isFilter(n.Type) || len(n.Elts) == 1 {
		return
	}
	for _, e := range n.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok || !isOwner(kv.Key) || s.isConstant(kv.Value) {
			continue
		}
		end := kv.End()
		if e != n.Elts[len(n.Elts)-1] {
			end++ // the comma
		}
		s.add(kv.Pos(), end, "", "element "+s.source(kv))
	}
}

func (s *seeker) add(from, to token.Pos, text, what string) {
	s.found = append(s.found, mutant{s.declaration, s.offset(from), s.offset(to), text, what, s.line(from)})
}

// ownerNames matches the names of columns, fields and variables that hold an owner.
const ownerNames = `(?:user|owner|author|creator|customer|member|account|tenant|org|organization|workspace|team)_?(?:id|uuid|uid)|owner|author|creator|username|created_by`

var ownerName = regexp.MustCompile("(?i)^(?:[a-z]*_?)(?:" + ownerNames + ")$")

// isOwner reports whether an expression is called like an owner: o.UserID, &ownerID, "user_id".
func isOwner(n ast.Expr) bool {
	switch n := ast.Unparen(n).(type) {
	case *ast.Ident:
		return ownerName.MatchString(n.Name)
	case *ast.SelectorExpr:
		return ownerName.MatchString(n.Sel.Name)
	case *ast.StarExpr:
		return isOwner(n.X)
	case *ast.UnaryExpr:
		return isOwner(n.X)
	case *ast.CallExpr:
		return len(n.Args) == 0 && isOwner(n.Fun) || len(n.Args) == 1 && isOwner(n.Args[0])
	case *ast.BasicLit:
		text, err := strconv.Unquote(n.Value)
		return err == nil && ownerName.MatchString(text)
	}
	return false
}

// isFilter reports whether a literal of a type is a condition on rows: a document, a map of squirrel, a struct called so.
func isFilter(t ast.Expr) bool {
	switch t := t.(type) {
	case *ast.Ident:
		return strings.HasPrefix(t.Name, "Find") || strings.HasSuffix(t.Name, "Filter")
	case *ast.SelectorExpr:
		switch t.Sel.Name {
		case "M", "D", "Eq":
			return true
		}
		return isFilter(t.Sel)
	}
	return false
}
