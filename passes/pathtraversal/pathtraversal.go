package pathtraversal

import (
	"slices"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/arrival"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
)

// names follows what decides the name of a file.
var names = &flow.Policy{Callers: true, Sink: knowledge.InFilePath, Guards: true, Forms: flow.Text.Forms, Source: field}

// field recognises fields of libraries: names of uploaded files are harmless, those of entries in archives are not.
func field(n flow.Node) (flow.Origin, bool) {
	owner, name := n.Field()
	if name == "" || !owner.IsKnown() {
		return flow.Origin{}, false
	}
	e := knowledge.Lookup(owner.Name + "." + name)
	switch {
	case e == nil:
	case e.Flow != nil && slices.Contains(e.Flow.Safe, knowledge.InFilePath):
		return flow.Origin{Kind: flow.Safe, Name: "last element of a name"}, true
	case e.Input != nil && e.Input.Part == knowledge.InEntry:
		return flow.Origin{Kind: flow.Marked, Name: "name of an entry in an archive"}, true
	}
	return flow.Origin{}, false
}

func check(p *link.Program, report func(finding.Finding)) {
	routes := &routes{packages: p.Packages}
	arrival.Report(p.Flow, sinks, func(a arrival.Arrival) (finding.Finding, bool) {
		confidence, ok := judge(a, p.Flow, routes)
		if !ok {
			return finding.Finding{}, false
		}
		f := a.Finding("pathtraversal", "becomes part of the name that "+a.By()+
			" gets, so .. in it leads out of the directory; take its last element, or open it through os.Root")
		f.Severity, f.Confidence = finding.High, confidence
		return f, true
	}, report)
}

// sinks lists the operands of a call that name files.
func sinks(site graph.Site, e *knowledge.Entry) []arrival.Sink {
	if e.File == nil {
		return nil
	}
	var list []arrival.Sink
	add := func(a knowledge.Arg, path flow.Path) {
		if ref, ok := flow.Operand(site, a); ok {
			list = append(list, arrival.Sink{Site: site, Ref: ref, Path: path, Policy: names})
		}
	}
	add(e.File.Name, "")
	add(e.File.To, "")
	add(e.File.Names, "[]")
	return list
}

// judge says how likely it is that a client leads the name out of its directory.
func judge(a arrival.Arrival, t *flow.Tracer, routes *routes) (finding.Confidence, bool) {
	if a.Origin.Kind == flow.Marked {
		return finding.Likely, true
	}
	confidence, ok := a.Confidence()
	if !ok {
		return 0, false
	}
	file := t.Known(a.Site).File
	switch part := knowledge.Part(a.Origin.Part); part {
	case knowledge.InPath, knowledge.InURL:
		if file.OwnPath {
			return 0, false
		}
		if !file.Decodes && isSegment(a.Origin, t) && !routes.takeMore(a.Origin.Name) {
			return finding.Unlikely, true
		}
	case knowledge.InClient:
		return finding.Unlikely, true
	}
	return confidence, true
}
