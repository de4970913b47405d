package route

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
)

// mount hands everything below a path to another router, or to a new one that a callback fills.
func (o operands) mount() Value {
	r := o.router()
	if r == nil {
		return nil
	}
	path, _ := o.path()
	if o.call.Op.Callback == knowledge.None {
		o.mountAt(r, path, o.arg(o.call.Op.Handler))
		return r
	}
	sub := o.table.newRouter(r.family, o.call)
	o.callback(sub)
	o.mountAt(r, path, sub)
	return sub
}

func (o operands) mountAt(r *Router, path string, sub Value) {
	e := o.entry(r)
	e.raw = joinPath(r.family.Join, r.prefix, path)
	e.open, e.mount = true, true
	e.handler = sub
	r.register(e)
}

// handle registers routes: one, or one for each element of a table of them.
func (o operands) handle() Value {
	r := o.router()
	if r == nil {
		return nil
	}
	if o.call.Op.Spec == knowledge.None {
		o.handleOne(r, o)
		return r
	}
	specs, before, complete := o.specs()
	for _, e := range specs {
		from := o.under(e.When).spec(e.Value)
		from.before = before
		o.handleOne(r, from)
	}
	if !complete {
		e := o.entry(r)
		e.raw, e.open = r.prefix, true
		e.unresolved = "not all routes of the table are known"
		r.register(e)
	}
	return r
}

// handleOne registers the route whose operands are those of o.
func (o operands) handleOne(r *Router, from routeOperands) {
	e := o.entry(r)
	path, unresolved := from.path()
	methods, why := from.methods()
	e.methods, e.unresolved = methods, firstOf(unresolved, why)
	for _, opt := range o.options() {
		path = joinPath(r.family.Join, opt.path, path)
		e.outer = append(e.outer, opt.middleware...)
	}
	e.raw = joinPattern(r.family, r.prefix, path)
	e.open = e.open || o.call.Op.Slash && strings.HasSuffix(path, "/")
	if s, ok := from.(specOperands); ok {
		e.spec = s.value
	}
	handler, before, why := from.handlers(r.family.Shape)
	e.handler = handler
	e.before = append(e.before, before...)
	e.unresolved = firstOf(e.unresolved, why)
	if o.call.Op.Op == knowledge.Fallback {
		e.row, e.open, e.fallback = knowledge.NotFound, true, true
	}
	r.register(e)
}

// entry starts an entry of r.
func (o operands) entry(r *Router) *entry {
	e := &entry{
		on: r, host: r.host, row: o.call.Op.Row, open: o.call.Op.Prefix, bare: o.call.Op.Bare, place: o.call.Place,
		when: o.call.When,
	}
	if r.family.Routes == knowledge.Copy {
		e.chain = r.attached()
	}
	return e
}

func (r *Router) register(e *entry) {
	r.routed, r.root.routed = true, true
	r.root.entries = append(r.root.entries, e)
}

// match begins a fluent route or adds to it.
func (o operands) match() Value {
	op := o.call.Op
	p, ok := o.target().(*Pending)
	if !ok {
		r := o.router()
		if r == nil {
			return nil
		}
		p = &Pending{entry: *o.entry(r)}
		p.methods = r.methods
		if !op.Detached {
			p.raw = r.prefix
		}
	}
	if op.Path != knowledge.None {
		path, unresolved := o.path()
		p.raw = joinPath(p.on.family.Join, p.raw, path)
		p.open = op.Prefix
		p.unresolved = firstOf(p.unresolved, unresolved)
	}
	if host, ok := o.text(op.Host); ok {
		p.host = host
	}
	if op.Method != knowledge.None || op.ByName {
		methods, why := o.methods()
		p.methods, p.unresolved = methods, firstOf(p.unresolved, why)
	}
	p.before = append(p.before, o.middleware(p.on.family.Shape, OnRoute)...)
	if op.Handler != knowledge.None {
		p.handler = o.arg(op.Handler)
		if !op.Detached {
			p.complete()
		}
	}
	return p
}

// complete registers a fluent route that has its handler.
func (p *Pending) complete() {
	if !p.registered {
		p.registered = true
		p.on.register(&p.entry)
	}
}

// attach registers a detached fluent route.
func (o operands) attach() Value {
	r := o.router()
	p, ok := o.machine.Object(o.arg(o.call.Op.Handler)).(*Pending)
	if r == nil || !ok {
		return o.target()
	}
	p.on = r
	p.raw = joinPath(r.family.Join, r.prefix, p.raw)
	p.complete()
	return r
}

// batch puts middleware before each route of a table.
func (o operands) batch() Value {
	specs, before, complete := o.specs()
	if !complete {
		o.problem("%s: not all routes of the table are known", o.call.Symbol)
	}
	return &Batch{specs: specs, middleware: join(o.middleware(knowledge.Decorator, OnGroup), before)}
}
