package flow

import (
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// box follows a value that became an interface. If its text is wanted and its type writes its own, the walk goes on in
// that method; if it is asked for as another type, this value is not meant.
func (w *walk) box(it item, d def) {
	t := it.b.g.TypeOf(it.b.Func, d.XType)
	if want, rest, ok := it.path.asType(); ok {
		if want != typeKey(t.Deref()) {
			return
		}
		it.path = rest
	}
	forms := w.policy.Forms
	if it.path == dataForm {
		forms = dataMethods
	}
	if it.path == textForm || it.path == dataForm {
		for _, form := range forms {
			if w.ownText(it, d, t, form) {
				return
			}
		}
	}
	w.to(it, d.Args[0], it.path, d.block)
}

// dataMethods are the methods by which values write themselves as data.
var dataMethods = []string{"MarshalJSON", "MarshalText"}

// isEncoded reports whether encoders write the field of a struct.
func isEncoded(t graph.Type, field string) bool {
	if field[0] >= 'a' && field[0] <= 'z' {
		f, ok := t.Field(field)
		return ok && f.Embedded
	}
	f, ok := t.Field(field)
	return !ok || !strings.Contains(f.Tag, `json:"-"`)
}

// ownText follows the method of type t that writes its text. It reports false if t has none with a body.
func (w *walk) ownText(it item, d def, t graph.Type, form string) bool {
	m, ok := t.Deref().Method(form)
	if !ok {
		return false
	}
	if t.Underlying().Kind != summary.KindPointer && strings.HasPrefix(m.Func, "(*") {
		return false // the method set of a value lacks it
	}
	f := w.t.bodyByID(m.Func)
	if f == nil || len(f.Results) == 0 {
		return false
	}
	path := Path("")
	if !isInert(f.g.TypeOf(f.Func, f.Results[0].Type)) && !strings.HasSuffix(f.g.TypeOf(f.Func, f.Results[0].Type).Name, "string") {
		path = textForm
	}
	origins := w.answer(node{b: f, path: path, mode: ofResult}.result(0))
	site := graph.Site{Caller: it.b.Func, Block: d.block, Index: d.index}
	w.through(it.with(StepText, d.Pos, "its text"), target{body: f, args: d.Args, paths: []Path{Field(m.Path...)}}, origins, site)
	return true
}
