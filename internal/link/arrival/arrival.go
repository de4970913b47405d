// Package arrival finds what clients decide among the operands of calls, for rules that each know a kind of harm.
package arrival

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Sink is a part of an operand that does harm if a client decides it.
type Sink struct {
	Site   graph.Site
	Ref    summary.Ref
	Path   flow.Path
	Policy *flow.Policy // how to follow it
}

// By names the function that is called, or the type that a value is converted to.
func (s Sink) By() string {
	in := s.Site.Instr()
	if in.Sym >= 0 {
		return flow.Short(s.Site.Caller.Sym(in))
	}
	return flow.Short(s.Site.Caller.Pkg.Types[in.Type].Name)
}

// Arrival is an origin of a sink's value.
type Arrival struct {
	Sink
	Origin  flow.Origin
	headers *headers
}

// Each calls yield for every origin of every sink that sinks finds at a call of a function in the tables.
func Each(t *flow.Tracer, sinks func(graph.Site, *knowledge.Entry) []Sink, yield func(Arrival)) {
	s := NewSearch(t)
	for f := range t.Graph().Funcs {
		for site := range f.Instrs {
			e := t.Known(site)
			if e == nil {
				continue
			}
			for _, sink := range sinks(site, e) {
				s.Each(sink, yield)
			}
		}
	}
}

// Report reports what judge makes of the origins of every sink, once for each subject.
func Report(t *flow.Tracer, sinks func(graph.Site, *knowledge.Entry) []Sink, judge func(Arrival) (finding.Finding, bool), report func(finding.Finding)) {
	var found finding.Best
	Each(t, sinks, func(a Arrival) {
		if f, ok := judge(a); ok {
			found.Add(a.Subject(), f)
		}
	})
	found.Report(report)
}

// Search finds the origins of sinks one by one.
type Search struct {
	flow    *flow.Tracer
	headers *headers
}

// NewSearch returns a search in the program of t.
func NewSearch(t *flow.Tracer) *Search { return &Search{t, &headers{flow: t}} }

// Each calls yield for every origin of a sink.
func (s *Search) Each(sink Sink, yield func(Arrival)) {
	for _, o := range s.flow.OriginsAt(sink.Policy, nil, sink.Site, sink.Ref, sink.Path) {
		yield(Arrival{sink, o, s.headers})
	}
}

// where is the call on the way to the sink in the function that has the value: the handler, as a rule.
func (a Arrival) where() (*graph.Func, summary.Pos) {
	site := a.Site
	if n := len(a.Origin.Chain); n < len(a.Origin.Calls) {
		site = a.Origin.Calls[n]
	}
	return site.Caller, site.Instr().Pos
}

// Subject names the value in the function that hands it on. What is found about one subject is one mistake.
func (a Arrival) Subject() finding.Place {
	subject := a.Origin.Place()
	fn, pos := a.where()
	if !subject.IsValid() || a.Origin.Apart {
		return fn.Place(pos)
	}
	subject.Package = fn.ID
	return subject
}

// Finding starts a finding about the arrival: its place, trace and identity, and a message that names the function there and
// the origin. The rule says what follows from it, and how bad and how sure that is.
func (a Arrival) Finding(rule, consequence string) finding.Finding {
	fn, pos := a.where()
	end := a.Site.Caller.Place(a.Site.Instr().Pos)
	return finding.Finding{
		Rule: rule, Place: fn.Place(pos), Message: fn.Name + ": " + a.Origin.Describe() + " " + consequence,
		Trace: append(a.Origin.Trace(), finding.Step{Place: end, Text: "handed to " + a.By()}),
		Key:   fn.ID + " " + a.Site.Caller.ID + " " + a.By() + " " + a.Origin.Describe(),
	}
}

// Confidence says how sure it is that the origin is a client's choice: certain for a request, less if a function of which
// nothing is known stands between, or if the value waited in memory or is a header that the program sets itself. It reports false for origins that are none.
func (a Arrival) Confidence() (finding.Confidence, bool) {
	if a.Origin.Kind != flow.Request {
		return 0, false
	}
	switch {
	case a.Origin.Apart, a.Origin.Part == string(knowledge.InHeader) && a.headers.sets(a.Origin.Name):
		return finding.Unlikely, true
	case a.Origin.Weak:
		return finding.Likely, true
	}
	return finding.Certain, true
}
