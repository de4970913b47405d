package cors

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// value is a part of an operand.
type value struct {
	f     *graph.Func
	ref   summary.Ref
	path  flow.Path
	calls []graph.Site
}

func (c *checker) origins(p *flow.Policy, v value) []flow.Origin {
	return c.t.Origins(p, v.calls, v.f, v.ref, v.path)
}

// policy is what a program tells a CORS library, as far as it matters who may read.
type policy struct {
	site graph.Site
	k    *knowledge.CORS

	origins, decide            []value
	all, credentials           []value // booleans
	patterns, reflect          []value
	everybody, withCredentials bool // said by functions without operands
}

// readPolicy collects the values that make up the policy that a call establishes.
func (c *checker) readPolicy(site graph.Site, k *knowledge.CORS) *policy {
	p := &policy{site: site, k: k, everybody: k.All}
	if ref, ok := flow.Operand(site, k.Config); ok {
		p.configure(c, ref)
	}
	c.operands(p, site, k, nil)
	if ref, ok := flow.Operand(site, k.Options); ok {
		for _, o := range c.origins(c.lists, value{f: site.Caller, ref: ref, path: "[]"}) {
			_, at := c.t.Def(o.Fn, o.Ref)
			if o.Kind != flow.Marked || at.Caller == nil {
				continue
			}
			if e := c.t.Known(at); e != nil && e.CORS != nil {
				c.operands(p, at, e.CORS, o.Chain)
			}
		}
	}
	return p
}

// operands adds what a call says by its own operands.
func (c *checker) operands(p *policy, site graph.Site, k *knowledge.CORS, calls []graph.Site) {
	p.withCredentials = p.withCredentials || k.Credentials
	if ref, ok := flow.Operand(site, k.Origins); ok {
		p.origins = append(p.origins, value{f: site.Caller, ref: ref, path: "[]", calls: calls})
	}
	if ref, ok := flow.Operand(site, k.Decide); ok {
		p.decide = append(p.decide, value{f: site.Caller, ref: ref, calls: calls})
	}
}

// configure adds the fields of a configuration.
func (p *policy) configure(c *checker, ref summary.Ref) {
	config, f := p.k.Fields, p.site.Caller
	list := false
	if u := c.t.TypeOf(f, ref).Underlying(); u.IsKnown() {
		list = u.Kind == summary.KindSlice
	}
	field := func(name string) []value {
		if name == "" {
			return nil
		}
		path := flow.Field(name)
		if list {
			path = path.In("[]")
		}
		return []value{{f: f, ref: ref, path: path}}
	}
	p.origins = field(config.Origins)
	p.all, p.credentials = field(config.All), field(config.Credentials)
	p.patterns, p.reflect = field(config.Patterns), field(config.Reflect)
	for _, name := range config.Decide {
		p.decide = append(p.decide, field(name)...)
	}
}

// on reports whether a switch may be on.
func (c *checker) on(values []value, calls []graph.Site) bool {
	for _, v := range values {
		v.calls = longer(calls, v.calls)
		for _, o := range c.origins(c.switches, v) {
			if o.Kind != flow.Const || o.Name == "true" {
				return true
			}
		}
	}
	return false
}

// longer returns the more precise of two chains of calls.
func longer(a, b []graph.Site) []graph.Site {
	if len(a) > len(b) {
		return a
	}
	return b
}

// judgePolicy reports what a policy lets through.
func (c *checker) judgePolicy(p *policy) {
	if p.everybody {
		c.report(p.fault(c, way{why: "every origin is allowed"}, flow.Origin{}, true))
		return
	}
	for _, v := range p.all {
		for _, o := range c.origins(c.switches, v) {
			if o.Kind == flow.Const && o.Name == "true" {
				c.report(p.fault(c, way{why: "every origin is allowed"}, o, true))
			}
		}
	}
	decided := c.judgeDeciders(p)
	if decided && !p.k.Union {
		return
	}
	if c.judgeLists(p) || decided || !p.k.Default {
		return
	}
	c.report(p.fault(c, way{why: "every origin is allowed where none is configured"}, flow.Origin{}, true))
}

// judgeLists reports the origins in lists that stand for foreign ones. It reports whether there is a list at all.
func (c *checker) judgeLists(p *policy) bool {
	configured := false
	for _, v := range p.origins {
		origins := c.origins(c.lists, v)
		fixed := true
		for _, o := range origins {
			if !c.isUnset(p, o) {
				configured = true
			}
			fixed = fixed && o.Kind == flow.Const
		}
		for _, o := range origins {
			if o.Kind != flow.Const {
				continue
			}
			patterns := p.k.Patterns || c.on(p.patterns, o.Calls)
			for entry := range strings.SplitSeq(o.Name, ",") {
				if w := listed(strings.TrimSpace(entry), patterns); w.width < nobody {
					f := p.fault(c, w, o, fixed)
					f.star = strings.TrimSpace(entry) == "*" && !p.k.Reflects && !c.on(p.reflect, o.Calls)
					c.report(f)
				}
			}
		}
	}
	return configured
}

// isUnset reports whether an origin says that the list of origins was left as the library has it.
func (c *checker) isUnset(p *policy, o flow.Origin) bool {
	if o.Kind == flow.Marked {
		return true
	}
	return o.Kind == flow.Const && (o.Name == "nil" || o.Name == "" || o.Name == "zero value" && strings.Contains(string(o.Path), p.k.Fields.Origins))
}

// judgeDeciders reports functions that let foreign origins through. It reports whether there are functions at all.
func (c *checker) judgeDeciders(p *policy) bool {
	decided := false
	for _, v := range p.decide {
		for _, o := range c.origins(plain, v) {
			switch o.Kind {
			case flow.Func:
				decided = true
				if w := c.decision(o); w.width < nobody {
					c.report(p.fault(c, w, o, true))
				}
			case flow.Const, flow.Marked:
			default:
				decided = true
			}
		}
	}
	return decided
}

// decision returns which origins a function allows.
func (c *checker) decision(o flow.Origin) way {
	if f := c.p.Graph.Func(o.Name); f != nil {
		result := boolResult(c, f)
		w := c.returns(f, result, true, 0)
		switch w.width {
		case everybody:
			w.why = "the function allows every origin"
		case configured:
			w.why = "the function allows every origin where the configuration asks for it"
		}
		return w
	}
	e := c.p.Graph.Known(o.Name)
	d, at := c.t.Def(o.Fn, o.Ref)
	if e == nil || e.Compare == nil || e.Compare.With != knowledge.Recv || d == nil || d.Op != summary.OpBound {
		return closed
	}
	w := walker{c: c, f: at.Caller}
	return c.pattern(at.Caller, e.Compare.How, d.Args[0], w.at(d.Pos, "this pattern decides"))
}

// boolResult returns the first boolean result of a function.
func boolResult(c *checker, f *graph.Func) int {
	for i, r := range f.Results {
		if u := c.p.Graph.TypeOf(f, r.Type).Underlying(); u.IsKnown() && u.Kind == summary.KindBasic && u.Name == "bool" {
			return i
		}
	}
	return 0
}
