package ssrf

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/arrival"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
)

var (
	urls      = &flow.Policy{Callers: true, Sink: knowledge.InFetch, Guards: true, Forms: flow.Text.Forms, Head: flow.HasHost, Source: prepared}
	addresses = &flow.Policy{Callers: true, Sink: knowledge.InFetch, Guards: true, Forms: flow.Text.Forms, Head: flow.HasAddress}
)

// prepared ends a search at a request that another function prepared: its URL is judged there.
func prepared(n flow.Node) (flow.Origin, bool) {
	if n.Instr == nil {
		return flow.Origin{}, false
	}
	e := knowledge.Lookup(n.Fn.Sym(n.Instr))
	return flow.Origin{Kind: flow.Safe, Name: "judged where it is prepared"}, e != nil && e.Fetch != nil
}

func check(p *link.Program, report func(finding.Finding)) {
	c := &clients{flow: p.Flow}
	arrival.Report(p.Flow, sinks, func(a arrival.Arrival) (finding.Finding, bool) {
		confidence, ok := judge(a)
		if !ok || p.Flow.IsBehindHost(a.Origin) || c.refuse(a.Site) {
			return finding.Finding{}, false
		}
		f := a.Finding("ssrf", "decides the host that "+a.By()+
			" asks, so a client reaches what only the service should; allow known hosts, or refuse private addresses when dialing")
		f.Severity, f.Confidence = finding.High, confidence
		return f, true
	}, report)
}

// sinks lists the operands of a call that say whom it asks.
func sinks(site graph.Site, e *knowledge.Entry) []arrival.Sink {
	if e.Fetch == nil {
		return nil
	}
	var list []arrival.Sink
	if ref, ok := flow.Operand(site, e.Fetch.URL); ok {
		list = append(list, arrival.Sink{Site: site, Ref: ref, Path: flow.Path(e.Fetch.Part), Policy: urls})
	}
	if ref, ok := flow.Operand(site, e.Fetch.Address); ok {
		list = append(list, arrival.Sink{Site: site, Ref: ref, Policy: addresses})
	}
	return list
}

// judge says how likely it is that a client decides the host. Its own address is where answers go anyway.
func judge(a arrival.Arrival) (finding.Confidence, bool) {
	switch a.Origin.Kind {
	case flow.Stored:
		return finding.Unlikely, true
	case flow.Request:
		if a.Origin.Part == string(knowledge.InClient) || a.Origin.Name == "remoteaddr" {
			return finding.Unlikely, true
		}
	}
	return a.Confidence()
}
