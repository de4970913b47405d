package guard

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/route"
)

// refuser is a function behind a library's middleware that lets no stranger through.
type refuser struct{ place finding.Place }

// around returns the function h behind the middleware that the router keeps for handlers to call, the first outermost.
func (t *trial) around(c *eval.Call, h eval.Value) eval.Value {
	only := t.mostSpecific()
	for i := len(t.route.Inside) - 1; i >= 0; i-- {
		if a := &t.route.Inside[i]; a.Only == "" || a.Only == only {
			h = t.behind(c, a, h)
		}
	}
	return h
}

// mostSpecific returns which of the patterns that middleware was attached for is that of the procedure of the request: its
// name, or else the longest beginning of it, "" if none is.
func (t *trial) mostSpecific() string {
	only := ""
	name := t.operation()
	for i := range t.route.Inside {
		of := t.route.Inside[i].Only
		begin, open := strings.CutSuffix(of, "*")
		if of == name || open && strings.HasPrefix(name, begin) && len(of) > len(only) && only != name {
			only = of
		}
	}
	return only
}

// operation is the name of the procedure that the request calls, which is the route's path until the handler says so.
func (t *trial) operation() string {
	if v, _ := stored(t.cell(t.ex, keyName(eval.Str(knowledge.Operation)))); v != nil {
		return textOf(v)
	}
	return t.route.Path
}

// behind returns the function h behind one middleware.
func (t *trial) behind(c *eval.Call, a *route.Attached, h eval.Value) eval.Value {
	if s := t.selection(a.Value); s != nil {
		return t.selected(c, a, s, h)
	}
	if g := t.known(a); g != nil {
		if g.Is == knowledge.Refuses && !t.caller {
			return &eval.Object{X: &refuser{a.Place}}
		}
		return h
	}
	if t.unreadable(a) {
		return h
	}
	return t.m.Apply(c, t.decorator(a.Value), h)
}

// refuses answers the call of a function that lets no stranger through.
func (t *trial) refuses(c *eval.Call) bool {
	r, ok := objectOf(c.Fn).(*refuser)
	if ok {
		t.evidence[t.idx] = evidence{credential: true, place: r.place}
	}
	return ok
}

// selection is a list of middleware that runs for some procedures only.
type selection struct {
	middleware      []eval.Value
	names, prefixes []string
	asks            *eval.Func
}

// selection reads how a value was made, nil if it is not the selection of a library.
func (t *trial) selection(v eval.Value) *selection {
	made := madeFrom(v)
	if made == nil || made.From == "" {
		return nil
	}
	e := t.graph.Known(made.From)
	if e == nil || e.Selection == nil {
		return nil
	}
	operand := func(a knowledge.Arg) eval.Value {
		if i := a.Index(made.From); i >= 0 && i < len(made.Args) {
			return made.Args[i]
		}
		return nil
	}
	s := &selection{}
	if e.Selection.Of != knowledge.None {
		if s = t.selection(operand(e.Selection.Of)); s == nil {
			return nil
		}
	}
	if of := e.Selection.Middleware; of != knowledge.None {
		s.middleware, _ = t.m.Elements(operand(of))
	}
	if f := functionOf(t.m, operand(e.Selection.Asks)); f != nil {
		s.asks = f
	}
	s.names = append(s.names, t.texts(operand(e.Selection.Names))...)
	s.prefixes = append(s.prefixes, t.texts(operand(e.Selection.Prefixes))...)
	return s
}

func (t *trial) texts(list eval.Value) []string {
	if list == nil {
		return nil
	}
	var out []string
	elems, _ := t.m.Elements(list)
	for _, e := range elems {
		out = append(out, textOf(e))
	}
	return out
}

// selected returns h behind the middleware of a selection, if the procedure of the request is selected; either way if
// nobody can tell.
func (t *trial) selected(c *eval.Call, a *route.Attached, s *selection, h eval.Value) eval.Value {
	guarded := h
	for _, mw := range slices.Backward(s.middleware) {
		each := *a
		each.Value, each.Symbol = mw, ""
		guarded = t.behind(c, &each, guarded)
	}
	switch is, known := t.selects(c, s); {
	case known && is:
		return guarded
	case known:
		return h
	}
	return eval.OneOf([]eval.Value{guarded, h}, eval.DepConfig)
}

// selects reports whether a selection has the procedure of the request, and whether that is known.
func (t *trial) selects(c *eval.Call, s *selection) (is, known bool) {
	name := t.operation()
	if strings.Contains(name, eval.Hole) {
		return false, false
	}
	if slices.Contains(s.names, name) || slices.ContainsFunc(s.prefixes, func(p string) bool { return strings.HasPrefix(name, p) }) {
		return true, true
	}
	if s.asks == nil || t.graph.Func(s.asks.ID) == nil {
		return false, s.asks == nil
	}
	answer, _ := eval.Strip(t.m.Apply(c, s.asks, t.ex.context(), eval.Str(name)))
	b, ok := answer.(eval.Bool)
	return bool(b), ok
}
