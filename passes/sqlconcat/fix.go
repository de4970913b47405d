package sqlconcat

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// bind is the fix that hands values to the database apart from the text of a query. There is none unless the call itself puts the text
// together, has no other parameters, and all that is no literal stands where a value does.
func bind(p *link.Program, site graph.Site, v value) []finding.Fix {
	e := p.Flow.Known(site)
	params, ok := flow.Operand(site, e.Query.Params)
	if !ok || !isNil(site.Caller, params) || v.path != "" {
		return nil
	}
	t := written(p.Flow, site, v.ref)
	if t == nil || e.Query.Match == knowledge.None && !isStatement(t.Literals[0]) {
		return nil
	}
	marks := knowledge.PlaceholderOf(site.Caller.Sym(site.Instr()), imports(p))
	if marks == "" {
		return nil
	}
	textual := make([]bool, len(t.Values))
	for i, v := range t.Values {
		textual[i] = v.Text
	}
	query, values, ok := sqltext.Bind(t.Literals, textual, marks.Mark)
	if !ok {
		return nil
	}
	return []finding.Fix{{Message: "bind the values as parameters", Edits: rewrite(site.Caller, t, query, values)}}
}

// isStatement reports whether a text begins a statement that takes parameters in every database.
func isStatement(text string) bool {
	words := strings.Fields(strings.ToUpper(text))
	return len(words) > 0 && slices.Contains([]string{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}, words[0])
}

func isNil(f *graph.Func, ref summary.Ref) bool {
	return ref.Kind() == summary.RefConst && f.Pkg.Consts[ref.N()].Kind == summary.ConstNil
}

// written returns how the program writes an operand of a call down, nil if that is not in the call.
func written(t *flow.Tracer, site graph.Site, ref summary.Ref) *summary.Text {
	def, _ := t.Def(site.Caller, ref)
	if def != nil && def.Op == summary.OpMakeIface {
		def, _ = t.Def(site.Caller, def.Args[0])
	}
	if def == nil {
		return nil
	}
	texts := site.Caller.Pkg.Texts
	i := slices.IndexFunc(texts, func(text summary.Text) bool { return text.Pos == def.Pos })
	if i < 0 || !within(site.Instr().Pos, def.Pos) {
		return nil
	}
	return &texts[i]
}

// within reports whether the range inner lies in the range outer.
func within(outer, inner summary.Pos) bool {
	starts := inner.Line > outer.Line || inner.Line == outer.Line && inner.Col >= outer.Col
	ends := inner.EndLine < outer.EndLine || inner.EndLine == outer.EndLine && inner.EndCol <= outer.EndCol
	return inner.File == outer.File && starts && ends
}

// imports lists what the packages of a program import.
func imports(p *link.Program) []string {
	var paths []string
	for _, pkg := range p.Packages {
		paths = append(paths, pkg.Deps...)
	}
	return paths
}

// rewrite returns the edits that make of a text a constant query with the values after it. The values stay where they are, and
// what lies around them changes.
func rewrite(f *graph.Func, t *summary.Text, query string, values []sqltext.Bound) []finding.Edit {
	var edits []finding.Edit
	at := t.Pos // the start of what lies before the value
	before := literal(query)
	for i, v := range values {
		before += ", "
		if v.Before != "" {
			before += literal(v.Before) + " + "
		}
		pos := t.Values[i].Pos
		edits = append(edits, replace(f, at, pos, before))
		at.Line, at.Col = pos.EndLine, pos.EndCol
		before = ""
		if v.After != "" {
			before = " + " + literal(v.After)
		}
	}
	end := t.Pos
	end.Line, end.Col = end.EndLine, end.EndCol
	return append(edits, replace(f, at, end, before))
}

// replace is the edit of what lies between the starts of two ranges.
func replace(f *graph.Func, from, to summary.Pos, text string) finding.Edit {
	from.EndLine, from.EndCol = to.Line, to.Col
	return finding.Edit{Place: f.Place(from), New: text}
}

// literal writes a text as Go does: on several lines if it has several.
func literal(text string) string {
	if strings.ContainsAny(text, "\n\"") && !strings.ContainsAny(text, "`\r") {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}
