package compile

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/apilint/apilint/internal/summary"
)

// addDirectives records the comments that speak to apilint, with the lines that they cover.
func (c *compiler) addDirectives() {
	for _, f := range c.kept {
		var extents []extent
		for _, group := range f.Comments {
			for _, comment := range group.List {
				d, ok := parseDirective(comment.Text)
				if !ok {
					continue
				}
				if extents == nil {
					extents = c.extents(f)
				}
				d.Pos = c.span(comment.Pos(), comment.End())
				d.File = d.Pos.File
				d.First, d.Last = cover(extents, d.Pos.Line, c.line(group.End()))
				c.out.Directives = append(c.out.Directives, d)
			}
		}
	}
}

// parseDirective reads "//apilint:<verb> …" and "//nolint[:linters] [// reason]".
func parseDirective(text string) (summary.Directive, bool) {
	d := summary.Directive{Text: text}
	if rest, ok := strings.CutPrefix(text, "//nolint"); ok {
		list, reason, _ := strings.Cut(rest, "//")
		list, after, _ := strings.Cut(strings.TrimSpace(list), " ")
		d.Kind, d.Reason = summary.DirectiveNolint, strings.TrimSpace(after+" "+reason)
		names, ok := strings.CutPrefix(list, ":")
		if !ok {
			return d, list == "" // "//nolint" alone silences every linter
		}
		for name := range strings.SplitSeq(names, ",") {
			if strings.EqualFold(name, "apilint") || name == "all" {
				return d, true
			}
		}
		return d, false
	}
	rest, ok := strings.CutPrefix(text, "//apilint:")
	if !ok {
		return d, false
	}
	verb, rest, _ := strings.Cut(rest, " ")
	rest = strings.TrimSpace(rest)
	switch verb {
	case "ignore":
		d.Kind = summary.DirectiveIgnore
		rules, reason, _ := strings.Cut(rest, " ")
		for name := range strings.SplitSeq(rules, ",") {
			if name != "" {
				d.Rules = append(d.Rules, name)
			}
		}
		d.Reason = strings.TrimSpace(reason)
	case "public":
		d.Kind, d.Reason = summary.DirectivePublic, rest
	default:
		d.Kind = summary.DirectiveBad
	}
	return d, true
}

// extent is the range of lines of a declaration, statement or element.
type extent struct{ first, last int32 }

// extents lists the syntax that a directive may stand on, in source order, outer before inner.
func (c *compiler) extents(f *ast.File) []extent {
	var list []extent
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
		case ast.Stmt, ast.Decl, ast.Spec, *ast.Field, *ast.KeyValueExpr:
			first := n.Pos()
			if fd, ok := n.(*ast.FuncDecl); ok {
				first = fd.Type.Func // not its doc comment
			}
			list = append(list, extent{c.line(first), c.line(n.End())})
		}
		return true
	})
	return list
}

// cover returns the lines that a directive on line covers: the outermost syntax that starts on that line, else the
// outermost one that starts right below the comment group ending at groupEnd, else the line itself.
func cover(extents []extent, line, groupEnd int32) (first, last int32) {
	for _, start := range []int32{line, groupEnd + 1} {
		for _, e := range extents {
			if e.first == start {
				return min(line, e.first), e.last
			}
		}
	}
	return line, line
}

func (c *compiler) line(p token.Pos) int32 {
	return int32(c.in.Fset.PositionFor(p, false).Line)
}
