package main

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
)

var (
	// statement matches a whole statement, which has all its conditions.
	statement = regexp.MustCompile("(?i)^[\"`]\\s*(?:--.*\\n\\s*)*(?:with|select|update|delete)\\b")
	isCount   = regexp.MustCompile(`(?i)\bselect\s+count\(`)
	// condition matches a column that is compared with a parameter, or with several.
	condition = regexp.MustCompile("(?i)([\\w.\"`]+)\\s*(?:=\\s*(?:any\\s*\\(\\s*)?|\\bin\\s*\\(?\\s*)(?:\\?|\\$\\d+|[:@]\\w+|%s)")
	// assignments match what an UPDATE writes: no condition.
	assignments = regexp.MustCompile(`(?is)\bset\b.*?(?:\bwhere\b|$)`)
	// key matches the columns by which clients choose, person those among them that hold people.
	key    = regexp.MustCompile("(?i)(?:^|[._\"`])\\w*(?:id|uuid|slug|token|key|code|handle|hash|name|alias|path|topic|number)[\"`]?$")
	person = regexp.MustCompile("(?i)(?:^|[._\"`])(?:" + ownerNames + "|(?:follower|followee|following|friend|sender|receiver|recipient|inviter|invitee)(?:_?id)?)[\"`]?$")
)

// choosesObject reports whether conditions are on a key of something else than people: where they are not, a statement lists what
// somebody has, and that is no choice of the client.
func choosesObject(conditions string) bool {
	for _, c := range condition.FindAllStringSubmatch(assignments.ReplaceAllString(conditions, ""), -1) {
		if key.MatchString(c[1]) && !person.MatchString(c[1]) {
			return true
		}
	}
	return false
}

// isGiven reports whether a condition asks whether a value was given: f.Author != nil, name != "", len(ids) > 0.
func isGiven(cond ast.Expr) bool {
	n, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	return ok && (n.Op == token.NEQ || n.Op == token.GTR) && isZero(n.Y)
}

func isZero(n ast.Expr) bool {
	switch n := n.(type) {
	case *ast.Ident:
		return n.Name == "nil"
	case *ast.BasicLit:
		return n.Value == `""` || n.Value == "0"
	}
	return false
}

// isOptional reports whether something runs only if a value was given.
func (s *seeker) isOptional(n ast.Node) bool {
	return slices.ContainsFunc(s.optional, func(o ast.Node) bool { return o.Pos() <= n.Pos() && n.End() <= o.End() })
}

var password = regexp.MustCompile(`(?i)pass(?:word|wd)?\b|secret`)

// isLogin reports whether a condition is about a password, too.
func (s *seeker) isLogin(cond ast.Expr) bool { return password.MatchString(s.source(cond)) }

// returnsText reports whether the only result of a function is a text.
func returnsText(f *ast.FuncType) bool {
	if f.Results.NumFields() != 1 {
		return false
	}
	t, ok := f.Results.List[0].Type.(*ast.Ident)
	return ok && t.Name == "string"
}

// isConstant reports whether an expression is a literal, or called like a constant of the module.
func (src *module) isConstant(n ast.Expr) bool {
	switch n := ast.Unparen(n).(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		return n.Name == "nil" || n.Name == "true" || n.Name == "false" || src.constants[n.Name]
	case *ast.SelectorExpr:
		return src.constants[n.Sel.Name]
	case *ast.UnaryExpr:
		return src.isConstant(n.X)
	}
	return false
}
