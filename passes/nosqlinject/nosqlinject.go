package nosqlinject

import (
	"strconv"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/arrival"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

var (
	// documents follows values that may hold operators.
	documents = &flow.Policy{Callers: true, Guards: true, Source: plain}
	// scripts follows the text of scripts.
	scripts = &flow.Policy{Callers: true, Guards: true, Forms: flow.Text.Forms, Source: func(n flow.Node) (flow.Origin, bool) {
		if n.Path == "" {
			return flow.Origin{}, false // the text itself
		}
		return plain(n)
	}}
)

// plain ends a search at what becomes part of a document as a value without operators.
func plain(n flow.Node) (flow.Origin, bool) {
	if n.Instr == nil || n.Instr.Op != summary.OpMakeIface {
		return flow.Origin{}, false
	}
	return flow.Origin{Kind: flow.Safe, Name: "value of a plain type"}, isPlain(n.Boxed())
}

// isPlain reports whether the encoder writes values of a type without operators.
func isPlain(t graph.Type) bool {
	for range 4 {
		if !t.IsKnown() || knowledge.IsDocument(t.Name) {
			return false
		}
		u := t.Underlying()
		if !u.IsKnown() {
			return false
		}
		switch u.Kind {
		case summary.KindBasic, summary.KindStruct:
			return true
		case summary.KindPointer, summary.KindSlice, summary.KindArray, summary.KindMap:
			t = u.Element()
		default:
			return false
		}
	}
	return false
}

func check(p *link.Program, report func(finding.Finding)) {
	arrival.Report(p.Flow, sinks, func(a arrival.Arrival) (finding.Finding, bool) {
		confidence, ok := a.Confidence()
		if !ok {
			return finding.Finding{}, false
		}
		consequence := "is a condition that " + a.By() +
			" finds by as it comes, so a client puts operators such as $ne into it; decode it into fields of plain types"
		if a.Policy == scripts {
			consequence = "becomes part of a script that " + a.By() + " has the database run, so a client runs scripts of its own; compare fields instead"
		}
		f := a.Finding("nosqlinject", consequence)
		f.Severity, f.Confidence = finding.High, confidence
		return f, true
	}, report)
}

// sinks lists the documents that a call finds by, and the scripts in them.
func sinks(site graph.Site, e *knowledge.Entry) []arrival.Sink {
	if e.Filter == nil {
		return nil
	}
	ref, ok := flow.Operand(site, e.Filter.Document)
	if !ok {
		return nil
	}
	list := []arrival.Sink{{Site: site, Ref: ref, Policy: documents}}
	for _, operator := range knowledge.CodeOperators {
		list = append(list, arrival.Sink{Site: site, Ref: ref, Path: flow.Path("[" + strconv.Quote(operator) + "]"), Policy: scripts})
	}
	return list
}
