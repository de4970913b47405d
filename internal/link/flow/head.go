package flow

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Of a URL only the beginning decides who is asked: what stands behind the host's slash changes nothing about it. A policy
// with a Head follows the pieces of a text in order and stops where the rest no longer matters.

// Anything stands in the beginning of a text for what is not constant.
const Anything = "\uFFFD"

// piece is a part of a text that is put together: constant text, or an operand.
type piece struct {
	text string
	ref  summary.Ref
	verb byte // by which a format writes the operand
}

// isShown reports whether a piece shows what is in its operand, rather than the type or the address of that.
func (p piece) isShown() bool { return p.ref != 0 && p.verb != 'T' && p.verb != 'p' }

// beginning follows the pieces of a text until the policy's Head has enough.
func (w *walk) beginning(it item, pieces []piece, d def) {
	it = it.with(StepConcat, d.Pos, "text is put together")
	begins := []string{""}
	for _, p := range pieces {
		if w.policy.Sink == knowledge.InRedirect && it.b.losesLeadingSlashes(p.ref) && !slices.ContainsFunc(begins, func(b string) bool { return b != "/" }) {
			return // behind one slash comes no other
		}
		if p.ref != 0 {
			w.to(it, p.ref, "", d.block)
		}
		begins = combined(begins, w.texts(it.b, p))
		open := begins[:0]
		for _, b := range begins {
			if !w.policy.Head(b) {
				open = append(open, b)
			}
		}
		if begins = open; len(begins) == 0 {
			return
		}
	}
}

// losesLeadingSlashes recognises the result of strings.TrimLeft with a slash among what it cuts off.
func (b *body) losesLeadingSlashes(ref summary.Ref) bool {
	d := b.def(ref)
	if d.Instr == nil || d.Op != summary.OpCall || b.Sym(d.Instr) != "strings.TrimLeft" {
		return false
	}
	cut, ok := b.constText(d.Args[1])
	return ok && strings.Contains(cut, "/")
}

// losesBackslashes recognises the result of strings.ReplaceAll that puts something else in the place of backslashes.
func (b *body) losesBackslashes(ref summary.Ref) bool {
	d := b.def(ref)
	if d.Instr == nil || d.Op != summary.OpCall || b.Sym(d.Instr) != "strings.ReplaceAll" {
		return false
	}
	old, ok := b.constText(d.Args[1])
	return ok && old == `\`
}

const maxBegins = 8

// combined returns every text of before with every text of after.
func combined(before, after []string) []string {
	var all []string
	for _, x := range before {
		for _, y := range after {
			all = append(all, x+y)
		}
	}
	return all[:min(len(all), maxBegins)]
}

// texts returns what a piece may say: its constant texts, or Anything.
func (w *walk) texts(b *body, p piece) []string {
	if p.ref == 0 {
		return []string{p.text}
	}
	if text, ok := b.constText(p.ref); ok {
		return []string{text}
	}
	var list []string
	for _, o := range w.answer(node{b: b, ref: p.ref}) {
		if o.Kind != Const || o.Ref.Kind() != summary.RefConst || len(list) == maxBegins {
			return []string{Anything}
		}
		list = append(list, o.Name)
	}
	if len(list) == 0 {
		return []string{Anything}
	}
	return list
}

// pieces returns the parts of a concatenation in order.
func (b *body) pieces(d def) []piece {
	var list []piece
	for _, a := range d.Args {
		if inner := b.def(a); inner.Instr != nil && inner.Op == summary.OpBinOp {
			list = append(list, b.pieces(inner)...)
			continue
		}
		list = append(list, piece{ref: a})
	}
	return list
}

// begin returns the constant text with which an operand begins.
func (b *body) begin(ref summary.Ref) (string, bool) {
	if text, ok := b.constText(ref); ok {
		return text, true
	}
	d := b.def(ref)
	for d.Instr != nil && (d.Op == summary.OpConvert || d.Op == summary.OpChangeType || d.Op == summary.OpMakeIface) {
		d = b.def(d.Args[0])
	}
	if d.Instr == nil {
		return "", false
	}
	var list []piece
	switch {
	case d.Op == summary.OpBinOp:
		list = b.pieces(d)
	case d.Op == summary.OpCall && b.Sym(d.Instr) == "fmt.Sprintf":
		list = b.format(d.Args[0], d.Args[1])
	}
	if len(list) == 0 {
		return "", false
	}
	if list[0].ref == 0 {
		return list[0].text, true
	}
	return b.constText(list[0].ref)
}

// Begin returns the constant text with which an operand of f begins.
func (t *Tracer) Begin(f *graph.Func, ref summary.Ref) (string, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.body(f).begin(ref)
}

// format returns the pieces of a text that a constant format makes, nil if it cannot be read.
func (b *body) format(format, args summary.Ref) []piece {
	text, ok := b.constText(format)
	values := b.listed(args)
	if !ok {
		return nil
	}
	var list []piece
	for n := 0; text != ""; n++ {
		before, rest, found := strings.Cut(text, "%")
		list = append(list, piece{text: before})
		if !found {
			break
		}
		verb := strings.IndexFunc(rest, func(r rune) bool { return !strings.ContainsRune("+-# 0123456789.", r) })
		if verb < 0 || rest[verb] == '[' || rest[verb] == '*' {
			return nil
		}
		text = rest[verb+1:]
		if rest[verb] == '%' {
			list = append(list, piece{text: "%"})
			n--
			continue
		}
		if n >= len(values) {
			return nil
		}
		list = append(list, piece{ref: values[n], verb: rest[verb]})
	}
	return list
}

// Formatted is an operand whose content a format shows.
type Formatted struct {
	Ref    summary.Ref
	Before string // the constant text between the operand before it and this one
}

// formatted returns the operands whose content a constant format shows. It reports false if the format is not constant.
func (b *body) formatted(format, args summary.Ref) ([]Formatted, bool) {
	var list []Formatted
	before := ""
	taken := 0
	for _, p := range b.format(format, args) {
		before += p.text
		if p.isShown() {
			list = append(list, Formatted{p.ref, before})
		}
		if p.ref != 0 {
			taken++
			before = ""
		}
	}
	return list, taken > 0 && taken == len(b.listed(args)) // else it is a text with fields beside it
}

// Formatted returns the operands of f whose content a constant format shows, out of a list that is written out. It reports false
// if either is not known.
func (t *Tracer) Formatted(f *graph.Func, format, args summary.Ref) ([]Formatted, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.body(f).formatted(format, args)
}

// begun follows calls that put text together in a known order, if only the beginning matters. It reports false for others.
func (w *walk) begun(it item, site graph.Site, path Path) bool {
	if w.policy.Head == nil || !path.isForm() {
		return false
	}
	in := site.Instr()
	d := def{in, site.Block, site.Index}
	switch it.b.Sym(in) {
	case "fmt.Sprintf":
		list := it.b.format(in.Args[0], in.Args[1])
		if list == nil {
			return false
		}
		w.beginning(it, list, d)
	case "fmt.Sprint", "strings.Join", "path.Join", "path/filepath.Join":
		values := it.b.listed(in.Args[0])
		if len(values) == 0 {
			return false
		}
		var list []piece
		for i, v := range values {
			if i > 0 && len(in.Args) == 2 {
				list = append(list, piece{ref: in.Args[1]})
			} else if i > 0 && strings.HasSuffix(it.b.Sym(in), ".Join") {
				list = append(list, piece{text: "/"})
			}
			list = append(list, piece{ref: v})
		}
		w.beginning(it, list, d)
	case "net/url.JoinPath":
		w.to(it.with(StepConcat, in.Pos, "text is put together"), in.Args[0], "", site.Block)
	case "(*net/url.URL).JoinPath":
		w.to(it, in.Args[0], path, site.Block)
	case "(*net/url.URL).String":
		w.to(it.with(StepCall, in.Pos, "goes through URL.String"), in.Args[0], Field("Host"), site.Block)
	case "strings.Replace", "strings.ReplaceAll":
		text, isConst := it.b.constText(in.Args[0])
		old, ok := it.b.constText(in.Args[1])
		if !isConst || !ok {
			w.to(it.with(StepCall, in.Pos, "goes through "+it.b.Sym(in)), in.Args[0], "", site.Block) // templates say the host themselves
			return true
		}
		before, after, _ := strings.Cut(text, old)
		w.beginning(it, []piece{{text: before}, {ref: in.Args[2]}, {text: after}}, d)
	default:
		return false
	}
	return true
}

// hasHost reports whether a text that begins so names its host completely, or where it goes, that it is on the own site.
func hasHost(begin string, sink knowledge.Sink) bool {
	scheme, rest, absolute := strings.Cut(begin, "://")
	switch {
	case absolute && !strings.ContainsAny(scheme, "/?#"):
		return strings.ContainsAny(rest, "/?#")
	case strings.HasPrefix(begin, "//"), strings.HasPrefix(begin, `/\`):
		return strings.ContainsAny(begin[2:], "/?#")
	case strings.HasPrefix(begin, "/") && len(begin) > 1:
		return !strings.HasPrefix(begin[1:], Anything)
	case strings.HasPrefix(begin, "/"):
		return false
	}
	return strings.ContainsAny(begin, "/?#") && (sink == knowledge.InRedirect || strings.HasPrefix(begin, Anything))
}

// HasHost reports whether what follows a URL that begins so does not change its host.
func HasHost(begin string) bool { return hasHost(begin, knowledge.InFetch) }

// IsOnSite reports whether what follows a redirect's target that begins so does not change where it leads.
func IsOnSite(begin string) bool { return hasHost(begin, knowledge.InRedirect) }

// IsNoOption reports whether an argument that begins so is not taken for an option that somebody else chose.
func IsNoOption(begin string) bool { return begin != "" }

// HasAddress reports whether what follows a network address that begins so does not change its host.
func HasAddress(begin string) bool { return strings.Contains(begin, ":") }
