package openredirect

import (
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/arrival"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
)

// targets follows what decides the host that a client is sent to.
var targets = &flow.Policy{Callers: true, Sink: knowledge.InRedirect, Guards: true, Forms: flow.Text.Forms, Head: flow.IsOnSite}

func check(p *link.Program, report func(finding.Finding)) {
	sinks := func(site graph.Site, e *knowledge.Entry) []arrival.Sink {
		to, ok := target(p.Flow, site, e)
		if !ok {
			return nil
		}
		return []arrival.Sink{to}
	}
	arrival.Report(p.Flow, sinks, func(a arrival.Arrival) (finding.Finding, bool) {
		confidence, ok := judge(a)
		if !ok {
			return finding.Finding{}, false
		}
		f := a.Finding("openredirect", "decides where "+a.By()+
			" sends the client, so a link to this service leads to any site; accept paths that begin with one slash and no backslash behind it, or known hosts")
		f.Severity, f.Confidence = finding.Medium, confidence
		return f, true
	}, report)
}

// target returns the operand of a call that says where the client is sent.
func target(t *flow.Tracer, site graph.Site, e *knowledge.Entry) (arrival.Sink, bool) {
	if e.Location == nil {
		return arrival.Sink{}, false
	}
	if name, ok := flow.Operand(site, e.Location.Header); ok {
		if header, _ := t.ConstText(site.Caller, name); !strings.EqualFold(header, "Location") {
			return arrival.Sink{}, false
		}
	}
	ref, ok := flow.Operand(site, e.Location.To)
	return arrival.Sink{Site: site, Ref: ref, Policy: targets}, ok
}

// judge says how likely it is that an attacker decides the target of a redirect that a victim follows. The victim's browser
// sends what stands in a link, and forms of other sites; headers and cookies are its own.
func judge(a arrival.Arrival) (finding.Confidence, bool) {
	confidence, ok := a.Confidence()
	if !ok {
		return 0, false
	}
	switch part := knowledge.Part(a.Origin.Part); {
	case part == knowledge.InHeader && a.Origin.Name == "host", part == knowledge.InURL && a.Origin.Path.Has("Host"):
		return 0, false
	case part == knowledge.InHeader, part == knowledge.InCookie, part == knowledge.InClient, part == knowledge.InURL,
		part == knowledge.InPath && a.Origin.Name == "":
		return finding.Unlikely, true
	case part == knowledge.InBody:
		return min(confidence, finding.Likely), true
	}
	return confidence, true
}
