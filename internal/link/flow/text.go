package flow

import (
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// box follows a value that became an interface. If its text is wanted and its type writes its own, the walk goes on in
// that method.
func (w *walk) box(it item, d def) {
	x := d.Args[0]
	if it.path == textForm {
		t := it.b.g.TypeOf(it.b.Func, d.XType)
		for _, form := range w.policy.Forms {
			if w.ownText(it, d, t, form) {
				return
			}
		}
	}
	w.to(it, x, it.path, d.block)
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
