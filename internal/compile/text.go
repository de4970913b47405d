package compile

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/summary"
)

// addTexts records the texts that calls put together in their last argument. Those that hold no comparison, condition or list of
// values are left out: they are no queries, and most texts are messages.
func (c *compiler) addTexts() {
	for _, f := range c.kept {
		var made []composition
		uses := 0 // of package fmt
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if c.isFmt(n.X) {
					uses++
				}
			case *ast.CallExpr:
				if t, ok := c.composed(n); ok && !commented(f, t.expr) {
					made = append(made, t)
				}
			}
			return true
		})
		for _, t := range made {
			if t.formatted {
				uses--
			}
		}
		for _, t := range made {
			if !t.formatted || uses > 0 { // else the import would have no use without it
				c.out.Texts = append(c.out.Texts, c.text(t))
			}
		}
	}
}

// composition is an expression that puts text together: literals[0], values[0], literals[1] and so on.
type composition struct {
	expr      ast.Expr
	literals  []string
	values    []ast.Expr
	formatted bool // by fmt.Sprintf
}

// composed returns the last argument of a call, if it is a composition of values that can be told from text.
func (c *compiler) composed(call *ast.CallExpr) (composition, bool) {
	if len(call.Args) == 0 || call.Ellipsis.IsValid() {
		return composition{}, false
	}
	t := composition{expr: call.Args[len(call.Args)-1], literals: []string{""}}
	switch e := t.expr.(type) {
	case *ast.BinaryExpr:
		if !c.sum(&t, e) {
			return t, false
		}
	case *ast.CallExpr:
		if !c.format(&t, e) {
			return t, false
		}
	}
	plain := !slices.ContainsFunc(t.values, func(v ast.Expr) bool { return !c.isText(v) && !c.isWhole(v) })
	return t, plain && len(t.values) > 0 && slices.ContainsFunc(t.literals, comparesOrLists)
}

// comparesOrLists reports whether a text holds what stands before a value in a query.
func comparesOrLists(text string) bool {
	return strings.ContainsAny(text, "=<>(") || strings.Contains(strings.ToUpper(text), "LIKE")
}

// sum adds the operands of a chain of + to t, which begins with a literal.
func (c *compiler) sum(t *composition, e ast.Expr) bool {
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == token.ADD {
		return c.sum(t, b.X) && c.operand(t, b.Y)
	}
	lit, ok := literal(e)
	t.literals[0] = lit
	return ok
}

// operand adds an operand of + to t.
func (c *compiler) operand(t *composition, e ast.Expr) bool {
	if lit, ok := literal(e); ok {
		t.literals[len(t.literals)-1] += lit
		return true
	}
	if c.in.Info.Types[e].Value != nil {
		return false // a constant with a name, to be seen in the text
	}
	t.values = append(t.values, e)
	t.literals = append(t.literals, "")
	return true
}

// format adds the format and the values of a call of fmt.Sprintf to t.
func (c *compiler) format(t *composition, call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Sprintf" || !c.isFmt(sel.X) || call.Ellipsis.IsValid() || len(call.Args) == 0 {
		return false
	}
	t.formatted = true
	format, ok := literal(call.Args[0])
	for ok {
		before, after, found := strings.Cut(format, "%")
		last := len(t.literals) - 1
		t.literals[last] += before
		if !found {
			break
		}
		if after == "" {
			return false
		}
		format = after[1:]
		if after[0] == '%' {
			t.literals[last] += "%"
			continue
		}
		if ok = last+1 < len(call.Args) && c.takes(after[0], call.Args[last+1]); ok {
			t.values = append(t.values, call.Args[last+1])
			t.literals = append(t.literals, "")
		}
	}
	return ok && len(t.values) == len(call.Args)-1
}

// takes reports whether a verb writes a value as it is.
func (c *compiler) takes(verb byte, v ast.Expr) bool {
	switch verb {
	case 's':
		return c.isText(v)
	case 'd':
		return c.isWhole(v)
	}
	return verb == 'v' && (c.isText(v) || c.isWhole(v))
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// isFmt reports whether e names package fmt.
func (c *compiler) isFmt(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	name, ok := c.in.Info.Uses[id].(*types.PkgName)
	return ok && name.Imported().Path() == "fmt"
}

// isText reports whether e is of type string and of no other type.
func (c *compiler) isText(e ast.Expr) bool {
	return c.hasBasic(e, types.IsString)
}

// isWhole reports whether e is of one of the types of integers that Go itself declares.
func (c *compiler) isWhole(e ast.Expr) bool {
	return c.hasBasic(e, types.IsInteger)
}

func (c *compiler) hasBasic(e ast.Expr, info types.BasicInfo) bool {
	t := c.in.Info.TypeOf(e)
	if t == nil {
		return false
	}
	b, ok := types.Unalias(t).(*types.Basic)
	return ok && b.Info()&info != 0
}

// commented reports whether a comment stands in an expression.
func commented(f *ast.File, e ast.Expr) bool {
	return slices.ContainsFunc(f.Comments, func(g *ast.CommentGroup) bool { return e.Pos() <= g.Pos() && g.End() <= e.End() })
}

func (c *compiler) text(t composition) summary.Text {
	out := summary.Text{Pos: c.span(t.expr.Pos(), t.expr.End()), Literals: t.literals}
	for _, v := range t.values {
		out.Values = append(out.Values, summary.Value{Pos: c.span(v.Pos(), v.End()), Text: c.isText(v)})
	}
	return out
}
