package access

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// maxTexts bounds the alternatives of a text that branches put together.
const maxTexts = 6

// Texts returns what a text may be, with sqltext.Hole for what is not known, and the parameters whose callers know more.
func (r *Reader) Texts(v Value) ([]string, []Need) {
	r.begin()
	texts := r.texts(v, 0)
	return texts, slices.Clone(r.needs)
}

func (r *Reader) texts(v Value, depth int) []string {
	v = r.resolve(v)
	if known, ok := r.written[v.spot()]; ok {
		return known
	}
	r.written[v.spot()] = []string{sqltext.Hole} // a loop adds what nobody knows
	texts := r.text(v, depth)
	r.written[v.spot()] = texts
	return texts
}

func (r *Reader) text(v Value, depth int) []string {
	if c, ok := v.Fn.Const(v.Ref); ok {
		return []string{c.Str}
	}
	in, s := r.t.Def(v.Fn, v.Ref)
	if _, ok := r.param(v); ok && !r.isModel(v) {
		return []string{sqltext.Hole} // the callers know
	}
	if in == nil || depth > 24 {
		return r.constants(v)
	}
	part := func(ref summary.Ref) []string { return r.texts(Value{Frame: v.Frame, Ref: ref}, depth+1) }
	switch {
	case in.Op == summary.OpBinOp:
		return product(part(in.Args[0]), part(in.Args[1]))
	case in.Op == summary.OpPhi:
		var all []string
		for _, a := range in.Args {
			all = append(all, part(a)...)
		}
		return limit(all)
	case in.Op == summary.OpConvert:
		return part(in.Args[0])
	case in.Op == summary.OpExtract:
		if call, cs := r.t.Def(v.Fn, in.Args[0]); call != nil && call.Op == summary.OpCall {
			return r.callTexts(v, cs, depth)
		}
	case in.Op == summary.OpCall || in.Op == summary.OpInvoke:
		return r.callTexts(v, s, depth)
	case in.Op == summary.OpLoad:
		if refs := r.stored(v.Fn, in.Args[0]); len(refs) > 0 {
			var all []string
			for _, ref := range refs {
				all = append(all, part(ref)...)
			}
			return limit(all)
		}
	}
	return r.constants(v)
}

// callTexts returns what a function that puts text together returns.
func (r *Reader) callTexts(v Value, s graph.Site, depth int) []string {
	in := s.Instr()
	part := func(ref summary.Ref) []string { return r.texts(Value{Frame: v.Frame, Ref: ref}, depth+1) }
	switch name := v.Fn.Sym(in); name {
	case "fmt.Sprintf":
		values, _ := r.list(Value{Frame: v.Frame, Ref: in.Args[1]}, 0)
		var all []string
		for _, format := range part(in.Args[0]) {
			all = append(all, r.formatted(format, values, depth)...)
		}
		return limit(all)
	case "fmt.Sprint":
		values, _ := r.list(Value{Frame: v.Frame, Ref: in.Args[0]}, 0)
		all := []string{""}
		for _, p := range values {
			all = product(all, r.texts(p, depth+1))
		}
		return all
	case "strings.TrimSpace", "strings.Clone":
		return part(in.Args[0])
	case "strings.Join":
		values, ok := r.list(Value{Frame: v.Frame, Ref: in.Args[0]}, 0)
		if !ok {
			return []string{sqltext.Hole}
		}
		all := []string{""}
		for i, p := range values {
			if i > 0 {
				all = product(all, part(in.Args[1]))
			}
			all = product(all, r.texts(p, depth+1))
		}
		return all
	}
	if e := r.t.Known(s); e != nil && e.Query != nil && e.Query.Renders {
		if ref, ok := flow.Operand(s, e.Query.Text); ok {
			return part(ref)
		}
	}
	callees := r.t.Graph().Callees(s)
	if method, generic := r.methodOfArgument(v.Frame, s); generic {
		if method == nil {
			return []string{sqltext.Hole} // the callers know
		}
		callees = []*graph.Func{method}
	}
	if len(callees) == 0 {
		return r.constants(v)
	}
	var all []string
	for _, callee := range callees {
		for _, ret := range callee.Instrs {
			if ret.Op == summary.OpReturn && len(ret.Args) > 0 {
				all = append(all, r.texts(Value{Frame: v.Enter(s, callee), Ref: ret.Args[0]}, depth+4)...)
			}
		}
	}
	return limit(all)
}

// formatted replaces the verbs of a format.
func (r *Reader) formatted(format string, values []Value, depth int) []string {
	all := []string{""}
	for i := 0; ; i++ {
		before, rest, ok := strings.Cut(format, "%")
		all = product(all, []string{before})
		if !ok {
			return all
		}
		j := strings.IndexFunc(rest, func(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '%' })
		if j < 0 {
			return all
		}
		format = rest[j+1:]
		switch {
		case rest[j] == '%':
			i--
			all = product(all, []string{"%"})
		case i < len(values) && (rest[j] == 's' || rest[j] == 'v'):
			all = product(all, r.texts(values[i], depth+1))
		default:
			all = product(all, []string{sqltext.Hole})
		}
	}
}

// constants asks the tracer for texts that are written elsewhere: in variables, in fields, piece by piece in a buffer.
func (r *Reader) constants(v Value) []string {
	var whole, pieces []string
	open := false
	for _, o := range r.t.Origins(flow.Text, v.Calls, v.Fn, v.Ref, v.Path) {
		switch {
		case o.Kind != flow.Const:
			open = true
		case sqltext.IsStatement(o.Name):
			whole = append(whole, o.Name)
		case o.Name != "":
			pieces = append(pieces, o.Name)
		}
	}
	if len(whole) == 0 {
		if open || len(pieces) == 0 {
			return []string{sqltext.Hole}
		}
		return limit(pieces)
	}
	if !open && len(pieces) == 0 {
		return limit(whole)
	}
	tail := " " + strings.Join(pieces, " ") + " " + sqltext.Hole
	return product(limit(whole), []string{tail})
}

func product(heads, tails []string) []string {
	var all []string
	for _, h := range heads {
		for _, t := range tails {
			all = append(all, h+t)
		}
	}
	return limit(all)
}

func limit(texts []string) []string {
	var out []string
	for _, t := range texts {
		if len(out) < maxTexts && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// operandList returns the elements of a list operand.
func (r *Reader) operandList(fr Frame, s graph.Site, a knowledge.Arg) ([]Value, bool) {
	ref, ok := flow.Operand(s, a)
	if !ok {
		return nil, false
	}
	return r.list(Value{Frame: fr, Ref: ref}, 0)
}
