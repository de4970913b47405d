package cors

import (
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// write is a place that writes a response header.
type write struct {
	site  graph.Site
	name  string // in lower case
	value summary.Ref
	path  flow.Path    // the part of value that is written
	calls []graph.Site // under which the header has the name
}

const (
	allowOrigin      = "access-control-allow-origin"
	allowCredentials = "access-control-allow-credentials"
)

// headerWrites lists the headers that a place writes and that say who may read.
func (c *checker) headerWrites(site graph.Site) []write {
	key, val, ok := c.headerOperands(site)
	if !ok {
		return nil
	}
	var list []write
	add := func(name string, w write) {
		w.site, w.name = site, strings.ToLower(name)
		if w.name == allowOrigin || w.name == allowCredentials {
			list = append(list, w)
		}
	}
	if name, ok := c.t.ConstText(site.Caller, key); ok {
		add(name, write{value: val})
		return list
	}
	if fields, ok := c.loop(site.Caller, key, val); ok {
		for _, o := range c.t.Origins(plain, nil, site.Caller, fields, "[#]") {
			add(o.Name, write{value: fields, path: flow.Path("[" + strconv.Quote(o.Name) + "]")})
		}
		return list
	}
	for _, o := range c.t.Origins(plain, nil, site.Caller, key, "") {
		if o.Kind == flow.Const && len(o.Calls) > 0 {
			add(o.Name, write{value: val, calls: o.Calls})
		}
	}
	return list
}

// headerOperands returns the name and value of the header that a place writes.
func (c *checker) headerOperands(site graph.Site) (key, val summary.Ref, ok bool) {
	in := site.Instr()
	switch in.Op {
	case summary.OpMapUpdate:
		t := c.t.TypeOf(site.Caller, in.Args[0])
		return in.Args[1], in.Args[2], t.IsKnown() && knowledge.IsHeader(t.Name)
	case summary.OpCall, summary.OpInvoke:
		e := c.t.Known(site)
		if e == nil || e.CORS == nil || e.CORS.Key == knowledge.None {
			return 0, 0, false
		}
		key, _ = flow.Operand(site, e.CORS.Key)
		val, ok = flow.Operand(site, e.CORS.Value)
		return key, val, ok
	}
	return 0, 0, false
}

// loop returns the map over which a loop runs if key and val are what it takes from it.
func (c *checker) loop(f *graph.Func, key, val summary.Ref) (summary.Ref, bool) {
	k, _ := c.t.Def(f, key)
	v, _ := c.t.Def(f, val)
	if k == nil || v == nil || k.Op != summary.OpExtract || v.Op != summary.OpExtract || k.N != 1 || v.N != 2 || k.Args[0] != v.Args[0] {
		return 0, false
	}
	next, _ := c.t.Def(f, k.Args[0])
	if next == nil || next.Op != summary.OpNext {
		return 0, false
	}
	iter, _ := c.t.Def(f, next.Args[0])
	if iter == nil || iter.Op != summary.OpRange {
		return 0, false
	}
	return iter.Args[0], true
}

// judgeHeader reports what a hand-written header lets through.
func (c *checker) judgeHeader(w write) {
	f := w.site.Caller
	for _, o := range c.t.Origins(c.texts, w.calls, f, w.value, w.path) {
		reflected := isOriginHeader(o)
		if !reflected && (o.Kind != flow.Const || o.Name != "*" && o.Name != "null") {
			continue
		}
		c.report(fault{
			way: c.consent(w, o), origin: o, f: f, place: f.Place(w.site.Instr().Pos), sink: "Access-Control-Allow-Origin",
			star: o.Name == "*" && !reflected, fixed: true, credentials: c.sendsCredentials(f, o.Calls),
		})
	}
}

// consent returns the way on which a header gets a value, and says what it then tells.
func (c *checker) consent(w write, o flow.Origin) way {
	found := c.reach(w.site.Caller, w.site.Block)
	if w.path == "" {
		found = c.carry(w.site.Caller, w.site.Block, w.value, o, 0)
	}
	for _, call := range o.Calls {
		found = found.and(c.passes(call, o))
	}
	told := "the wildcard allows every origin"
	switch {
	case isOriginHeader(o):
		told = "the origin of the request is sent back, whatever it is"
	case o.Name == "null":
		found = found.and(way{width: nullOnly})
		told = "the origin null is allowed"
	}
	switch found.width {
	case everybody, nullOnly:
		found.why = told
	case configured:
		found.why = told + ", where the configuration asks for it"
	}
	return found
}

// passes returns the way to a call that hands a value on.
func (c *checker) passes(call graph.Site, source flow.Origin) way {
	for _, a := range call.Instr().Args {
		if isText(c.t.TypeOf(call.Caller, a)) && c.has(call.Caller, a, source) {
			return c.carry(call.Caller, call.Block, a, source, 0)
		}
	}
	return c.reach(call.Caller, call.Block)
}

// carry returns the widest way to a block on which ref has the value of a source.
func (c *checker) carry(f *graph.Func, block int, ref summary.Ref, source flow.Origin, depth int) way {
	best := closed
	c.walk(f, depth, func(w *walker, s state) {
		if s.block == block {
			best = best.or(s.way.and(w.value(w.resolve(ref), source)))
		}
	})
	return best
}

// value returns the way on which an operand has the value of a source.
func (w *walker) value(ref summary.Ref, source flow.Origin) way {
	if !w.c.has(w.f, ref, source) {
		return closed
	}
	d, at := w.c.t.Def(w.f, ref)
	if d == nil || w.depth > maxDepth {
		return way{}
	}
	result := 0
	switch d.Op {
	case summary.OpConvert, summary.OpChangeType:
		return w.value(w.resolve(d.Args[0]), source)
	case summary.OpExtract:
		result = int(d.N)
		if d, at = w.c.t.Def(w.f, d.Args[0]); d == nil {
			return way{}
		}
	}
	if d.Op != summary.OpCall && d.Op != summary.OpInvoke && d.Op != summary.OpCallValue {
		return way{}
	}
	callees := w.c.callees(at)
	if len(callees) == 0 {
		return way{}
	}
	best := closed
	for _, f := range callees {
		for ret, in := range f.Instrs {
			if in.Op == summary.OpReturn && result < len(in.Args) {
				best = best.or(w.c.carry(f, ret.Block, in.Args[result], source, w.depth+1))
			}
		}
	}
	return best
}

// has reports whether an operand may have the value of a source.
func (c *checker) has(f *graph.Func, ref summary.Ref, source flow.Origin) bool {
	for _, o := range c.t.Origins(c.texts, nil, f, ref, "") {
		if o.Kind == source.Kind && o.Name == source.Name && o.Part == source.Part {
			return true
		}
	}
	return false
}

// sendsCredentials reports whether a function, what runs it, or what they call directly, also allows credentials.
func (c *checker) sendsCredentials(f *graph.Func, calls []graph.Site) bool {
	near := []*graph.Func{f}
	for _, s := range calls {
		near = append(near, s.Caller)
	}
	for _, s := range c.p.Graph.Callers(f.ID) {
		near = append(near, s.Caller)
	}
	for _, g := range near {
		if c.credentialed[g] {
			return true
		}
		for site := range g.Instrs {
			for _, callee := range c.p.Graph.Callees(site) {
				if c.credentialed[callee] {
					return true
				}
			}
		}
	}
	return false
}
