package route

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
)

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
	mws := o.middleware(r.family.Shape, kind)
	if o.call.Op.Path != knowledge.None {
		only, _ := o.path()
		for i := range mws {
			mws[i].Only = only
		}
	}
	r.attach(o.call.Op.Level, mws)
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

// setPrefix sets what all paths of a router start with.
func (o operands) setPrefix() Value {
	if r := o.router(); r != nil {
		r.prefix, _ = o.path()
		return r
	}
	return nil
}
