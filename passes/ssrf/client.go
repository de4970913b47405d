package ssrf

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// clients tells which clients refuse private addresses by themselves.
type clients struct {
	flow    *flow.Tracer
	senders map[graph.Site][]graph.Site // call that prepares a request → calls that send it; made on demand
}

// refuse reports whether the client that sends the request of a call does not connect to private addresses. A request that is
// prepared by one call is sent by others: all of them must.
func (c *clients) refuse(site graph.Site) bool {
	if fetch := c.flow.Known(site).Fetch; fetch.Client != knowledge.None {
		return c.isGuarded(site, fetch)
	}
	senders := c.sendersOf(site)
	for _, s := range senders {
		if !c.isGuarded(s, c.flow.Known(s).Fetch) {
			return false
		}
	}
	return len(senders) > 0
}

// requests follows a request to the call that prepared it.
var requests = &flow.Policy{Opaque: true, Alike: flow.Except(flow.Marked), Source: func(n flow.Node) (flow.Origin, bool) {
	if n.Instr == nil || n.Instr.Op != summary.OpCall {
		return flow.Origin{}, false
	}
	e := knowledge.Lookup(n.Fn.Sym(n.Instr))
	return flow.Origin{Kind: flow.Marked, Name: "prepared"}, e != nil && e.Fetch != nil
}}

func (c *clients) sendersOf(prepares graph.Site) []graph.Site {
	if c.senders == nil {
		c.senders = map[graph.Site][]graph.Site{}
		for f := range c.flow.Graph().Funcs {
			for site := range f.Instrs {
				c.addSender(site)
			}
		}
	}
	return c.senders[prepares]
}

func (c *clients) addSender(site graph.Site) {
	e := c.flow.Known(site)
	if e == nil || e.Fetch == nil {
		return
	}
	ref, ok := flow.Operand(site, e.Fetch.Request)
	if !ok {
		return
	}
	for _, o := range c.flow.Origins(requests, nil, site.Caller, ref, "") {
		if o.Kind == flow.Marked {
			_, prepares := c.flow.Def(o.Fn, o.Ref)
			c.senders[prepares] = append(c.senders[prepares], site)
		}
	}
}

// values follows functions as values, and the objects around them.
var values = &flow.Policy{Opaque: true}

// isGuarded reports whether the client of a call dials by a function that tests addresses.
func (c *clients) isGuarded(site graph.Site, fetch *knowledge.Fetch) bool {
	client, ok := flow.Operand(site, fetch.Client)
	if !ok {
		return false
	}
	for _, field := range []string{"DialContext", "DialTLSContext", "Dial"} {
		for _, o := range c.flow.Origins(values, nil, site.Caller, client, flow.Field("Transport", field)) {
			if o.Kind == flow.Func && c.tests(o) {
				return true
			}
		}
	}
	return false
}

// tests reports whether a dialing function, or what controls its dialer, looks at addresses.
func (c *clients) tests(o flow.Origin) bool {
	if f := c.flow.Graph().Func(o.Name); f != nil {
		return len(c.flow.Reach(addressTests, f)) > 0
	}
	bound, _ := c.flow.Def(o.Fn, o.Ref)
	if bound == nil || bound.Op != summary.OpBound {
		return false
	}
	for _, field := range []string{"Control", "ControlContext"} {
		for _, control := range c.flow.Origins(values, nil, o.Fn, bound.Args[0], flow.Field(field)) {
			if control.Kind != flow.Func {
				continue
			}
			if f := c.flow.Graph().Func(control.Name); f == nil || len(c.flow.Reach(addressTests, f)) > 0 {
				return true // functions of libraries are there for nothing else
			}
		}
	}
	return false
}

// addressTests are the calls that tell private addresses from others.
var addressTests = &flow.Role{Is: func(s graph.Site) bool {
	e := knowledge.Lookup(s.Caller.Sym(s.Instr()))
	return e != nil && e.Vet != nil && e.Vet.Sinks[0] == knowledge.InFetch
}}
