package secretlog

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// redacted is what the fix logs instead of a secret.
const redacted = `"[redacted]"`

// redact is the fix that replaces a secret in a log call. There is none unless the secret is a string that the call itself selects
// or reads, and the variable that it is taken from has other uses: else the program would not compile any more.
func (c *checker) redact(s sink, o flow.Origin) []finding.Fix {
	call := s.site.Instr().Pos
	if o.Fn != s.site.Caller || !encloses(call, o.Pos) {
		return nil
	}
	in, site := c.Flow.Def(o.Fn, o.Ref)
	if in == nil || in.Pos != o.Pos || !c.isString(site) {
		return nil
	}
	root := c.root(o.Fn, o.Ref)
	if root.Kind() != summary.RefReg || root.N() >= o.Fn.NParams+o.Fn.NFree && !usedOutside(o.Fn, root, call) {
		return nil
	}
	edit := finding.Edit{Place: o.Fn.Place(o.Pos), New: redacted}
	return []finding.Fix{{Message: "log a mark in place of the secret", Edits: []finding.Edit{edit}}}
}

// encloses reports whether the range outer has the range inner in it.
func encloses(outer, inner summary.Pos) bool {
	if inner.EndLine == 0 || outer.EndLine == 0 || outer.File != inner.File {
		return false
	}
	starts := inner.Line > outer.Line || inner.Line == outer.Line && inner.Col > outer.Col
	ends := inner.EndLine < outer.EndLine || inner.EndLine == outer.EndLine && inner.EndCol <= outer.EndCol
	return starts && ends
}

// isString reports whether an instruction selects or reads a string, and no pointer to one and no bytes.
func (c *checker) isString(site graph.Site) bool {
	in := site.Instr()
	t := c.Graph.TypeOf(site.Caller, in.Type)
	switch in.Op {
	case summary.OpFieldAddr:
		t = t.Element()
	case summary.OpField, summary.OpCall, summary.OpInvoke:
	default:
		return false
	}
	return t.IsKnown() && t.Name == "string"
}

// root is the variable from which an expression of fields and method calls starts, zero if it starts otherwise.
func (c *checker) root(f *graph.Func, ref summary.Ref) summary.Ref {
	for range 16 {
		in, site := c.Flow.Def(f, ref)
		if in == nil {
			return ref
		}
		switch in.Op {
		case summary.OpFieldAddr, summary.OpField, summary.OpLoad, summary.OpIndexAddr, summary.OpIndex:
			ref = in.Args[0]
		case summary.OpAlloc, summary.OpPhi, summary.OpExtract, summary.OpTypeAssert:
			return ref
		case summary.OpCall, summary.OpInvoke:
			recv, ok := flow.Operand(site, knowledge.Recv)
			if !ok {
				return 0
			}
			ref = recv
		default:
			return 0
		}
	}
	return 0
}

// usedOutside reports whether a variable of f is read by something outside a range.
func usedOutside(f *graph.Func, variable summary.Ref, within summary.Pos) bool {
	for _, in := range f.Instrs {
		if !in.Pos.IsValid() || encloses(within, in.Pos) || in.Pos == within {
			continue
		}
		for i, a := range in.Args {
			if a == variable && !(in.Op == summary.OpStore && i == 0) {
				return true
			}
		}
	}
	return false
}
