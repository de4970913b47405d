package compile

import (
	"go/ast"
	"go/token"

	"github.com/apilint/apilint/internal/summary"
)

// indexNodes maps the position that go/ssa gives to an instruction (an operator, a parenthesis, a keyword) to the
// syntax that it stands for, so that a finding can name a range.
func indexNodes(files []*ast.File) map[token.Pos]ast.Node {
	nodes := map[token.Pos]ast.Node{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if st, ok := n.(*ast.StructType); ok {
				indexFields(nodes, st)
			}
			if pos := keyPos(n); pos.IsValid() {
				if _, taken := nodes[pos]; !taken {
					nodes[pos] = n
				}
			}
			return true
		})
	}
	return nodes
}

// indexFields maps the names of fields to their declarations, from the name to the tag. Declarations of several names and tags
// in double quotes are left out: a fix could not tell where the tag begins.
func indexFields(nodes map[token.Pos]ast.Node, st *ast.StructType) {
	for _, f := range st.Fields.List {
		if len(f.Names) == 1 && (f.Tag == nil || f.Tag.Value[0] == '`') {
			nodes[f.Names[0].Pos()] = f
		}
	}
}

// keyPos is the position by which go/ssa refers to n.
func keyPos(n ast.Node) token.Pos {
	switch n := n.(type) {
	case *ast.CallExpr:
		return n.Lparen
	case *ast.BinaryExpr:
		return n.OpPos
	case *ast.UnaryExpr:
		return n.OpPos
	case *ast.StarExpr:
		return n.Star
	case *ast.SelectorExpr:
		return n.Sel.NamePos
	case *ast.IndexExpr:
		return n.Lbrack
	case *ast.SliceExpr:
		return n.Lbrack
	case *ast.TypeAssertExpr:
		return n.Lparen
	case *ast.CompositeLit:
		return n.Lbrace
	case *ast.KeyValueExpr:
		return n.Colon
	case *ast.ReturnStmt:
		return n.Return
	case *ast.SendStmt:
		return n.Arrow
	case *ast.AssignStmt:
		return n.TokPos
	}
	return token.NoPos
}

// pos returns the range of the syntax that p stands for.
func (c *compiler) pos(p token.Pos) summary.Pos {
	if !p.IsValid() {
		return summary.Pos{}
	}
	if n, ok := c.nodes[p]; ok {
		if lit, ok := n.(*ast.CompositeLit); ok {
			return c.span(lit.Pos(), lit.Lbrace) // the type names the literal; its elements have places of their own
		}
		return c.span(n.Pos(), n.End())
	}
	return c.span(p, token.NoPos)
}

// span returns the range from start to end.
func (c *compiler) span(start, end token.Pos) summary.Pos {
	tf := c.in.Fset.File(start)
	file, ok := c.files[tf]
	if !ok {
		return summary.Pos{} // cgo output, a test file that is not compiled
	}
	from := tf.PositionFor(start, false)
	pos := summary.Pos{File: file, Line: int32(from.Line), Col: int32(from.Column)}
	if end.IsValid() {
		to := tf.PositionFor(end, false)
		pos.EndLine, pos.EndCol = int32(to.Line), int32(to.Column)
	}
	return pos
}
