package guard

import (
	"slices"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
)

// Middleware of the program may ask that of a library: for all paths but some, or if another one has not found a caller.

// guarded is a handler behind a library's middleware.
type guarded struct {
	guard      *knowledge.Guard
	middleware eval.Value
	next       eval.Value
}

// asksLibrary answers calls by which the program itself runs the middleware of a library, or a handler behind one.
func (t *trial) asksLibrary(c *eval.Call) (eval.Value, bool) {
	called := c.Fn
	if serves(c.Callee) {
		called = c.Arg(0)
	}
	if g, ok := objectOf(called).(*guarded); ok {
		return t.through(c, g), true
	}
	symbol := c.Callee
	if symbol == "" {
		symbol = madeBy(c.Fn)
	}
	e := t.graph.Known(symbol)
	if symbol == "" || e == nil || e.Guard == nil {
		return nil, false
	}
	g := &guarded{guard: e.Guard, middleware: c.Fn}
	switch {
	case len(c.Args) == 1 && t.isHandler(c.Args[0]):
		g.next = c.Args[0]
		return &eval.Object{X: g}, true
	case c.Callee == "" && slices.ContainsFunc(c.Args, carriesRequest):
		return t.through(c, g), true
	}
	return nil, false
}

// isHandler reports whether a value is what comes next, or a handler around it.
func (t *trial) isHandler(v eval.Value) bool {
	switch objectOf(v).(type) {
	case *next, *guarded:
		return true
	}
	f := functionOf(t.m, v)
	return f != nil && t.graph.Func(f.ID) != nil && t.takesRequest(f)
}

// takesRequest reports whether the last parameter of a function is a part of a request.
func (t *trial) takesRequest(f *eval.Func) bool {
	fn := t.graph.Func(f.ID)
	if fn.NParams == 0 {
		return false
	}
	name := t.graph.TypeOf(fn, fn.Params[fn.NParams-1].Type).FullName()
	return name == "*net/http.Request" || knowledge.IsExchange(name)
}

// through runs the middleware of a library and what is behind it with a request.
func (t *trial) through(c *eval.Call, g *guarded) eval.Value {
	if t.refusesHere(c, g.guard, g.middleware, placeOfCall(c)) {
		return t.turnAway(c, g)
	}
	switch {
	case g.next != nil && isNext(g.next):
		return t.passAlong(c)
	case g.next != nil && serves(c.Callee):
		return t.shaped(c, t.serve(c, t.idx, g.next))
	case g.next != nil:
		return t.shaped(c, t.m.Apply(c, g.next, c.Args...))
	case returnsNothing(c) || t.idx >= len(t.chain):
		return t.shaped(c, nil) // who called it goes on
	}
	return t.passAlong(c)
}

// passAlong hands the request of a call to the next element of the chain.
func (t *trial) passAlong(c *eval.Call) eval.Value {
	t.adopt(c)
	return t.passOn(c, min(t.idx+1, len(t.chain)))
}

// turnAway is what the middleware of a library does with strangers.
func (t *trial) turnAway(c *eval.Call, g *guarded) eval.Value {
	t.m.Set(t.ex.answer, eval.Int(401))
	if returnsNothing(c) {
		if g.next == nil {
			t.m.Flags |= flagAborted
		}
		return eval.Tuple{}
	}
	return &eval.Unknown{Type: c.Type, Deps: eval.DepCredential, NonNil: true}
}

func isNext(v eval.Value) bool {
	_, ok := objectOf(v).(*next)
	return ok
}

func placeOfCall(c *eval.Call) finding.Place {
	if c.Site.Caller == nil {
		return finding.Place{}
	}
	return c.Site.Caller.Place(c.Site.Instr().Pos)
}
