package guard

import (
	"slices"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/limit"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/link/wiring"
)

// trial is the execution of one route's chain.
type trial struct {
	graph  *graph.Graph
	app    *wiring.App
	m      *eval.Machine
	route  *route.Route
	chain  []route.Attached
	ex     *exchange
	watch  *limit.Watch
	beside *beside
	idx    int // the element of the chain that is running, len(chain) for the handler
	fuel   int // instructions that may be executed

	entries  [][]cube // conditions under which the request gets to each element
	evidence []evidence
	data     []event // accesses of stored data by the handler
	answers  []event // answers of the handler that are no refusals
	hidden   []event // calls of functions that are not known with the handler's request
	early    bool    // something before the handler has answered every request and passed it on
	cuts     []cube  // conditions under which something of the handler was left out
	opaque   int     // first element that cannot be read and may be a guard, -1 if none
	looked   bool    // some middleware looked for a caller
	// caller: the request has credentials, of which nothing is known.
	caller     bool
	introducer int  // first middleware that tells handlers who calls, if any
	introduced bool // some middleware that was attached to this route or its group tells handlers who calls
	verifies   bool
	served     bool        // the handler was run
	serving    *graph.Func // the function of the element that was handed the request last
	// whole: the handler is run for a caller who has credentials, too.
	whole    bool
	by       int // the element that authenticates callers, where that is known
	denials  []denial
	goal     goal               // that is asked for
	got      bool               // it was reached
	spare    int                // fuel that was left then
	denies   bool               // callers who are known may be told that they may not
	told     map[int]string     // by activation: the only text among its arguments
	barred   map[branchKey]bool // branches that refuse for other reasons than who calls
	refusing map[side]bool      // sides of branches on which some credential was refused
	away     map[outcome]bool   // outcomes of conditions on a credential that were answered with 401 or 403

	base      []int           // conditions held when the request got to each element
	keys      map[string]bool // of the values that middleware introduced
	asked     map[string]bool // of the values that the handler asked for
	filled    map[field]bool  // what middleware fills for callers who are known: found out if caller, else known beforehand
	sought    bool            // the handler itself looked for a credential and went on without
	handlerID string
	procedure string // full name of the remote procedure that the route calls, "" if it calls none or that is not known
	remote    bool   // the handler implements that procedure: it answers by returning
}

// event is something that happened under conditions.
type event struct {
	cube  cube
	place finding.Place
	shown bool // only if a secret that the request's data must hold is the one that the program keeps
}

// event is what a call does on the present path; there may be no call.
func (t *trial) event(c *eval.Call) event {
	e := event{cube: t.cube(), shown: slices.ContainsFunc(t.m.Lits[min(t.base[t.idx], len(t.m.Lits)):], comparesSecret)}
	if c != nil {
		e.place = c.Site.Caller.Place(c.Instr.Pos)
	}
	return e
}

// evidence is what is known of how an element refuses.
type evidence struct {
	credential bool // some refusal depends on a credential
	place      finding.Place
}

func (c *Court) newTrial(app *wiring.App, r *route.Route) *trial {
	if c.beside == nil {
		c.beside = newBeside(c.graph)
	}
	t := &trial{
		graph: c.graph, beside: c.beside, app: app, m: app.Machine, route: r, fuel: chainFuel, chain: slices.Clone(r.Middleware),
		entries:  make([][]cube, len(r.Middleware)+1),
		evidence: make([]evidence, len(r.Middleware)+1),
		opaque:   -1, introducer: len(r.Middleware),
		barred: map[branchKey]bool{}, refusing: map[side]bool{}, away: map[outcome]bool{},
		base:  make([]int, len(r.Middleware)+1),
		told:  map[int]string{},
		keys:  map[string]bool{},
		asked: map[string]bool{}, filled: map[field]bool{},
	}
	t.ex = newExchange(t)
	t.watch = limit.NewWatch(c.graph, r)
	if f := functionOf(t.m, r.Handler); f != nil {
		t.handlerID = f.ID
		t.procedure, t.remote = t.procedureOf(f)
	}
	return t
}

// maxEntries bounds the paths to one element that are told apart.
const maxEntries = 48

// step hands the request to element i of the chain. The result is what the element returns to its caller.
func (t *trial) step(c *eval.Call, i int) eval.Value {
	if len(t.entries[i]) >= maxEntries {
		return t.passedResult(c)
	}
	t.entries[i] = append(t.entries[i], t.cube())
	if t.caller {
		t.noteFilled(i)
	} else if len(t.filled) > 0 {
		t.leaveEmpty()
	}
	t.gets(goal{toElement, i})
	base := t.base[i]
	t.base[i] = len(t.m.Lits)
	defer func() { t.base[i] = base }()
	if i == len(t.chain) {
		return t.handler(c)
	}
	outer, flags := t.idx, t.m.Flags
	t.idx = i
	t.m.Flags &^= flagPassed
	t.meets(c, i)
	v := t.element(c, i)
	if len(t.entries[i+1]) == 0 && !t.evidence[i].credential {
		// It stops every request that can be thought of, for a reason that has nothing to do with who calls, or that could
		// not be followed. What comes after it is looked at all the same.
		if t.opaque < 0 && knowledge.SuggestsGuard(t.chainName(i)) {
			t.opaque = i
		}
		v = t.step(c, i+1)
	}
	t.idx = outer
	t.m.Flags = flags | t.m.Flags&flagAborted
	return v
}

// element runs one middleware.
func (t *trial) element(c *eval.Call, i int) eval.Value {
	a := &t.chain[i]
	if choices := eval.Alternatives(a.Value); a.Value != nil && len(choices) > 1 {
		return t.oneOf(c, i, choices)
	}
	if a.Conditional {
		return t.perhaps(c, i)
	}
	return t.certain(c, i)
}

// oneOf runs a middleware that start-up chose from several, each under the condition that it was chosen.
func (t *trial) oneOf(c *eval.Call, i int, choices []eval.Value) eval.Value {
	all := t.chain[i].Value
	before, after, lits := t.m.Flags, ^eval.Flags(0), len(t.m.Lits)
	var result eval.Value
	for n, choice := range choices {
		t.m.Flags = before
		chosen := eval.Literal{Frame: -1 - len(t.chain) - i, Block: int32(n), True: true, Deps: eval.DepConfig}
		if n < len(choices)-1 {
			t.m.Lits = append(t.m.Lits, chosen)
		}
		t.chain[i].Value = choice
		if isNil, _ := eval.IsNil(choice); isNil {
			result = t.step(c, i+1)
		} else {
			result = t.element(c, i)
		}
		after &= t.m.Flags
		chosen.True = false
		t.m.Lits = append(t.m.Lits[:lits+n], chosen)
	}
	t.chain[i].Value = all
	t.m.Flags, t.m.Lits = after, t.m.Lits[:lits]
	return result
}

// perhaps runs a middleware that is there only under a condition that nobody knows. Where it stops anonymous requests, what
// comes after it is also reached without it.
func (t *trial) perhaps(c *eval.Call, i int) eval.Value {
	flags, lits, entries := t.m.Flags, len(t.m.Lits), len(t.entries[i+1])
	v := t.certain(c, i)
	passes := slices.ContainsFunc(t.entries[i+1][entries:], func(c cube) bool { return !c.needsCredential() })
	if passes || !t.evidence[i].credential {
		return v
	}
	with := t.m.Flags
	t.m.Flags = flags
	t.m.Lits = append(t.m.Lits, t.without(i))
	t.step(c, i+1)
	t.m.Flags &= with
	t.m.Lits = t.m.Lits[:lits]
	return v
}

// without is the condition under which middleware i is not there. Of two that are attached on the two arms of one branch, one
// is there.
func (t *trial) without(i int) eval.Literal {
	l := eval.Literal{Frame: -1 - i, Deps: eval.DepConfig}
	if when := t.chain[i].When(); len(when) == 1 {
		for j := range i {
			if other := t.chain[j].When(); len(other) == 1 && other[0].At == when[0].At {
				l.Frame, l.True = -1-j, other[0].Taken != when[0].Taken
				break
			}
		}
	}
	return l
}

func (t *trial) certain(c *eval.Call, i int) eval.Value {
	a := &t.chain[i]
	if known := t.known(a); known != nil {
		return t.foreignElement(c, i, known)
	}
	if t.unreadable(a) {
		if knowledge.SuggestsGuard(t.symbolOf(a)) && t.opaque < 0 {
			t.opaque = i
		}
		return t.step(c, i+1)
	}
	switch a.Shape {
	case knowledge.Decorator:
		v := t.m.Apply(c, t.decorator(a.Value), t.next(i+1))
		return t.serve(c, i, v)
	case knowledge.Setting:
		return t.step(c, i+1)
	default:
		return t.serve(c, i, a.Value)
	}
}

// decorator returns the function that decorates a handler: the middleware itself, or its method.
func (t *trial) decorator(v eval.Value) eval.Value {
	inner, _ := eval.Strip(v)
	switch inner.(type) {
	case *eval.Func, *eval.Alt:
		return v
	}
	if f := functionOf(t.m, v); f != nil {
		return f
	}
	return v
}

// foreignElement does what a library's middleware is known to do.
func (t *trial) foreignElement(c *eval.Call, i int, k *knowledge.Guard) eval.Value {
	if t.refusesHere(c, k, t.chain[i].Value, t.chain[i].Place) {
		return &eval.Unknown{Deps: eval.DepCredential, NonNil: true}
	}
	return t.step(c, i+1)
}

// refusesHere notes what a library's middleware does in the element that is running, and reports whether it refuses the caller.
func (t *trial) refusesHere(c *eval.Call, k *knowledge.Guard, middleware eval.Value, place finding.Place) bool {
	switch k.Is {
	case knowledge.Refuses, knowledge.Permits:
		t.evidence[t.idx] = evidence{credential: true, place: place}
		t.noteSides()
		return !t.caller && !t.exempts(c, middleware, k)
	case knowledge.Optional:
		t.looked, t.introduced = true, true
	}
	return false
}

// handler runs the route's handler if an anonymous request gets there.
func (t *trial) handler(c *eval.Call) eval.Value {
	n := len(t.chain)
	if t.caller && !t.whole || t.route.Handler == nil || t.served && t.cube().needsCredential() {
		return t.passedResult(c)
	}
	outer, flags, lits := t.idx, t.m.Flags, t.m.Lits
	if !t.caller && t.cube().needsCredential() {
		if t.reach(t.entries[n]) == never {
			return t.passedResult(c)
		}
		// One way or the other every anonymous request gets here: it does not matter which way this one came.
		t.m.Lits = slices.DeleteFunc(slices.Clone(lits), func(l eval.Literal) bool { return l.Deps&eval.DepCredential != 0 })
		t.base[n] = len(t.m.Lits)
	}
	t.served = true
	t.watch.Handler(n)
	t.idx = n
	t.m.Flags = 0
	v := t.serve(c, t.idx, t.route.Handler)
	t.idx, t.m.Flags, t.m.Lits = outer, flags, lits
	return v
}

// serve runs a handler value with the request. i is the element that it belongs to.
func (t *trial) serve(c *eval.Call, i int, v eval.Value) eval.Value {
	var result eval.Value
	before, after := t.m.Flags, ^eval.Flags(0)
	for _, alt := range eval.Alternatives(v) {
		t.m.Flags = before
		result = t.serveOne(c, i, alt)
		after &= t.m.Flags
	}
	t.m.Flags = after
	return result
}

func (t *trial) serveOne(c *eval.Call, i int, v eval.Value) eval.Value {
	inner, _ := eval.Strip(v)
	if n, ok := objectOf(inner).(*next); ok {
		return t.step(c, n.index)
	}
	if t.app.Object(inner) != nil {
		return t.step(c, min(i+1, len(t.chain)))
	}
	f := functionOf(t.m, inner)
	if f == nil {
		if i < len(t.chain) {
			return t.step(c, i+1) // a handler that nobody can read hands on to what comes next
		}
		return t.passedResult(c)
	}
	fn := t.graph.Func(f.ID)
	if fn == nil {
		return t.passedResult(c)
	}
	if c.Site.Caller != nil {
		t.m.Stack = append(t.m.Stack, c.Site)
		defer func() { t.m.Stack = t.m.Stack[:len(t.m.Stack)-1] }()
	}
	t.serving = fn
	outcomes := t.m.Run(fn, t.arguments(fn, f), f.Bind, func(v eval.Value) { t.returned(i, v) })
	if len(outcomes) == 0 {
		return t.passedResult(c)
	}
	out := t.m.Join(outcomes)
	t.m.Resume(out)
	return out.Val
}

// returned watches the ends of an element's function.
func (t *trial) returned(i int, v eval.Value) {
	if s := t.statusOfError(v); s > 0 && t.ex.status(t.m) == 0 {
		t.m.Set(t.ex.answer, eval.Int(s))
	}
	if i >= len(t.chain) {
		if t.remote {
			t.replied(v)
		}
		t.sought = t.sought || len(t.filled) > 0 && t.decides()
		t.ended(i, v)
		t.refused(i)
		return
	}
	if t.m.Flags&flagPassed != 0 {
		return
	}
	if t.chain[i].Shape == knowledge.NextCall && t.m.Flags&flagAborted == 0 {
		t.step(&eval.Call{Callee: "server"}, i+1) // the library goes on by itself
		return
	}
	t.ended(i, v)
	t.refused(i)
}

// refused notes that the present path ends in element i without passing the request on, and whether a credential decided.
func (t *trial) refused(i int) {
	if i == len(t.chain) && t.ex.status(t.m) < 300 {
		return
	}
	if limits[t.ex.status(t.m)] {
		if n := len(t.m.Lits); n > 0 {
			l := t.m.Lits[n-1]
			t.barred[keyOf(l)] = true
		}
		return
	}
	if t.whole && (i < len(t.chain) || hides[t.ex.status(t.m)]) {
		t.denied(false)
	}
	t.noteRefusal(i)
}

// decides reports whether the element that is running has asked on the present path whether there is a caller, or whether it
// is there for that.
func (t *trial) decides() bool {
	return slices.ContainsFunc(t.m.Lits[min(t.base[t.idx], len(t.m.Lits)):], func(l eval.Literal) bool {
		return l.Deps&eval.DepCredential != 0
	})
}

// Panic is a refusal of the handler if it asks for a credential before.
func (t *trial) Panic(*eval.Machine) {
	if t.idx == len(t.chain) {
		t.noteRefusal(t.idx)
	}
}

// noteRefusal remembers evidence if the present path depends on a credential, and what had to hold for that. Who answers 401
// or 403 may have been told by an element before it that there is no credential.
func (t *trial) noteRefusal(i int) {
	here := t.m.Lits[min(t.base[i], len(t.m.Lits)):]
	if status := t.ex.status(t.m); (status == 401 || status == 403) && i < len(t.chain) {
		here = t.m.Lits
	}
	for _, l := range slices.Backward(here) {
		if l.Deps&eval.DepCredential != 0 {
			if !t.evidence[i].credential {
				t.evidence[i] = evidence{credential: true, place: placeOf(l)}
			}
			t.noteSides()
			return
		}
	}
}

// noteSides remembers the sides of the branches that led to the present refusal of a credential.
func (t *trial) noteSides() {
	for _, l := range t.m.Lits {
		t.refusing[side{keyOf(l), l.True}] = true
	}
}

// turnedAway notes on which side of the newest condition on a credential callers are told that they may not.
func (t *trial) turnedAway() {
	for _, l := range slices.Backward(t.m.Lits[min(t.base[t.idx], len(t.m.Lits)):]) {
		if l.Deps&eval.DepCredential == 0 {
			continue
		}
		if !l.Known {
			t.away[outcome{condition{l.Frame, l.Block}, l.True}] = true
		}
		return
	}
}

func placeOf(l eval.Literal) finding.Place {
	if l.Site.Caller == nil {
		return finding.Place{}
	}
	f := l.Site.Caller
	blk := f.Blocks[l.Block]
	for _, in := range slices.Backward(blk.Instrs) {
		if in.Pos.IsValid() {
			return f.Place(in.Pos)
		}
	}
	return f.Place(f.Pos)
}

// limits lists the statuses of refusals that have nothing to do with who calls.
var limits = map[int]bool{405: true, 413: true, 415: true, 429: true, 431: true, 503: true}

// hides lists the statuses, besides 403, by which handlers tell callers that something is not for them.
var hides = map[int]bool{302: true, 303: true, 307: true, 401: true, 404: true}

// passedResult is what a handler returns that nobody looks into.
func (t *trial) passedResult(c *eval.Call) eval.Value {
	return &eval.Unknown{Type: c.Type, Deps: eval.DepState}
}

// known returns what is known about a library's middleware.
func (t *trial) known(a *route.Attached) *knowledge.Guard {
	if e := t.graph.Known(t.symbolOf(a)); e != nil {
		return e.Guard
	}
	return nil
}

// symbolOf names the library function that is, or made, a middleware; "" if the program did.
func (t *trial) symbolOf(a *route.Attached) string {
	if a.Symbol != "" {
		return a.Symbol
	}
	inner := eval.Inner(a.Value)
	switch x := inner.(type) {
	case *eval.Unknown:
		return x.From
	case *eval.Func:
		if t.graph.Func(x.ID) == nil {
			return x.ID
		}
	}
	return ""
}

// chainName names element i of the chain.
func (t *trial) chainName(i int) string {
	if s := t.symbolOf(&t.chain[i]); s != "" {
		return s
	}
	return FunctionName(t.m, t.chain[i].Value)
}

// unreadable reports whether the body of a middleware is out of sight.
func (t *trial) unreadable(a *route.Attached) bool {
	if a.Value == nil {
		return true
	}
	for _, v := range eval.Alternatives(a.Value) {
		if f := functionOf(t.m, v); f != nil && t.graph.Func(f.ID) != nil {
			return false
		}
	}
	return true
}

// functionOf returns the function that runs when a handler or middleware value is used, nil if it is not known.
func functionOf(m *eval.Machine, v eval.Value) *eval.Func {
	inner, _ := eval.Strip(v)
	switch x := inner.(type) {
	case *eval.Func:
		return x
	case *eval.Iface:
		if f := methodOf(m, x.Type, x.V); f != nil {
			return f
		}
		return functionOf(m, x.V)
	case *eval.Ptr:
		return methodOf(m, x.To.Type, x)
	case *eval.Struct:
		return methodOf(m, x.Type, x)
	case *eval.Unknown:
		if x.Type.IsKnown() {
			return methodOf(m, x.Type, x)
		}
	}
	return nil
}

// servingMethods are the methods by which values of the program's types answer requests.
var servingMethods = []string{"ServeHTTP", "Handle", "Middleware", "Handler", "WrapUnary"}

func methodOf(m *eval.Machine, typ graph.Type, v eval.Value) *eval.Func {
	if !typ.IsKnown() {
		return nil
	}
	for _, name := range servingMethods {
		if id, self, ok := m.Method(typ, v, name); ok && m.Graph.Func(id) != nil {
			return &eval.Func{ID: id, Recv: self, Bound: true}
		}
	}
	return nil
}

// FunctionName returns the full name of the function behind a handler or middleware value: one of the program, or the
// library function that made it; "" if it is not known.
func FunctionName(m *eval.Machine, v eval.Value) string {
	if v == nil {
		return ""
	}
	for _, alt := range eval.Alternatives(v) {
		if f := functionOf(m, alt); f != nil {
			return f.ID
		}
		inner := eval.Inner(alt)
		if u, ok := inner.(*eval.Unknown); ok && u.From != "" {
			return u.From
		}
	}
	return ""
}
