package wiring

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/summary"
)

// Foreign executes calls of libraries: operations on routers go to the table, everything else succeeds with a result
// that nobody knows.
func (w *world) Foreign(m *eval.Machine, c *eval.Call) (eval.Value, bool) {
	if w.probe != nil {
		return w.probe.foreign(w, c)
	}
	if w.graph.Func(c.Callee) != nil {
		return nil, false
	}
	if op := w.operation(c); op != nil {
		return w.apply(c, op), true
	}
	if v, ok := w.decorated(c); ok {
		return v, true
	}
	if v, ok := w.di.call(w, c); ok {
		return v, true
	}
	for _, a := range c.Args {
		w.escape(c, a, 0)
		w.settings(a)
	}
	return w.succeed(m, c, m.Standard(c)), true
}

// operation returns what a call does to a router, nil if it does nothing.
func (w *world) operation(c *eval.Call) *knowledge.Router {
	if c.Callee == "" {
		return nil
	}
	e := w.graph.Known(c.Callee)
	if e == nil && c.Invoke && w.Object(c.Arg(0)) != nil {
		e = knowledge.Promoted(c.Callee)
	}
	if e == nil {
		return nil
	}
	return e.Router
}

// apply hands an operation to the route table.
func (w *world) apply(c *eval.Call, op *knowledge.Router) eval.Value {
	if isMethod(c.Callee) && len(c.Args) > 0 {
		if all := eval.Alternatives(c.Args[0]); len(all) > 1 {
			return w.applyToEach(c, op, all)
		}
	}
	call := route.Call{Symbol: c.Callee, Op: op, Place: w.place(c), When: w.when()}
	args := c.Args
	if isMethod(c.Callee) && len(args) > 0 {
		call.Recv, args = w.materialize(c, args[0]), args[1:]
	}
	for _, a := range args {
		call.Args = append(call.Args, plain(a))
	}
	outer := w.call
	w.call = c
	result := w.table.Apply(call)
	w.call = outer
	v := w.result(result)
	if v == nil || c.Type.FullName() == "error" { // what the operation acted on is no error
		return w.succeed(w.machine, c, w.machine.Standard(c))
	}
	if c.Type.IsKnown() && c.Type.Kind == summary.KindTuple && len(c.Type.Params) != 1 {
		t := eval.Tuple{v}
		for range c.Type.Params[min(1, len(c.Type.Params)):] {
			t = append(t, eval.Nil{})
		}
		return t
	}
	return v
}

// applyToEach applies an operation to each of the routers that its receiver may be.
func (w *world) applyToEach(c *eval.Call, op *knowledge.Router, receivers []eval.Value) eval.Value {
	var results []eval.Value
	for _, recv := range receivers {
		if isNil, _ := eval.IsNil(recv); isNil {
			continue
		}
		one := *c
		one.Args = append([]eval.Value{recv}, c.Args[1:]...)
		results = append(results, w.apply(&one, op))
	}
	return eval.OneOf(results, 0)
}

// plain strips the label of a value: the start-up depends on nobody's request.
func plain(v eval.Value) eval.Value {
	inner, _ := eval.Strip(v)
	return inner
}

// result turns what the table returned into a value of the machine.
func (w *world) result(v route.Value) eval.Value {
	if obj, ok := v.(route.Object); ok {
		return w.object(obj)
	}
	return v
}

// materialize makes a router of a router type's zero value: var mux http.ServeMux.
func (w *world) materialize(c *eval.Call, recv eval.Value) eval.Value {
	recv = plain(recv)
	if w.Object(recv) != nil {
		return recv
	}
	if p, ok := recv.(*eval.Ptr); ok {
		if r := w.table.Zero(p.To.Type.Name, w.place(c), w.when()); r != nil {
			w.machine.Set(p.To, w.object(r))
		}
		return recv
	}
	if u, ok := recv.(*eval.Unknown); ok {
		if family, isRouter := routerFamily(u.Type); isRouter {
			return w.object(w.table.Unknown(family, w.place(c)))
		}
	}
	return recv
}

func isMethod(symbol string) bool { return strings.HasPrefix(symbol, "(") }

// succeed replaces unknown errors by nil: a start-up that fails serves nobody.
func (w *world) succeed(m *eval.Machine, c *eval.Call, v eval.Value) eval.Value {
	switch x := v.(type) {
	case eval.Tuple:
		out := make(eval.Tuple, len(x))
		for i := range x {
			out[i] = w.succeed(m, c, x[i])
		}
		return out
	case *eval.Unknown:
		if x.Type.IsError() && !x.NonNil {
			return eval.Nil{}
		}
	}
	return v
}

// place returns where an operation is written: the call, or, where its path is the parameter of a helper, the call of
// that helper.
func (w *world) place(c *eval.Call) finding.Place {
	site := c.Site
	for depth := len(w.machine.Stack) - 1; depth >= 0 && passesOn(site); depth-- {
		site = w.machine.Stack[depth]
	}
	return site.Caller.Place(site.Instr().Pos)
}

// passesOn reports whether a call does nothing but hand on what its function was given: no operand is a path or function of
// its own, and two or more are parameters or made of them.
func passesOn(s graph.Site) bool {
	given := 0
	for _, a := range s.Instr().Args {
		switch a.Kind() {
		case summary.RefReg:
			switch origin(s.Caller, a, 0) {
			case fromParam:
				given++
			case madeHere:
				return false
			}
		case summary.RefConst, summary.RefFunc:
			if c, ok := s.Caller.Const(a); !ok || c.Kind == summary.ConstString && c.Str != "" && !isMethodName(c.Str) {
				return false
			}
		}
	}
	return given >= 2 && s.Caller.Outer == ""
}

// isMethodName reports whether a text is the method of requests, as GET is: func Get(path, h) { handle("GET", path, h) }.
func isMethodName(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < 'A' || r > 'Z' })
}

// source tells where an operand comes from.
type source uint8

const (
	elsewhere source = iota
	fromParam        // it is a parameter, or a parameter went into it
	madeHere         // it is a function or a text of the place
)

// maxOrigin bounds how far an operand is followed.
const maxOrigin = 6

// origin returns where register r of f comes from: through conversions, joins, text put together, and calls that it is an
// argument of.
func origin(f *graph.Func, r summary.Ref, depth int) source {
	if r.Kind() != summary.RefReg || depth > maxOrigin {
		return elsewhere
	}
	if r.N() < f.NParams {
		return fromParam
	}
	for _, in := range f.Instrs {
		if int(in.Dst) != r.N() {
			continue
		}
		switch in.Op {
		case summary.OpClosure, summary.OpBound:
			return madeHere
		case summary.OpPhi, summary.OpBinOp, summary.OpMakeIface, summary.OpChangeType, summary.OpConvert, summary.OpCall, summary.OpCallValue:
			found := elsewhere
			for _, a := range in.Args {
				found = max(found, origin(f, a, depth+1))
			}
			if found == elsewhere && in.Op != summary.OpPhi && slices.ContainsFunc(in.Args, func(a summary.Ref) bool { return isText(f, a) }) {
				return madeHere // a path put together here
			}
			return found
		}
		return elsewhere
	}
	return elsewhere
}

// isText reports whether an operand is a text that is not empty.
func isText(f *graph.Func, r summary.Ref) bool {
	c, ok := f.Const(r)
	return ok && c.Kind == summary.ConstString && c.Str != ""
}

// when lists the undecided branches that led here.
func (w *world) when() route.When {
	var when route.When
	for _, l := range w.machine.Lits {
		if l.Known || l.Site.Caller == nil {
			continue // decided, or no branch: a goroutine has run
		}
		at := l.Site.Caller.Place(l.Site.Caller.Pos)
		at.Package = l.Site.Caller.ID
		at.EndLine, at.EndCol = l.Frame, int(l.Block)
		when = append(when, route.Branch{At: at, Taken: l.True})
	}
	return when
}

// decorated recognizes a library's middleware that is applied as a function: an unknown function of which an argument
// and the result are handlers.
func (w *world) decorated(c *eval.Call) (eval.Value, bool) {
	if !isHandlerType(c.Type.FullName()) {
		return nil, false
	}
	for _, a := range c.Args {
		v := plain(a)
		if isNil, _ := eval.IsNil(v); isNil || !w.isHandler(v) {
			continue
		}
		fn, symbol := c.Fn, c.Callee
		if u, ok := plain(c.Fn).(*eval.Unknown); ok && symbol == "" {
			symbol = u.From
		}
		inner := w.table.Behind(w.decorators(c), v, w.place(c), w.when())
		return w.result(w.table.Decorate(fn, symbol, inner, w.place(c), w.when())), true
	}
	return nil, false
}

// decorators lists the functions of the program among the operands of a call that make a handler of a handler: a library that is
// given these and a handler can do nothing else than to put them before it.
func (w *world) decorators(c *eval.Call) []route.Value {
	var fns []route.Value
	for _, a := range c.Args {
		list, ok := plain(a).(*eval.Slice)
		if !ok {
			continue
		}
		for _, e := range list.Elems {
			if w.isDecorator(e.V) {
				fns = append(fns, plain(e.V))
			}
		}
	}
	return fns
}

// isDecorator reports whether v is a function of the program with one parameter and one result of the same type.
func (w *world) isDecorator(v eval.Value) bool {
	for _, alt := range eval.Alternatives(v) {
		f, ok := plain(alt).(*eval.Func)
		if !ok {
			continue
		}
		fn := w.graph.Func(f.ID)
		if fn == nil || len(fn.Results) != 1 || fn.NParams == 0 {
			return false
		}
		last := w.graph.TypeOf(fn, fn.Params[fn.NParams-1].Type).FullName()
		return last != "" && last == w.graph.TypeOf(fn, fn.Results[0].Type).FullName()
	}
	return false
}

// isHandlerType reports whether a type is that of handlers of net/http.
func isHandlerType(name string) bool {
	switch name {
	case "net/http.Handler", "net/http.HandlerFunc", "func(net/http.ResponseWriter, *net/http.Request) ()":
		return true
	}
	return false
}

// isHandler reports whether v can answer requests.
func (w *world) isHandler(v eval.Value) bool {
	if w.Object(v) != nil {
		return true
	}
	switch x := v.(type) {
	case *eval.Func:
		fn := w.graph.Func(x.ID)
		if fn == nil {
			return false
		}
		n := len(fn.Params) - fn.NFree
		return n >= 2 && w.graph.TypeOf(fn, fn.Params[n-2].Type).FullName() == "net/http.ResponseWriter"
	case *eval.Iface:
		_, ok := x.Type.Deref().Method("ServeHTTP")
		return ok || isHandlerType(x.Type.FullName()) || w.isHandler(plain(x.V))
	case *eval.Unknown:
		return isHandlerType(x.Type.FullName())
	}
	return false
}

// settings makes the variable behind a pointer that a library is given unknown if the program has put nothing there: the
// library fills it with what the operator has set, or the store holds.
func (w *world) settings(v eval.Value) {
	inner := plain(v)
	if i, ok := inner.(*eval.Iface); ok {
		inner = plain(i.V)
	}
	p, ok := inner.(*eval.Ptr)
	if !ok {
		return
	}
	if list, ok := p.To.V.(*eval.Slice); ok && len(list.Elems) == 0 {
		w.machine.Set(p.To, &eval.Slice{Open: true})
	}
	if u := p.To.Type.Underlying(); eval.IsUntouched(p.To) && u.IsKnown() && u.Kind == summary.KindBasic {
		w.machine.Set(p.To, &eval.Unknown{Type: p.To.Type, Deps: eval.DepConfig})
	}
}

// escape is a function value that was handed to a library, which may call it.
type escape struct {
	call *eval.Call
	fn   *eval.Func
}

// escape notes the functions in a value that leaves the program, if they may touch routers.
func (w *world) escape(c *eval.Call, v eval.Value, depth int) {
	if depth > 3 {
		return
	}
	switch x := plain(v).(type) {
	case *eval.Func:
		if w.reach.funcs[x.ID] && !w.machine.Visited(x.ID) {
			inner := *c
			w.escaped = append(w.escaped, escape{&inner, x})
		}
		for _, b := range x.Bind {
			opens(b, 0)
		}
	case *eval.Iface:
		w.escape(c, x.V, depth+1)
	case *eval.Ptr:
		w.escape(c, x.To.V, depth+1)
	case *eval.Slice:
		for _, e := range x.Elems {
			w.escape(c, e.V, depth+1)
		}
	case *eval.Struct:
		if x.Type.IsKnown() && x.Type.Local {
			return // its own methods decide when its functions run
		}
		for _, f := range w.fieldsInOrder(x) {
			w.escape(c, f, depth+1)
		}
	}
}

// settle calls what libraries may call and nobody has called yet: commands, hooks, callbacks.
func (w *world) settle() {
	for len(w.escaped) > 0 {
		e := w.escaped[0]
		w.escaped = w.escaped[1:]
		if !w.machine.Visited(e.fn.ID) {
			w.machine.Apply(e.call, e.fn, w.params(e.call, e.fn)...)
		}
	}
}

// params makes the arguments that a library would give.
func (w *world) params(c *eval.Call, f *eval.Func) []eval.Value {
	fn := w.graph.Func(f.ID)
	if fn == nil {
		return nil
	}
	var args []eval.Value
	skip := 0
	if f.Bound {
		skip = 1
	}
	for _, p := range fn.Params[skip:fn.NParams] {
		t := w.graph.TypeOf(fn, p.Type)
		v := w.di.need(w, c, t.FullName())
		if v == nil {
			v = w.Param(w.machine, t)
		}
		args = append(args, v)
	}
	return args
}

// opens notes that a library may call a function that fills the maps behind v.
func opens(v eval.Value, depth int) {
	if depth > 4 {
		return
	}
	switch x := plain(v).(type) {
	case *eval.Map:
		x.Open = x.Open || len(x.Keys) == 0
	case *eval.Ptr:
		opens(x.To.V, depth+1)
	case *eval.Struct:
		for _, c := range x.Fields {
			opens(c.V, depth+1)
		}
	}
}
