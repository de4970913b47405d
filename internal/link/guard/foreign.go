package guard

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/summary"
)

// Foreign gives calls their meaning for an anonymous request.
func (t *trial) Foreign(m *eval.Machine, c *eval.Call) (eval.Value, bool) {
	if v, ok := t.moves(c); ok {
		return v, true
	}
	if t.refuses(c) {
		return eval.NoReturn, true
	}
	if v, ok := t.asksLibrary(c); ok {
		return v, true
	}
	if fn := t.graph.Func(c.Callee); fn != nil {
		if v, ok := t.skipped(c, fn); ok {
			return v, true
		}
		if t.whole {
			t.tells(c)
		}
		t.setsStatus(c)
		return nil, false
	}
	if v, ok := t.watch.Call(m, c, t.idx, carriesRequest); ok {
		return v, true
	}
	if msg, ok := objectOf(c.Arg(0)).(*message); ok {
		if v, ok := t.ofMessage(c, msg); ok {
			return v, true
		}
	}
	if e := t.graph.Known(c.Callee); c.Callee != "" && e != nil {
		if v, ok := t.modelled(c, e); ok {
			return v, true
		}
	}
	if v, ok := t.network(c); ok {
		return v, true
	}
	return t.unmodelled(m, c), true
}

// moves recognizes calls that hand the request on to the next element of the chain.
func (t *trial) moves(c *eval.Call) (eval.Value, bool) {
	if n, ok := t.nextOf(c); ok {
		t.adopt(c)
		return t.passOn(c, n), true
	}
	return nil, false
}

// passOn hands the request on to element n of the chain.
func (t *trial) passOn(c *eval.Call, n int) eval.Value {
	v := t.step(c, n)
	t.m.Flags |= flagPassed
	return t.shaped(c, v)
}

// nextOf returns the index of the element that a call hands on to.
func (t *trial) nextOf(c *eval.Call) (int, bool) {
	if c.Fn != nil {
		if n, ok := objectOf(c.Fn).(*next); ok {
			return n.index, true
		}
	}
	if len(c.Args) > 0 && serves(c.Callee) {
		if n, ok := objectOf(c.Args[0]).(*next); ok {
			return n.index, true
		}
		if obj := t.app.Object(c.Args[0]); t.idx < len(t.chain) && obj != nil && !answers(obj) {
			return t.idx + 1, true
		}
	}
	if n, ok := t.handedOver(c); ok {
		return n, true
	}
	if t.idx >= len(t.chain) || t.chain[t.idx].Shape != knowledge.Closed {
		return 0, false
	}
	return t.closedNext(c)
}

// handedOver returns the index of the element that a function of a library is given along with the request: the library runs it.
func (t *trial) handedOver(c *eval.Call) (int, bool) {
	if c.Callee == "" || t.graph.Func(c.Callee) != nil || !slices.ContainsFunc(c.Args, carriesRequest) {
		return 0, false
	}
	for _, a := range c.Args {
		if n, ok := objectOf(a).(*next); ok {
			return n.index, true
		}
		if t.isNextHandler(a) {
			return t.idx + 1, true
		}
	}
	return 0, false
}

// isNextHandler reports whether v is what a composed handler is composed of.
func (t *trial) isNextHandler(v eval.Value) bool {
	if t.idx >= len(t.chain) || t.chain[t.idx].Shape != knowledge.Closed {
		return false
	}
	after := t.route.Handler
	if t.idx+1 < len(t.chain) {
		after = t.chain[t.idx+1].Value
	}
	f, want := functionOf(t.m, v), functionOf(t.m, after)
	return f != nil && want != nil && f.ID == want.ID
}

// answers reports whether a handler of a library tells callers that there is nothing, or sends them elsewhere.
func answers(obj route.Object) bool {
	h, ok := obj.(*route.Handler)
	return ok && h.Inner == nil && (h.Row == knowledge.NotFound || h.Row == knowledge.Redirect)
}

// closedNext recognizes, inside a composed handler, the call of what it is composed of.
func (t *trial) closedNext(c *eval.Call) (int, bool) {
	if t.handlerID != "" && c.Callee == t.handlerID {
		return len(t.chain), true
	}
	called := c.Fn
	if serves(c.Callee) {
		called = c.Arg(0)
	}
	if maker := madeBy(called); maker != "" && maker == madeBy(t.route.Handler) {
		return len(t.chain), true // a handler that a library made
	}
	for j := t.idx + 1; j < len(t.chain) && t.chain[j].Shape == knowledge.Closed; j++ {
		if f := functionOf(t.m, t.chain[j].Value); f != nil && f.ID == c.Callee {
			return j, true
		}
	}
	return 0, false
}

// madeBy names the library function that made a value, "" if none did.
func madeBy(v eval.Value) string {
	if u := madeFrom(v); u != nil {
		return u.From
	}
	return ""
}

func serves(callee string) bool {
	return strings.HasSuffix(callee, ".ServeHTTP") || strings.HasSuffix(callee, ".Handle")
}

// adopt takes over the request that a middleware hands on.
func (t *trial) adopt(c *eval.Call) {
	for _, a := range c.Args {
		switch objectOf(a).(type) {
		case *request:
			t.m.Set(t.ex.request, certain(a))
		case *ctxNode:
			t.m.Set(t.ex.request, &eval.Object{X: &request{t.ex, certain(a)}})
		case *exchange:
			t.m.Set(t.ex.given, a)
		}
	}
}

// certain returns a request or context that may be one of several, without what decides which: there is one, whoever calls.
func certain(v eval.Value) eval.Value {
	var all []eval.Value
	for _, alt := range eval.Alternatives(v) {
		switch x := objectOf(alt).(type) {
		case *request, *ctxNode:
			all = append(all, &eval.Object{X: x})
		}
	}
	return eval.OneOf(all, 0)
}

// shaped gives the result of a handed-on call the type that the call has.
func (t *trial) shaped(c *eval.Call, v eval.Value) eval.Value {
	if returnsNothing(c) {
		return eval.Tuple{}
	}
	if v == nil {
		return t.passedResult(c)
	}
	return v
}

func returnsNothing(c *eval.Call) bool {
	return c.Type.IsKnown() && c.Type.Kind == summary.KindTuple && len(c.Type.Params) == 0
}

// modelled does what knowledge says about a function.
func (t *trial) modelled(c *eval.Call, e *knowledge.Entry) (eval.Value, bool) {
	if e.Response != nil {
		t.answer(c, e)
	}
	if l := e.Location; l != nil && l.Header == knowledge.None {
		t.sendsAway(c)
	}
	switch {
	case e.Pass != nil:
		return t.pass(c, e.Pass)
	case e.Guard != nil:
		return t.guard(c, e.Guard)
	case e.Value != nil:
		return t.value(c, e.Value)
	case e.Input != nil:
		return t.input(c, e.Input)
	case e.Query != nil:
		return t.access(c, e.Query), true
	case e.Response != nil:
		if e.Response.Makes {
			return &eval.Unknown{Type: c.Type, NonNil: true}, true
		}
		return t.unmodelled(t.m, c), true
	}
	return nil, false
}

// operand returns the operand of a call that knowledge names.
func operand(c *eval.Call, a knowledge.Arg) eval.Value { return c.Arg(a.Index(c.Callee)) }

// pass moves the request, or hands out its parts.
func (t *trial) pass(c *eval.Call, p *knowledge.Pass) (eval.Value, bool) {
	of := operand(c, p.Of)
	ex := exchangeOf(of)
	switch p.Do {
	case knowledge.Next:
		if t.idx < len(t.chain) {
			return t.passOn(c, t.idx+1), true
		}
		return t.passedResult(c), true
	case knowledge.Abort:
		t.m.Flags |= flagAborted
		if t.whole && t.idx < len(t.chain) {
			t.denied(false)
		}
		if t.idx < len(t.chain) {
			t.noteRefusal(t.idx)
		}
		return t.unmodelled(t.m, c), true
	case knowledge.Aborted:
		return eval.Bool(t.m.Flags&flagAborted != 0), true
	}
	if ex == nil {
		if p.Do == knowledge.TheContext && t.remote {
			return t.ex.context(), true // of the stream that a generated type wraps
		}
		return nil, false
	}
	switch p.Do {
	case knowledge.TheRequest:
		return ex.request.V, true
	case knowledge.TheContext:
		if ctx := contextOf(of); ctx != nil {
			return ctx, true
		}
		return ex.context(), true
	case knowledge.SetRequest:
		t.m.Set(ex.request, operand(c, p.With))
	case knowledge.SetContext:
		t.m.Set(ex.request, &eval.Object{X: &request{ex, operand(c, p.With)}})
	case knowledge.WithCtx:
		return &eval.Object{X: &request{ex, operand(c, p.With)}}, true
	case knowledge.Derive:
		return t.first(c, of), true
	case knowledge.ThePath:
		return eval.Str(t.seen(ex.path)), true
	case knowledge.TheMethod:
		return eval.Str(ex.method), true
	case knowledge.ThePattern:
		return t.first(c, eval.Str(t.seen(t.route.Pattern))), true
	case knowledge.Around:
		return t.around(c, operand(c, p.With)), true
	case knowledge.TheSpec:
		return &eval.Ptr{To: t.spec(c.Type.Element())}, true
	}
	return t.unmodelled(t.m, c), true
}

// spec returns a variable with what the route was described by: nothing, if its registration was given no description.
func (t *trial) spec(typ graph.Type) *eval.Cell {
	cell := &eval.Cell{Type: typ, V: &eval.Struct{Type: typ, Fields: map[string]*eval.Cell{}}}
	if s := t.route.Spec; s != nil {
		cell.V = s
	}
	return cell
}

// first returns v as the first result of a call.
func (t *trial) first(c *eval.Call, v eval.Value) eval.Value {
	if c.Type.IsKnown() && c.Type.Kind == summary.KindTuple {
		out := eval.Tuple{v}
		for _, p := range c.Type.Params[min(1, len(c.Type.Params)):] {
			typ := t.graph.Type(c.Type.Package(), p)
			if typ.IsError() {
				out = append(out, eval.Nil{})
				continue
			}
			out = append(out, &eval.Unknown{Type: typ, NonNil: true})
		}
		return out
	}
	return v
}

// guard answers calls of authentication libraries.
func (t *trial) guard(c *eval.Call, g *knowledge.Guard) (eval.Value, bool) {
	switch g.Is {
	case knowledge.Reads, knowledge.Verifies:
		t.lookedFor()
		if t.caller {
			for _, a := range c.Args { // the claims of the token
				t.untouched(a, eval.DepCredential)
			}
		}
		if g.Is == knowledge.Verifies && t.argDeps(c)&eval.DepCredential == 0 && t.argDeps(c)&eval.DepInput != 0 && !takesRequest(c) {
			t.verifies = true // a credential out of the body: whoever has one gets through
			return nil, false
		}
		return t.absent(c.Type), true
	case knowledge.Grants:
		t.lookedFor()
		return t.decision(c), true
	case knowledge.Finds:
		t.lookedFor()
		return t.first(c, t.session()), true
	case knowledge.Keeps:
		return t.succeeded(c.Type), true
	case knowledge.Never:
		return eval.Bool(false), true
	}
	return nil, false
}

// succeeded is the result of a call that succeeds: unknown values, and no error.
func (t *trial) succeeded(typ graph.Type) eval.Value {
	if typ.IsKnown() && typ.Kind == summary.KindTuple {
		out := make(eval.Tuple, len(typ.Params))
		for i, p := range typ.Params {
			out[i] = t.succeeded(t.graph.Type(typ.Package(), p))
		}
		return out
	}
	if typ.IsError() {
		return eval.Nil{}
	}
	return &eval.Unknown{Type: typ, NonNil: true}
}

// takesRequest reports whether a function is given the request or its context as a whole.
func takesRequest(c *eval.Call) bool {
	for _, a := range c.Args {
		if exchangeOf(a) != nil {
			return true
		}
	}
	return false
}

func (t *trial) lookedFor() {
	if t.idx < len(t.chain) {
		t.looked = true
	} else {
		t.sought = true
	}
}

// decidedBy is what decided that the present path of an element keeps this value for those behind it, and not another one.
func (t *trial) decidedBy() eval.Deps {
	for _, l := range t.m.Lits[min(t.base[t.idx], len(t.m.Lits)):] {
		if l.Known && l.Deps&eval.DepCredential != 0 {
			return eval.DepCredential
		}
	}
	return 0
}

// value reads and writes what middleware keeps for handlers.
func (t *trial) value(c *eval.Call, k *knowledge.Value) (eval.Value, bool) {
	key := operand(c, k.Key)
	if k.Key == knowledge.None {
		key = eval.Str(k.Name)
	}
	holder := c.Arg(0)
	if k.Put != knowledge.None {
		if put := operand(c, k.Put); !k.PutList || !emptyList(put) {
			t.introduces(keyName(key), put)
			return t.put(c, holder, key, eval.Label(put, t.decidedBy())), true
		}
	}
	if t.idx == len(t.chain) {
		t.asked[keyName(key)] = true
	}
	if v := t.kept(holder, keyName(key)); v != nil {
		return t.first(c, v), true
	}
	if ex := exchangeOf(holder); ex != nil {
		if v, perhaps := stored(t.cell(ex, keyName(key))); v != nil {
			return t.found(c, v, perhaps), true
		}
	}
	return t.missing(c), true
}

// put keeps a value in a context, which makes a new one, or in an exchange.
func (t *trial) put(c *eval.Call, holder, key, v eval.Value) eval.Value {
	var derived []eval.Value
	for _, alt := range eval.Alternatives(holder) {
		if node, ok := objectOf(alt).(*ctxNode); ok {
			derived = append(derived, &eval.Object{X: &ctxNode{node.ex, node, key, v}})
		}
	}
	if len(derived) > 0 {
		return eval.OneOf(derived, 0)
	}
	if ex := exchangeOf(holder); ex != nil {
		t.m.Set(t.cell(ex, keyName(key)), v)
	}
	return t.unmodelled(t.m, c)
}

// kept returns what a context, which may be one of several, holds under a key, nil if no one holds anything.
func (t *trial) kept(holder eval.Value, key string) eval.Value {
	var all []eval.Value
	found := false
	for _, alt := range eval.Alternatives(holder) {
		node, ok := objectOf(alt).(*ctxNode)
		if !ok {
			continue
		}
		v := lookup(t.m, node, key)
		found = found || v != nil
		if v == nil {
			v = eval.Label(eval.Nil{}, eval.DepCredential)
		}
		all = append(all, v)
	}
	if !found {
		return nil
	}
	return eval.OneOf(all, eval.DepCredential)
}

// introduces notes that a middleware keeps what it learned from a credential.
func (t *trial) introduces(key string, v eval.Value) {
	if t.caller && t.idx < len(t.chain) && eval.DepsWithin(v)&eval.DepCredential != 0 {
		t.introducedBy(key, t.idx)
	}
}

// introducedBy notes that element i tells the handlers who calls, under a key.
func (t *trial) introducedBy(key string, i int) {
	t.keys[key] = true
	t.introducer = min(t.introducer, i)
	kind := t.chain[i].Kind
	t.introduced = t.introduced || kind == route.OnGroup || kind == route.OnRoute
}

// emptyList reports whether a variadic operand has no elements: c.Locals(key) reads, c.Locals(key, value) writes.
func emptyList(v eval.Value) bool {
	switch x := v.(type) {
	case nil, eval.Nil:
		return true
	case *eval.Slice:
		return len(x.Elems) == 0
	}
	return false
}

// missing is the answer of a getter for a value that no middleware has stored.
func (t *trial) missing(c *eval.Call) eval.Value {
	if t.whole {
		return t.ofType(c.Type, eval.DepCredential) // a library's middleware has put it there
	}
	if strings.HasSuffix(c.Callee, ".MustGet") {
		t.noteRefusal(t.idx)
		return eval.NoReturn
	}
	if c.Type.IsKnown() && c.Type.Kind != summary.KindTuple {
		if u := c.Type.Underlying(); u.IsKnown() && u.Kind == summary.KindInterface {
			return eval.Label(eval.Nil{}, eval.DepCredential)
		}
	}
	return t.absent(c.Type)
}

// lookup finds a key in a context and those that it is derived from.
func lookup(m *eval.Machine, n *ctxNode, key string) eval.Value {
	for ; n != nil; n = n.parent {
		if n.key != nil && keyName(n.key) == key {
			return n.val
		}
	}
	return nil
}

// keyName identifies a key: its type and what is known of its value.
func keyName(v eval.Value) string {
	inner, _ := eval.Strip(v)
	typ := ""
	if i, ok := inner.(*eval.Iface); ok {
		if i.Type.IsKnown() {
			typ = i.Type.Name
		}
		inner, _ = eval.Strip(i.V)
	}
	switch x := inner.(type) {
	case eval.Str:
		return typ + ":" + string(x)
	case eval.Int:
		return typ + "#" + strconv.FormatInt(int64(x), 10)
	case *eval.Ptr:
		return fmt.Sprintf("%s@%p", typ, x.To)
	}
	return typ
}

// input reads the request: credentials are absent, the rest is unknown.
func (t *trial) input(c *eval.Call, in *knowledge.Input) (eval.Value, bool) {
	name, _ := eval.Text(operand(c, in.Name))
	if in.Name != knowledge.None {
		name = textOf(operand(c, in.Name))
	}
	switch in.Part {
	case knowledge.InHeader, knowledge.InCookie, knowledge.InQuery, knowledge.InForm:
		if knowledge.IsLoginData(name) && in.Part != knowledge.InHeader {
			break
		}
		if in.Name != knowledge.None && isCredential(name) || in.Part == knowledge.InCookie && in.Name != knowledge.None && knowledge.UseOfParameter(name) != knowledge.DescribesAgent {
			t.lookedFor()
			return t.absent(c.Type), true
		}
		if strings.HasSuffix(c.Callee, ".BasicAuth") {
			t.lookedFor()
			return t.absent(c.Type), true
		}
	case knowledge.InEnv:
		return t.ofType(c.Type, eval.DepConfig), true
	}
	if in.Into != knowledge.None {
		t.fill(operand(c, in.Into))
	}
	return t.ofType(c.Type, eval.DepInput), true
}

func textOf(v eval.Value) string {
	if v == nil {
		return eval.Hole
	}
	s, _ := eval.Text(v)
	return s
}

// fill makes what a pointer leads to something that the client chooses.
func (t *trial) fill(v eval.Value) {
	inner := eval.Inner(v)
	if p, ok := inner.(*eval.Ptr); ok {
		t.m.Set(p.To, &eval.Unknown{Type: p.To.Type, Deps: eval.DepInput, NonNil: true})
	}
}

// ofType makes an unknown value of a type, or of each type of a tuple.
func (t *trial) ofType(typ graph.Type, deps eval.Deps) eval.Value {
	if typ.IsKnown() && typ.Kind == summary.KindTuple {
		out := make(eval.Tuple, len(typ.Params))
		for i, p := range typ.Params {
			out[i] = t.ofType(t.graph.Type(typ.Package(), p), deps)
		}
		return out
	}
	return &eval.Unknown{Type: typ, Deps: deps}
}

// decision is what a policy answers about the caller.
func (t *trial) decision(c *eval.Call) eval.Value {
	if !t.whole {
		return t.absent(c.Type)
	}
	if !t.asks(c.Args) {
		t.m.Met = append(t.m.Met, Policy)
	}
	return t.ofType(c.Type, eval.DepCredential|eval.DepRole)
}

// asks notes the names by which a policy, or a table of permissions, is asked about the caller. It reports whether there are
// any, besides those of the route itself.
func (t *trial) asks(args []eval.Value) bool {
	var names []string
	for _, a := range args {
		elems, _ := t.m.Elements(a)
		for _, v := range append(elems, a) {
			if s, exact := eval.Text(v); exact && s != "" && !strings.HasPrefix(s, "/") && !slices.Contains(t.route.Methods, s) {
				names = append(names, s)
			}
		}
	}
	if len(names) > 0 {
		t.m.Met = append(t.m.Met, strings.Join(names, " "))
	}
	return len(names) > 0
}

// access notes that the handler gets to stored data.
func (t *trial) access(c *eval.Call, q *knowledge.Query) eval.Value {
	deps := t.argDeps(c)
	if t.whole && t.asksByName(c, q, deps) {
		deps |= eval.DepRole
	}
	if q.Do != knowledge.Build && (t.whole || deps&eval.DepCredential == 0) {
		t.gotToData(c)
	}
	for _, a := range c.Args {
		if q.Do != knowledge.Build {
			t.refill(a, deps)
		}
	}
	return t.ofType(c.Type, deps|eval.DepState)
}

// asksByName reports whether a query is about the caller and something that the program names, as one for a permission is.
func (t *trial) asksByName(c *eval.Call, q *knowledge.Query, deps eval.Deps) bool {
	if q.Params == knowledge.None || deps&eval.DepCredential == 0 || deps&eval.DepInput != 0 {
		return false
	}
	return t.asks([]eval.Value{operand(c, q.Params)})
}

// gotToData notes that a call gets to stored data, if the handler makes it.
func (t *trial) gotToData(c *eval.Call) {
	if t.idx == len(t.chain) {
		t.data = append(t.data, t.event(c))
		t.gets(goal{kind: toData})
	}
}

// refill makes what a pointer leads to something that comes out of the store.
func (t *trial) refill(v eval.Value, deps eval.Deps) {
	inner := eval.Inner(v)
	switch x := inner.(type) {
	case *eval.Ptr:
		if o := objectOf(x); o == nil {
			t.m.Set(x.To, &eval.Unknown{Type: x.To.Type, Deps: deps | eval.DepState, NonNil: true})
		}
	case *eval.Slice:
		for _, e := range x.Elems {
			t.refill(e.V, deps)
		}
	}
}

// untouched makes the variables that a pointer, or a list of pointers, leads to unknown if the program has put nothing there:
// they wait for what a library finds.
func (t *trial) untouched(v eval.Value, deps eval.Deps) {
	inner := eval.Inner(v)
	switch x := inner.(type) {
	case *eval.Ptr:
		if eval.IsUntouched(x.To) {
			t.m.Set(x.To, &eval.Unknown{Type: x.To.Type, Deps: deps, NonNil: true})
		}
	case *eval.Map:
		if t.caller {
			t.m.Fill(x, deps)
		}
	case *eval.Slice:
		for _, e := range x.Elems {
			if i, ok := e.V.(*eval.Iface); ok {
				t.untouched(i, deps)
			}
		}
	}
}

// answer notes the status that is sent.
func (t *trial) answer(c *eval.Call, e *knowledge.Entry) {
	r := e.Response
	if r.Header || r.Status == 0 && r.Code == 0 && !r.Makes && t.explains() {
		return
	}
	status := r.Code
	if s, ok := operandInt(operand(c, r.Status)); ok {
		status = s
	} else if r.Status != knowledge.None && t.explains() {
		return // what a recorder has kept is sent now
	}
	switch {
	case r.Makes && t.idx == len(t.chain) && status == 0:
		status = 400
	case r.Makes && status > 0 && status < 100:
		status = statusOf(status)
	}
	t.m.Set(t.ex.answer, eval.Int(status))
	t.m.Set(t.ex.since, eval.Int(len(t.m.Lits)))
	if t.whole && status == 403 {
		t.denied(true)
	}
	if !t.caller && (status == 401 || status == 403) {
		t.turnedAway()
	}
	if t.idx < len(t.chain) {
		if status >= 300 && !limits[status] {
			t.noteRefusal(t.idx)
		}
		if sendsBody(r) && (status == 0 || status/100 == 2) && t.m.Flags&flagPassed == 0 {
			t.answeredEarly()
		}
		return
	}
	if status < 300 && !r.Makes && c.Site.Caller != nil {
		t.answers = append(t.answers, t.event(c))
		t.gets(goal{kind: toAnswer})
	} else if status >= 300 && !limits[status] {
		t.noteRefusal(t.idx)
	}
}

// setsStatus notes a refusal through a response writer of the program's own, which may keep the status for later.
func (t *trial) setsStatus(c *eval.Call) {
	status, ok := operandInt(c.Arg(1))
	if !ok || status < 400 || !strings.HasSuffix(c.Callee, ").WriteHeader") || len(c.Args) != 2 {
		return
	}
	t.answer(c, t.graph.Known("(net/http.ResponseWriter).WriteHeader"))
}

// sendsAway notes that the handler sends the client to another place: strangers, because they are that, or everybody.
func (t *trial) sendsAway(c *eval.Call) {
	if t.idx < len(t.chain) || c.Site.Caller == nil {
		return // a middleware that does not hand on refuses, whatever it answers
	}
	if !t.decides() {
		t.answers = append(t.answers, t.event(c))
		return
	}
	t.m.Set(t.ex.answer, eval.Int(302))
	t.m.Set(t.ex.since, eval.Int(len(t.m.Lits)))
	t.noteRefusal(t.idx)
}

// answeredEarly notes that something before the handler has answered every request, as a handler does that was given to the
// library in front of its guard.
func (t *trial) answeredEarly() {
	shape := t.chain[t.idx].Shape
	if shape != knowledge.NextCall && shape != knowledge.NextOnly {
		return // a decorator cannot be confused with a handler
	}
	for _, l := range t.m.Lits {
		if !l.Known && l.Deps&(eval.DepCredential|eval.DepInput|eval.DepConfig) != 0 {
			return
		}
	}
	t.early = true
}

// sendsBody reports whether a function that answers sends more than a status.
func sendsBody(r *knowledge.Response) bool {
	return !r.Makes && r.To == knowledge.None && (r.Data != knowledge.None || r.Text != knowledge.None)
}

// explains reports whether the status of a refusal was set on the present path, in a branch that has not been left since: what
// is written now is the text of that refusal.
func (t *trial) explains() bool {
	since, ok := t.ex.since.V.(eval.Int)
	return ok && t.ex.status(t.m) >= 300 && len(t.m.Lits) > 0 && len(t.m.Lits) >= int(since)
}

func operandInt(v eval.Value) (int, bool) {
	inner, _ := eval.Strip(v)
	n, ok := inner.(eval.Int)
	return int(n), ok
}

// argDeps returns what the arguments of a call depend on.
func (t *trial) argDeps(c *eval.Call) eval.Deps {
	var d eval.Deps
	for _, a := range c.Args {
		d |= eval.DepsWithin(a)
	}
	return d
}

// unmodelled is a call of which nothing is known. Contexts and requests pass through it; texts are computed.
func (t *trial) unmodelled(m *eval.Machine, c *eval.Call) eval.Value {
	t.hides(c)
	if n := t.decorates(c); n != nil {
		return n
	}
	if !t.onlyReads(c) {
		for _, a := range c.Args {
			t.untouched(a, t.argDeps(c))
		}
	}
	v := m.Standard(c)
	for i, typ := range results(t.graph, c) {
		if typ == "context.Context" || typ == "*net/http.Request" || knowledge.IsExchange(typ) {
			if o := carrier(c, typ); o != nil {
				v = with(v, i, o)
			}
		}
	}
	return v
}

// decorates returns what comes after a middleware that has a library decorate it while the request is there, nil if a call does
// nothing of that kind: what the library adds is no guard, or it would be known.
func (t *trial) decorates(c *eval.Call) eval.Value {
	if t.idx >= len(t.chain) || !returnsHandler(c) {
		return nil
	}
	maker := c.Callee
	if u, ok := calledValue(c).(*eval.Unknown); ok && maker == "" {
		maker = u.From
	}
	for _, a := range c.Args {
		if _, ok := objectOf(a).(*next); !ok || maker == "" {
			continue
		}
		if e := t.graph.Known(maker); e != nil && e.Guard != nil || knowledge.SuggestsGuard(maker) {
			return nil
		}
		return a
	}
	return nil
}

// returnsHandler reports whether the result of a call is a handler of net/http.
func returnsHandler(c *eval.Call) bool {
	switch c.Type.FullName() {
	case "net/http.Handler", "net/http.HandlerFunc":
		return true
	}
	return false
}

// hides notes that the handler hands its request to a function of which nothing is known.
func (t *trial) hides(c *eval.Call) {
	if t.idx < len(t.chain) || c.Site.Caller == nil || !slices.ContainsFunc(c.Args, carriesRequest) {
		return
	}
	if u, ok := calledValue(c).(*eval.Unknown); ok && u.From == "" {
		t.hidden = append(t.hidden, t.event(c))
	}
}

// calledValue returns what a call that has no body calls: a function value, or the handler of which it is the method.
func calledValue(c *eval.Call) eval.Value {
	called := c.Fn
	if called == nil && serves(c.Callee) {
		called = c.Arg(0)
	}
	if called == nil {
		return nil
	}
	v, _ := eval.Strip(called)
	if i, ok := v.(*eval.Iface); ok {
		v, _ = eval.Strip(i.V)
	}
	return v
}

// onlyReads reports whether a function is known to leave what its operands lead to as it is: it keeps, sends or logs them.
func (t *trial) onlyReads(c *eval.Call) bool {
	e := t.graph.Known(c.Callee)
	return e != nil && (e.Pass != nil || e.Value != nil || e.Response != nil || e.Log != nil)
}

// results names the types of a call's results.
func results(g *graph.Graph, c *eval.Call) []string {
	if !c.Type.IsKnown() {
		return nil
	}
	if c.Type.Kind != summary.KindTuple {
		return []string{c.Type.Name}
	}
	var names []string
	for _, p := range c.Type.Params {
		name := ""
		if typ := g.Type(c.Type.Package(), p); typ.IsKnown() {
			name = typ.Name
		}
		names = append(names, name)
	}
	return names
}

// carrier returns the argument of a call that is a context, request or exchange.
func carrier(c *eval.Call, typ string) eval.Value {
	for _, a := range c.Args {
		switch objectOf(a).(type) {
		case *ctxNode:
			if typ == "context.Context" {
				return a
			}
		case *request:
			if typ == "*net/http.Request" {
				return a
			}
		case *exchange:
			if knowledge.IsExchange(typ) {
				return a
			}
		}
	}
	return nil
}

// with replaces result i of a call.
func with(v eval.Value, i int, by eval.Value) eval.Value {
	t, ok := v.(eval.Tuple)
	if !ok {
		return by
	}
	out := append(eval.Tuple(nil), t...)
	out[i] = by
	return out
}
