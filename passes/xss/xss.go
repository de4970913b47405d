package xss

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/arrival"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// pages follows what becomes part of a page.
var pages = &flow.Policy{Sink: knowledge.InPage, Guards: true, Callers: true, Forms: flow.Text.Forms}

func check(p *link.Program, report func(finding.Finding)) {
	c := &checker{flow: p.Flow, search: arrival.NewSearch(p.Flow)}
	for f := range p.Graph.Funcs {
		for site := range f.Instrs {
			c.write(site)
			c.trust(site)
		}
	}
	c.found.Report(report)
}

type checker struct {
	flow   *flow.Tracer
	search *arrival.Search
	found  finding.Best
}

// write looks at a call that writes a body.
func (c *checker) write(site graph.Site) {
	e := c.flow.Known(site)
	if e == nil || e.Page == nil {
		return
	}
	if to, ok := flow.Operand(site, e.Page.To); ok && !c.flow.LeadsToClient(site, to) {
		return
	}
	if text, ok := flow.Operand(site, e.Page.Text); ok {
		c.trace(site, text, "", e.Page)
	}
	if values, ok := flow.Operand(site, e.Page.Values); ok {
		c.trace(site, values, "!", e.Page)
	}
}

// trust looks at a conversion to a type that templates do not escape.
func (c *checker) trust(site graph.Site) {
	in := site.Instr()
	if in.Op != summary.OpChangeType && in.Op != summary.OpConvert || in.Type == summary.NoType ||
		!knowledge.IsTrusted(site.Caller.Pkg.Types[in.Type].Name) {
		return
	}
	c.trace(site, in.Args[0], "", &knowledge.Page{HTML: true})
}

func (c *checker) trace(site graph.Site, ref summary.Ref, path flow.Path, page *knowledge.Page) {
	sink := arrival.Sink{Site: site, Ref: ref, Path: path, Policy: pages}
	c.search.Each(sink, func(a arrival.Arrival) {
		sent, ok := judge(a)
		if !ok {
			return
		}
		shown, ok := c.kind(site, page, a.Origin.Calls)
		if !ok {
			return
		}
		consequence, subject := "so a link to this service runs scripts in the browser of who opens it", a.Subject()
		if a.Origin.Kind == flow.Stored { // one mistake for all who read it
			a.Origin.Chain = a.Origin.Calls
			consequence, subject = "so whoever stored it runs scripts in the browsers of those who read it", site.Caller.Place(site.Instr().Pos)
		}
		f := a.Finding("xss", "becomes part of a page by "+a.By()+" as it comes, "+consequence+"; escape it, or write the page with html/template")
		f.Severity, f.Confidence = finding.Medium, min(sent, shown)
		c.found.Add(subject, f)
	})
}

// judge says how likely it is that an attacker has a victim send the value, or stored it for others. Functions of libraries that
// are not known may render it, and then they escape it.
func judge(a arrival.Arrival) (finding.Confidence, bool) {
	if a.Origin.Weak {
		return finding.Unlikely, a.Origin.Kind == flow.Request || a.Origin.Kind == flow.Stored
	}
	if a.Origin.Kind == flow.Stored {
		return finding.Likely, !a.Origin.Apart
	}
	confidence, ok := a.Confidence()
	if !ok {
		return 0, false
	}
	switch part := knowledge.Part(a.Origin.Part); part {
	case knowledge.InHeader, knowledge.InCookie, knowledge.InClient, knowledge.InURL:
		return finding.Unlikely, true
	case knowledge.InBody, knowledge.InFile:
		return min(confidence, finding.Likely), true
	}
	return confidence, true
}
