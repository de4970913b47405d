package route

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
)

// Table collects the routers of a program and where it serves them.
type Table struct {
	Problems []Problem

	machine Machine
	globals map[string]*Router // singletons by the name of their variable
	roots   []*Router          // in order of creation
	servers []server
}

// server is a place where requests come in.
type server struct {
	handler Value
	place   finding.Place
	when    When
}

// NewTable returns an empty table that reads values through m.
func NewTable(m Machine) *Table {
	return &Table{machine: m, globals: map[string]*Router{}}
}

// Global returns the router that is the value of a library's variable, nil if the variable is not known to hold one.
func (t *Table) Global(symbol string) Object {
	if r := t.globals[symbol]; r != nil {
		return r
	}
	e := knowledge.Lookup(symbol)
	if e == nil || e.Router == nil || e.Router.Op != knowledge.New {
		return nil
	}
	r := t.newRouter(knowledge.Families[e.Router.Family], Call{})
	t.globals[symbol] = r
	return r
}

// Zero returns a router that is the zero value of the type called typeName, nil if there is none.
func (t *Table) Zero(typeName string, place finding.Place, when When) Object {
	e := knowledge.LookupType(typeName)
	if e == nil || !e.Zero {
		return nil
	}
	return t.newRouter(knowledge.Families[e.Family], Call{Place: place, When: when})
}

func (t *Table) newRouter(f *knowledge.Family, c Call) *Router {
	r := &Router{family: f, place: c.Place, when: c.When}
	r.root = r
	t.roots = append(t.roots, r)
	return r
}

// Apply does what the call means and returns its first result, nil if it has none that matters.
func (t *Table) Apply(c Call) Value {
	o := operands{t, t.machine, c}
	switch c.Op.Op {
	case knowledge.New:
		return o.create()
	case knowledge.Group:
		return o.group()
	case knowledge.Use:
		return o.use()
	case knowledge.Mount:
		return o.mount()
	case knowledge.Handle, knowledge.Fallback:
		return o.handle()
	case knowledge.Match:
		return o.match()
	case knowledge.Attach:
		return o.attach()
	case knowledge.Wrap:
		return o.wrap()
	case knowledge.Leaf:
		return &Handler{Row: c.Op.Row, place: c.Place}
	case knowledge.Chain:
		return o.chain()
	case knowledge.Then:
		return o.then()
	case knowledge.Option:
		return o.option()
	case knowledge.Same:
		return o.target()
	case knowledge.Serve:
		o.serve()
		return nil
	case knowledge.Under:
		return o.setPrefix()
	case knowledge.Batch:
		return o.batch()
	case knowledge.Service:
		return o.service()
	case knowledge.Opcodes:
		return o.opcodes()
	}
	panic(fmt.Sprintf("route: operation %q", c.Op.Op))
}

// Decorate returns the handler that the middleware fn makes of inner, for calls of middleware that the interpreter cannot
// look into: those that libraries made.
func (t *Table) Decorate(fn Value, symbol string, inner Value, place finding.Place, when When) Value {
	a := Attached{Value: fn, Symbol: symbol, Place: place, Kind: Wrapper, Shape: knowledge.Decorator, when: when}
	return &Handler{Inner: inner, Wrappers: []Attached{a}, place: place}
}

// create makes a router with the middleware that it starts with.
func (o operands) create() Value {
	f := knowledge.Families[o.call.Op.Family]
	r := o.table.newRouter(f, o.call)
	for _, symbol := range o.call.Op.Adds {
		r.own = append(r.own, Attached{Symbol: symbol, Place: o.call.Place, Kind: OnRoot, Shape: f.Shape, when: o.call.When})
	}
	r.own = append(r.own, o.middleware(f.Shape, OnRoot)...)
	r.prefix, _ = o.path()
	for _, opt := range o.options() {
		r.attach(opt.level, opt.middleware)
		r.prefix = joinPath(f.Join, r.prefix, opt.path)
	}
	if carrier, ok := o.carrier(); ok {
		r.carried = true
		o.mountAt(carrier, "", r)
	}
	return r
}

// carrier returns the router with which the new router registers its routes.
func (o operands) carrier() (*Router, bool) {
	v := o.arg(o.call.Op.Handler)
	if v == nil {
		return nil, false
	}
	r, ok := o.machine.Object(v).(*Router)
	return r, ok
}

// group makes a view of a router, or turns a fluent route into one.
func (o operands) group() Value {
	if p, ok := o.target().(*Pending); ok {
		return o.subrouter(p)
	}
	parent := o.router()
	if parent == nil {
		return nil
	}
	path, _ := o.path()
	g := o.below(parent, joinPath(parent.family.Join, parent.prefix, path))
	if host, ok := o.text(o.call.Op.Host); ok {
		g.host = host
	}
	mws := o.middleware(parent.family.Shape, OnGroup)
	for _, opt := range o.options() {
		g.prefix = joinPath(g.family.Join, g.prefix, opt.path)
		mws = append(mws, opt.middleware...)
	}
	if g.family.Stacked {
		g.stack(g.prefix, mws, o.call)
	} else {
		g.own = mws
	}
	o.callback(g)
	return g
}

// below makes a group of parent.
func (o operands) below(parent *Router, prefix string) *Router {
	g := &Router{
		family: parent.family, root: parent.root, parent: parent, prefix: prefix, host: parent.host, methods: parent.methods,
		place: o.call.Place, when: o.call.When,
	}
	if g.family.Groups == knowledge.Copy {
		g.inherited = inheritable(parent, o.call.Op.Inline)
	}
	return g
}

// inheritable returns the middleware that a group of parent starts with. That of a root whose inline groups share its
// table is not copied: every request of the table meets it anyway.
func inheritable(parent *Router, inline bool) []Attached {
	if inline && parent.parent == nil {
		return nil
	}
	return parent.attached()
}

// subrouter makes a group for everything that the route p matches.
func (o operands) subrouter(p *Pending) Value {
	g := o.below(p.on, strings.TrimRight(p.raw, "/"))
	g.host, g.methods = p.host, p.methods
	p.registered = true
	return g
}

// use attaches middleware to a router.
func (o operands) use() Value {
	if c, ok := o.target().(*Chain); ok {
		o.lengthen(c, knowledge.NextArg)
		return c
	}
	r := o.router()
	if r == nil {
		return nil
	}
	if r.routed && r.family.UseFirst {
		o.problem("%s stops the program: middleware after routes", o.call.Symbol)
	}
	if o.call.Op.Mixed != knowledge.None {
		o.useMixed(r)
		return r
	}
	kind := OnRoot
	if r.parent != nil {
		kind = OnGroup
	}
	r.attach(o.call.Op.Level, o.middleware(r.family.Shape, kind))
	return r
}

func (r *Router) attach(level knowledge.Level, mws []Attached) {
	if level == knowledge.Own {
		r.own = append(r.own, mws...)
		return
	}
	if r.root.levels == nil {
		r.root.levels = map[knowledge.Level][]Attached{}
	}
	r.root.levels[level] = append(r.root.levels[level], mws...)
}

// useMixed takes apart a list of prefixes, handlers and routers.
func (o operands) useMixed(r *Router) {
	var prefixes []string
	var mws []Attached
	elems, complete := o.machine.Elems(o.arg(o.call.Op.Mixed))
	if !complete {
		o.problem("%s: not all operands are known", o.call.Symbol)
	}
	for _, e := range elems {
		if sub, ok := o.machine.Object(e.Value).(*Router); ok {
			for _, p := range orRoot(prefixes) {
				o.mountAt(r, p, sub)
			}
			continue
		}
		if texts, ok := o.texts(e.Value); ok {
			prefixes = append(prefixes, texts...)
			continue
		}
		mws = append(mws, o.attachment(e, r.family.Shape, OnRoot))
	}
	for _, p := range orRoot(prefixes) {
		r.stack(joinPath(r.family.Join, r.prefix, p), mws, o.call)
	}
}

// orRoot returns the prefixes, or the one that matches everything if there are none.
func orRoot(prefixes []string) []string {
	if len(prefixes) == 0 {
		return []string{""}
	}
	return prefixes
}

// stack appends middleware for a prefix to the one list of a stacked family.
func (r *Router) stack(prefix string, mws []Attached, c Call) {
	if len(mws) == 0 {
		return
	}
	kind := OnRoot
	if r.parent != nil || strings.Trim(prefix, "/") != "" {
		kind = OnGroup
	}
	for i := range mws {
		mws[i].Kind = kind
	}
	r.root.entries = append(r.root.entries, &entry{
		on: r, raw: prefix, open: true, use: true, before: slices.Clone(mws), place: c.Place, when: c.When,
	})
}

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
	e.raw = joinPath(r.family.Join, r.prefix, path)
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

// wrap makes a handler that passes requests on.
func (o operands) wrap() Value {
	op := o.call.Op
	h := &Handler{Inner: o.arg(op.Handler), family: knowledge.Families[op.Family], place: o.call.Place}
	for _, opt := range o.options() {
		h.Wrappers = append(h.Wrappers, opt.middleware...)
	}
	switch {
	case op.Strip:
		h.strips = true
		h.strip, _ = o.path()
	case op.Path != knowledge.None:
		h.only, _ = o.path()
	case op.Wraps != knowledge.None:
		a := o.attachment(Elem{Value: o.arg(op.Wraps)}, knowledge.Decorator, Wrapper)
		h.Wrappers = append(h.Wrappers, a)
	case protects(o.call.Symbol):
		a := o.attachment(Elem{}, knowledge.Decorator, Wrapper)
		a.Symbol = o.call.Symbol
		h.Wrappers = append(h.Wrappers, a)
	}
	return h
}

// protects reports whether the library's wrapper is more than a wrapper: it decides about callers.
func protects(symbol string) bool {
	e := knowledge.Lookup(symbol)
	return e != nil && e.Guard != nil
}

// chain makes a list of middleware.
func (o operands) chain() Value {
	c := &Chain{}
	if old, ok := o.target().(*Chain); ok {
		c.Middleware = slices.Clone(old.Middleware)
		c.Handler = old.Handler
	}
	f := knowledge.Families[o.call.Op.Family]
	shape := knowledge.Decorator
	if f != nil {
		shape = f.Shape
	}
	for _, symbol := range o.call.Op.Adds {
		c.Middleware = append(c.Middleware,
			Attached{Symbol: symbol, Place: o.call.Place, Kind: Wrapper, Shape: shape, when: o.call.When})
	}
	o.lengthen(c, shape)
	return c
}

// lengthen appends the operands to a chain: middleware, the elements of another chain, and what answers at its end.
func (o operands) lengthen(c *Chain, shape knowledge.Shape) {
	for _, a := range o.middleware(shape, Wrapper) {
		switch obj := o.machine.Object(a.Value).(type) {
		case *Chain:
			c.Middleware = append(c.Middleware, obj.Middleware...)
		case *Handler:
			c.Handler = obj
		default:
			c.Middleware = append(c.Middleware, a)
		}
	}
	if h := o.arg(o.call.Op.Handler); h != nil {
		c.Handler = h
	}
}

// then closes a chain with its handler.
func (o operands) then() Value {
	h := &Handler{Inner: o.arg(o.call.Op.Handler), place: o.call.Place}
	switch c := o.target().(type) {
	case *Chain:
		h.Wrappers = slices.Clone(c.Middleware)
	default:
		elems, _ := o.machine.Elems(o.targetValue())
		for _, e := range elems {
			h.Wrappers = append(h.Wrappers, o.attachment(e, knowledge.Decorator, Wrapper))
		}
	}
	return h
}

// option makes a setting for a later operation.
func (o operands) option() Value {
	opt := &Option{level: o.call.Op.Level}
	opt.path, _ = o.path()
	shape := knowledge.Decorator
	if f := knowledge.Families[o.call.Op.Family]; f != nil {
		shape = f.Shape
	}
	opt.middleware = o.middleware(shape, OnRoot)
	for _, inner := range o.options() {
		opt.middleware = append(opt.middleware, inner.middleware...)
	}
	for _, symbol := range o.call.Op.Adds {
		opt.middleware = append(opt.middleware,
			Attached{Symbol: symbol, Place: o.call.Place, Kind: OnRoot, Shape: knowledge.Setting, when: o.call.When})
	}
	return opt
}

// serve notes where requests come in.
func (o operands) serve() {
	op := o.call.Op
	h := o.arg(op.Handler)
	if op.Spec != knowledge.None {
		h, _ = o.machine.Field(o.arg(op.Spec), op.Fields.Handler)
	}
	if op.Global != "" && (h == nil || o.machine.IsNil(h)) {
		h = o.table.Global(op.Global)
	}
	o.table.servers = append(o.table.servers, server{h, o.call.Place, o.call.When})
}

func (o operands) problem(format string, args ...any) {
	o.table.Problems = append(o.table.Problems, Problem{o.call.Place, fmt.Sprintf(format, args...)})
}

// firstOf returns the first text that is not empty.
func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// Unknown returns a router of which nobody knows where it is served: its paths begin with an unknown part.
func (t *Table) Unknown(family string, place finding.Place) *Router {
	r := t.newRouter(knowledge.Families[family], Call{Place: place})
	r.prefix = string(Unknown)
	return r
}
