package cors

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// The rule looks at two kinds of places: calls that hand a policy to a library, and writes of the response header itself.
// Of both it asks which origins get through: for lists, by their entries; for functions and hand-written code, by the widest
// way from the entry to the consent.
func check(p *link.Program, report func(finding.Finding)) {
	c := newChecker(p)
	for _, policy := range c.policies {
		c.judgePolicy(policy)
	}
	for _, w := range c.headers {
		c.judgeHeader(w)
	}
	c.best.Report(report)
}

// checker holds what is known about the origins of one program.
type checker struct {
	p *link.Program
	t *flow.Tracer

	policies     []*policy
	headers      []write
	deciders     map[*graph.Func]bool // functions that are told an origin by a library
	credentialed map[*graph.Func]bool // write the header that allows credentials
	cookies      bool                 // the program reads cookies, which browsers send along by themselves
	outcomes     map[outcome]way
	flows        map[*graph.Func]*controlFlow

	texts    *flow.Policy // follows text
	lists    *flow.Policy // follows text to the functions by which libraries are configured
	switches *flow.Policy // follows booleans as they are

	best finding.Best
}

func newChecker(p *link.Program) *checker {
	c := &checker{
		p: p, t: p.Flow, deciders: map[*graph.Func]bool{}, credentialed: map[*graph.Func]bool{}, outcomes: map[outcome]way{}, flows: map[*graph.Func]*controlFlow{},
		texts: &flow.Policy{Source: scheme}, lists: &flow.Policy{Source: configuration},
		switches: &flow.Policy{Values: true, Opaque: true, Source: computed},
	}
	for f := range p.Graph.Funcs {
		for site := range f.Instrs {
			c.collect(site)
		}
	}
	for _, p := range c.policies {
		for _, v := range p.decide {
			for _, o := range c.origins(plain, v) {
				if f := c.p.Graph.Func(o.Name); o.Kind == flow.Func && f != nil {
					c.deciders[f] = true
				}
			}
		}
	}
	return c
}

// collect takes note of a place that matters.
func (c *checker) collect(site graph.Site) {
	for _, w := range c.headerWrites(site) {
		switch {
		case w.name == allowOrigin:
			c.headers = append(c.headers, w)
		case c.allows(w):
			c.credentialed[site.Caller] = true
		}
	}
	e := c.t.Known(site)
	if e == nil {
		return
	}
	c.cookies = c.cookies || e.UsesCookies()
	if k := e.CORS; k != nil && !k.Option && !k.Base && k.Key == knowledge.None {
		c.policies = append(c.policies, c.readPolicy(site, k))
	}
}

// allows reports whether the value of a header may be the word for yes.
func (c *checker) allows(w write) bool {
	for _, o := range c.t.Origins(plain, w.calls, w.site.Caller, w.value, w.path) {
		if o.Kind != flow.Const || o.Name == "true" {
			return true
		}
	}
	return false
}

// configuration ends a search at what a library returns: options and configurations to begin with.
func configuration(n flow.Node) (flow.Origin, bool) {
	symbol := ""
	switch {
	case n.Instr != nil && n.Instr.Op == summary.OpCall:
		symbol = n.Fn.Sym(n.Instr)
	case n.Ref.Kind() == summary.RefGlobal:
		symbol = n.Fn.Pkg.Symbols[n.Ref.N()]
	default:
		return flow.Origin{}, false
	}
	e := n.Fn.Known(symbol)
	return flow.Origin{Kind: flow.Marked, Name: symbol}, e != nil && e.CORS != nil && (e.CORS.Option || e.CORS.Base)
}

// computed ends a search at booleans that are made of others.
func computed(n flow.Node) (flow.Origin, bool) {
	if n.Instr == nil {
		return flow.Origin{}, false
	}
	return flow.Origin{Kind: flow.Marked, Name: "condition"}, n.Instr.Op == summary.OpNot || n.Instr.Op == summary.OpBinOp
}
