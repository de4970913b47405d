package wiring

import (
	"maps"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/route"
)

var unknownType graph.Type

// probe runs a handler to see to which other handlers it passes requests on.
type probe struct {
	self eval.Value
	next []route.Value
	kept []keptCell
}

// keptCell is a variable of a handler that was made while the probe ran, with its value, which the machine forgets after.
type keptCell struct {
	cell *eval.Cell
	val  eval.Value
}

// probeFuel bounds the look into one handler.
const probeFuel = 3_000

// Next returns the handlers to which v passes on requests: those on which it calls ServeHTTP, and function values that it
// calls with a response writer and a request. They are the same each time, also those that v makes when a request comes in.
func (w *world) Next(v route.Value) []route.Value {
	if next, ok := w.next[v]; ok {
		return next
	}
	next := w.passedTo(v)
	if w.probe == nil {
		w.next[v] = next
	}
	return next
}

// passedTo finds out what Next returns.
func (w *world) passedTo(v route.Value) []route.Value {
	target, self := w.serveFunc(v)
	if target == nil || !w.reach.passers[target.ID] || w.probe != nil || w.depth > 8 {
		return nil
	}
	p := &probe{self: v}
	w.probe = p
	w.depth++
	fuel := w.machine.Fuel
	w.machine.Try(func() {
		w.machine.Fuel = probeFuel
		args := make([]eval.Value, target.NParams)
		for i := range args {
			args[i] = &eval.Unknown{Type: w.graph.TypeOf(target, target.Params[i].Type), Deps: eval.DepInput, NonNil: true}
		}
		if self.Bound {
			args[0] = self.Recv
		}
		w.machine.Run(target, args, self.Bind, nil)
	})
	w.machine.Fuel = fuel
	w.depth--
	w.probe = nil
	for _, k := range p.kept {
		if k.cell.V == nil || w.machine.IsNew(k.cell) {
			k.cell.V = k.val
		}
	}
	return p.next
}

// keep remembers the variables that v refers to.
func (p *probe) keep(v eval.Value, depth int) {
	if depth > 6 {
		return
	}
	switch x := plain(v).(type) {
	case *eval.Iface:
		p.keep(x.V, depth+1)
	case *eval.Func:
		for _, b := range x.Bind {
			p.keep(b, depth+1)
		}
		p.keep(x.Recv, depth+1)
	case *eval.Ptr:
		p.kept = append(p.kept, keptCell{x.To, x.To.V})
		p.keep(x.To.V, depth+1)
	case *eval.Struct:
		for _, name := range slices.Sorted(maps.Keys(x.Fields)) {
			p.kept = append(p.kept, keptCell{x.Fields[name], x.Fields[name].V})
			p.keep(x.Fields[name].V, depth+1)
		}
	}
}

// serveFunc returns the function that answers requests for a handler value of net/http, nil if v has none with a body.
func (w *world) serveFunc(v eval.Value) (*graph.Func, *eval.Func) {
	switch x := plain(v).(type) {
	case *eval.Func:
		if fn := w.graph.Func(x.ID); fn != nil && takesRequest(w.graph, fn) {
			return fn, x
		}
	case *eval.Iface:
		if id, self, ok := w.machine.Method(x.Type, x.V, "ServeHTTP"); ok && w.graph.Func(id) != nil {
			return w.graph.Func(id), &eval.Func{ID: id, Recv: self, Bound: true}
		}
		return w.serveFunc(x.V)
	case *eval.Ptr:
		if id, self, ok := w.machine.Method(x.To.Type, x, "ServeHTTP"); ok && w.graph.Func(id) != nil {
			return w.graph.Func(id), &eval.Func{ID: id, Recv: self, Bound: true}
		}
	}
	return nil, nil
}

// takesRequest reports whether fn has a response writer and a request among its parameters.
func takesRequest(g *graph.Graph, fn *graph.Func) bool {
	for i := range fn.NParams - 1 {
		if g.TypeOf(fn, fn.Params[i].Type).FullName() == "net/http.ResponseWriter" &&
			g.TypeOf(fn, fn.Params[i+1].Type).FullName() == "*net/http.Request" {
			return true
		}
	}
	return false
}

// foreign watches the calls of a probed handler.
func (p *probe) foreign(w *world, c *eval.Call) (eval.Value, bool) {
	serves := strings.HasSuffix(c.Callee, ".ServeHTTP")
	switch {
	case serves && len(c.Args) > 0:
		p.add(w, c.Args[0])
		return eval.Tuple{}, true
	case c.Fn != nil && len(c.Args) >= 2:
		if fn := w.graph.Func(c.Callee); fn != nil && takesRequest(w.graph, fn) || c.Callee == "" && isHandlerType(p.typeOf(c)) {
			p.add(w, c.Fn)
			return eval.Tuple{}, true
		}
	}
	if w.graph.Func(c.Callee) == nil {
		for _, a := range c.Args {
			w.settings(a)
		}
		if h := p.handedOver(w, c); h != nil {
			p.add(w, h)
		}
	}
	return nil, false
}

// handedOver returns the handler that a function of a library is given along with a response writer and a request, nil if there
// is none: the library runs it.
func (p *probe) handedOver(w *world, c *eval.Call) eval.Value {
	if c.Site.Caller == nil || !takesHandlerAndRequest(c.Site.Caller, c.Instr) {
		return nil
	}
	for _, a := range c.Args {
		if v := plain(a); w.isHandler(v) {
			return v
		}
	}
	return nil
}

// typeOf returns the name of the static type of the function value that is called.
func (p *probe) typeOf(c *eval.Call) string {
	if u, ok := plain(c.Fn).(*eval.Unknown); ok {
		return u.Type.FullName()
	}
	return ""
}

func (p *probe) add(w *world, v eval.Value) {
	v = plain(v)
	if u, ok := v.(*eval.Unknown); ok && u.From == "" {
		return // nobody knows what is there: the handler itself is the last that can be named
	}
	if i, ok := v.(*eval.Iface); ok {
		if inner := plain(i.V); w.Object(inner) != nil {
			v = inner
		}
	}
	if obj := w.Object(v); obj != nil {
		v = obj
	}
	for _, n := range p.next {
		if n == v {
			return
		}
	}
	p.next = append(p.next, v)
	p.keep(v, 0)
}
