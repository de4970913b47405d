package massassign

import (
	"maps"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
)

func check(p *link.Program, report func(finding.Finding)) {
	c := &checker{Program: p, assigned: map[string][]graph.Site{}, faults: map[graph.Site]*fault{}}
	c.findInputs()
	if len(c.inputs) == 0 {
		return
	}
	c.findAssignments()
	c.trace = &flow.Policy{Guards: true, Values: true, Opaque: true, Source: c.find, Alike: flow.Except(flow.Marked)}
	for f := range p.Graph.Funcs {
		for site := range f.Instrs {
			c.save(site)
		}
	}
	for _, in := range c.ordered {
		c.overwrites(in)
	}
	c.report(report)
}

type checker struct {
	*link.Program
	inputs   map[variable]*input
	ordered  []*input                // in the order of the program
	assigned map[string][]graph.Site // stores, by the type and name of the field
	trace    *flow.Policy            // follows what is stored to the inputs
	faults   map[graph.Site]*fault   // by the call that decodes
	free     map[string]bool         // see openTo
	rows     map[string]bool         // see loaded
}

// fault is a decoded object with fields that clients must not set.
type fault struct {
	in         *input
	fields     []string
	confidence finding.Confidence
	severity   finding.Severity
	what       string // what happens to the object
	trace      []finding.Step
}

// add notes a field of an input. What is most certain decides.
func (c *checker) add(in *input, field string, n fault) {
	f := c.faults[in.site]
	switch {
	case f == nil || n.confidence > f.confidence:
		n.in, n.fields = in, []string{field}
		c.faults[in.site] = &n
	case n.confidence < f.confidence:
	default:
		f.severity = max(f.severity, n.severity)
		if !slices.Contains(f.fields, field) {
			f.fields = append(f.fields, field)
		}
	}
}

func (c *checker) report(report func(finding.Finding)) {
	sites := slices.SortedFunc(maps.Keys(c.faults), func(a, b graph.Site) int {
		return a.Caller.Place(a.Instr().Pos).Compare(b.Caller.Place(b.Instr().Pos))
	})
	for _, site := range sites {
		f := c.faults[site]
		slices.Sort(f.fields)
		caller := site.Caller
		by := flow.Short(caller.Sym(site.Instr()))
		report(finding.Finding{
			Rule: "massassign", Severity: f.severity, Confidence: f.confidence, Place: caller.Place(site.Instr().Pos),
			Message: caller.Name + ": " + by + " lets the client set " + strings.Join(f.fields, " and ") + ", " + f.what +
				"; decode into a type that has only what clients may set, or set the rest after decoding",
			Trace: f.trace,
			Key:   caller.ID + " " + by + " " + strings.Join(f.fields, " "),
		})
	}
}
