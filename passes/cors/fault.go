package cors

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// fault is a policy that lets foreign origins through.
type fault struct {
	way
	origin      flow.Origin // of the value that does so; zero if the library does
	f           *graph.Func
	place       finding.Place
	sink        string
	star        bool // the answer is the wildcard itself
	fixed       bool // no other value is possible
	credentials bool
}

// fault describes what a value of a policy does.
func (p *policy) fault(c *checker, w way, o flow.Origin, fixed bool) fault {
	f := fault{way: w, origin: o, f: p.site.Caller, sink: flow.Short(p.site.Caller.Sym(p.site.Instr())), fixed: fixed}
	f.star = o.Fn == nil || w.why == "every origin is allowed"
	f.credentials = p.withCredentials || c.on(p.credentials, o.Calls)
	f.f, f.place = p.site.Caller, p.site.Caller.Place(p.site.Instr().Pos)
	switch here := c.reach(p.site.Caller, p.site.Block); here.width {
	case nobody:
		f.way = closed
	case configured: // perhaps the switch that turns the middleware on
		f.maybe = true
	}
	for _, at := range c.stores(o) {
		f.way = f.way.and(c.reach(at.Caller, at.Block))
		if p.k.Fields.Has(c.fieldOf(at)) {
			f.f, f.place = at.Caller, at.Caller.Place(at.Instr().Pos)
		}
	}
	return f
}

// stores lists the places where a value was stored on its way, the first one first.
func (c *checker) stores(o flow.Origin) []graph.Site {
	var list []graph.Site
	for _, s := range o.Steps() {
		if s.Kind != flow.StepStore || !s.Pos.IsValid() {
			continue
		}
		for at, in := range s.Fn.Instrs {
			if in.Op == summary.OpStore && in.Pos == s.Pos {
				list = append(list, at)
			}
		}
	}
	return list
}

// fieldOf returns the name of the field that a store fills, "" if it fills none.
func (c *checker) fieldOf(store graph.Site) string {
	addr, _ := c.t.Def(store.Caller, store.Instr().Args[0])
	if addr == nil || addr.Op != summary.OpFieldAddr {
		return ""
	}
	return store.Caller.Sym(addr)
}

// report adds a finding about a fault.
func (c *checker) report(f fault) {
	if f.width == nobody {
		return // the place is never reached
	}
	found := finding.Finding{
		Rule: "cors", Severity: c.severity(f), Confidence: c.confidence(f), Place: f.place, Trace: f.origin.Trace(),
		Message: f.f.Name + ": " + f.why + f.consequence(),
		Key:     f.f.ID + " " + f.sink + " " + f.why,
	}
	if f.step.Place.IsValid() {
		found.Trace = append(found.Trace, f.step)
	}
	found.Trace = append(found.Trace, finding.Step{Place: f.place, Text: "told to browsers through " + f.sink})
	c.best.Add(c.about(f), found)
}

// about returns the place of what is wrong: a wildcard that one setting brings to many places is one fault.
func (c *checker) about(f fault) finding.Place {
	for _, at := range c.stores(f.origin) {
		if f.origin.Kind == flow.Const && at.Caller != f.f {
			return at.Caller.Place(at.Instr().Pos)
		}
	}
	return f.place
}

func (f fault) consequence() string {
	switch {
	case f.credentials && f.star:
		return " together with credentials, which browsers refuse until somebody sends the origin back instead; list the origins"
	case f.credentials:
		return ", with credentials, so foreign web sites read responses as the user who visits them; compare the origin with a list"
	}
	return ", so foreign web sites may read the responses; compare the origin with a list"
}

func (c *checker) severity(f fault) finding.Severity {
	switch {
	case f.credentials && f.width == everybody && !f.star:
		return finding.Critical
	case f.credentials:
		return finding.High
	case f.star && !c.cookies:
		return finding.Low
	}
	return finding.Medium
}

func (c *checker) confidence(f fault) finding.Confidence {
	conf := finding.Certain
	if !f.fixed || f.maybe || f.origin.Weak {
		conf = finding.Likely
	}
	if f.width >= unclear {
		return finding.Unlikely
	}
	return conf
}
