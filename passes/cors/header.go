package cors

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// write is a place that writes a response header under a constant name.
type write struct {
	site  graph.Site
	name  string // in lower case
	value summary.Ref
}

const (
	allowOrigin      = "access-control-allow-origin"
	allowCredentials = "access-control-allow-credentials"
)

// headerWrite recognises writes of the headers that say who may read.
func (c *checker) headerWrite(site graph.Site) (write, bool) {
	in := site.Instr()
	var key, val summary.Ref
	switch in.Op {
	case summary.OpMapUpdate:
		t := c.t.TypeOf(site.Caller, in.Args[0])
		if !t.IsKnown() || !knowledge.IsHeader(t.Name) {
			return write{}, false
		}
		key, val = in.Args[1], in.Args[2]
	case summary.OpCall, summary.OpInvoke:
		e := c.t.Known(site)
		if e == nil || e.CORS == nil || e.CORS.Key == knowledge.None {
			return write{}, false
		}
		key, _ = flow.Operand(site, e.CORS.Key)
		val, _ = flow.Operand(site, e.CORS.Value)
	default:
		return write{}, false
	}
	name, ok := c.t.ConstText(site.Caller, key)
	name = strings.ToLower(name)
	return write{site, name, val}, ok && (name == allowOrigin || name == allowCredentials)
}

// judgeHeader reports what a hand-written header lets through.
func (c *checker) judgeHeader(w write) {
	f := w.site.Caller
	for _, o := range c.t.Origins(c.texts, nil, f, w.value, "") {
		reflected := isOriginHeader(o)
		if !reflected && (o.Kind != flow.Const || o.Name != "*" && o.Name != "null") {
			continue
		}
		found := c.carry(f, w.site.Block, w.value, o, 0)
		for _, call := range o.Calls {
			found = found.and(c.passes(call, o))
		}
		if found.width == nobody {
			continue
		}
		switch {
		case o.Name == "null" && !reflected && found.width < nullOnly:
			found.width, found.why = nullOnly, "the origin null is allowed"
		case reflected && found.width == everybody:
			found.why = "the origin of the request is sent back, whatever it is"
		case !reflected && found.width == everybody:
			found.why = "the wildcard allows every origin"
		}
		c.report(fault{
			way: found, origin: o, place: f.Place(w.site.Instr().Pos), f: f, sink: "Access-Control-Allow-Origin", star: o.Name == "*" && !reflected,
			fixed: true, credentials: c.sendsCredentials(f, o.Calls),
		})
	}
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
