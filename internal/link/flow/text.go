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
	switch {
	case it.path == textForm && w.ownText(it, d.Args[0], d, t, w.policy.Forms):
		return
	case it.path == textForm && w.policy.Encodes && t.IsKnown() && !isTextType(t):
		it.path = dataForm
	}
	w.to(it, d.Args[0], it.path, d.block)
}

// part follows a value whose type writes its own form wherever it stands. It reports false if that is not what is wanted.
func (w *walk) part(it item) bool {
	forms := w.policy.PartForms
	switch it.path {
	case dataForm:
		forms = dataMethods
	case textForm:
	default:
		return false
	}
	t := it.b.typeOf(it.ref)
	if !t.IsKnown() || t.Deref().Kind != summary.KindNamed || t.Underlying().Kind == summary.KindInterface {
		return false
	}
	d := it.b.def(it.ref)
	return w.ownText(it, it.ref, d, t, forms)
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

// ownText follows the method of type t by which the value x writes itself. It reports false if there is none with a body.
func (w *walk) ownText(it item, x summary.Ref, d def, t graph.Type, forms []string) bool {
	for _, form := range forms {
		m, ok := t.Deref().Method(form)
		if !ok || t.Underlying().Kind != summary.KindPointer && strings.HasPrefix(m.Func, "(*") {
			continue // the method set of a value lacks it
		}
		if f := w.t.bodyByID(m.Func); f != nil && f.ID != it.b.ID {
			pos := it.b.posOf(x)
			site := graph.Site{Caller: it.b.Func, Block: d.block, Index: d.index}
			own := target{body: f, args: []summary.Ref{x}, paths: []Path{Field(m.Path...)}}
			w.through(it.with(StepText, pos, "its text"), own, w.written(f), site)
			return true
		}
	}
	return false
}

// written returns the origins of what a method writes: its result or, if it gets an encoder, what it gives to that.
func (w *walk) written(f *body) []found {
	if f.NParams == 2 {
		return w.answer(node{b: f, ref: summary.MakeRef(summary.RefReg, 1), mode: ofWrites})
	}
	if len(f.Results) == 0 {
		return nil
	}
	path := Path("")
	if t := f.g.TypeOf(f.Func, f.Results[0].Type); !isTextType(t) && !isInert(t) {
		path = textForm
	}
	return w.answer(node{b: f, path: path, mode: ofResult}.result(0))
}
