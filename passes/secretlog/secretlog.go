package secretlog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

func check(p *link.Program, report func(finding.Finding)) {
	c := &checker{Program: p, inQuery: queryCredential(p)}
	for f := range p.Graph.Funcs {
		for site := range f.Instrs {
			c.called(site)
			for _, s := range logged(p.Flow, site) {
				for _, o := range p.Flow.Origins(s.policy, nil, f, s.ref, s.path) {
					if one, ok := c.judge(s, o); ok {
						c.add(s, o, one)
					}
				}
			}
		}
		c.accessLogs(f)
	}
	c.report(report)
}

type checker struct {
	*link.Program
	inQuery credential // none if the program reads none from the query
	found   finding.Best
	sources map[finding.Place]logging // of what is logged at a place
}

// logging is where a logged secret comes from, and the function that logs it.
type logging struct {
	place finding.Place
	by    *graph.Func
}

func (c *checker) add(s sink, o flow.Origin, f finding.Finding) {
	if c.sources == nil {
		c.sources = map[finding.Place]logging{}
	}
	if _, ok := c.sources[f.Place]; !ok {
		by, _ := where(c.Graph, s, o)
		c.sources[f.Place] = logging{o.Place(), by}
	}
	c.found.Add(f.Place, f)
}

// few is how many functions may log one secret so that each log is a finding of its own. Of a secret that is all over the
// program, as part of an address that is logged everywhere, the shortest way to a log is reported: what is wrong is at its beginning.
const few = 8

func (c *checker) report(report func(finding.Finding)) {
	at := map[finding.Place][]finding.Finding{}
	by := map[finding.Place]map[*graph.Func]bool{}
	c.found.Report(func(f finding.Finding) {
		s := c.sources[f.Place]
		at[s.place] = append(at[s.place], f)
		if by[s.place] == nil {
			by[s.place] = map[*graph.Func]bool{}
		}
		by[s.place][s.by] = true
	})
	c.found.Report(func(f finding.Finding) {
		from := c.sources[f.Place].place
		if !from.IsValid() || len(by[from]) <= few {
			report(f)
			return
		}
		nearest := slices.MinFunc(at[from], func(a, b finding.Finding) int {
			return cmp.Or(int(b.Confidence)-int(a.Confidence), len(a.Trace)-len(b.Trace))
		})
		if f.Place == nearest.Place {
			also := fmt.Sprintf(", like at %d more places, is written to a log", len(at[from])-1)
			f.Message = strings.Replace(f.Message, " is written to a log", also, 1)
			report(f)
		}
	})
}

// sink is an operand that a call writes to a log.
type sink struct {
	site   graph.Site
	ref    summary.Ref
	path   flow.Path
	policy *flow.Policy
}

// logged lists the operands that a call writes to a log.
func logged(t *flow.Tracer, site graph.Site) []sink {
	e := t.Known(site)
	if e == nil || e.Log == nil {
		return nil
	}
	l := e.Log
	if to, ok := flow.Operand(site, l.To); ok && !leadsToLog(t, site, to) {
		return nil
	}
	policy := printed
	if l.Encodes {
		policy = encoded
	}
	var list []sink
	for _, a := range []knowledge.Arg{l.Message, l.Values, l.Pairs} {
		for _, ref := range written(t, site, l, a) {
			list = append(list, sink{site, ref, "!", policy})
		}
	}
	return list
}

// written lists what a call writes of an operand: of values behind a constant format those that it shows.
func written(t *flow.Tracer, site graph.Site, l *knowledge.Log, a knowledge.Arg) []summary.Ref {
	ref, ok := flow.Operand(site, a)
	if !ok {
		return nil
	}
	if format, ok := flow.Operand(site, l.Message); ok && a == l.Values {
		if shown, ok := t.Formatted(site.Caller, format, ref); ok && len(shown) < len(t.Elements(site.Caller, ref)) {
			var list []summary.Ref
			for _, value := range shown {
				list = append(list, value.Ref)
			}
			return list
		}
	}
	return []summary.Ref{ref}
}

// writers follows a writer to the standard output, or to another place where logs go.
var writers = &flow.Policy{
	Values: true, Alike: flow.Except(flow.Marked),
	Source: func(n flow.Node) (flow.Origin, bool) {
		return flow.Origin{Kind: flow.Marked, Name: "log"}, knowledge.IsLogWriter(n.Global())
	},
}

func leadsToLog(t *flow.Tracer, site graph.Site, writer summary.Ref) bool {
	for _, o := range t.Origins(writers, nil, site.Caller, writer, "") {
		if o.Kind == flow.Marked {
			return true
		}
	}
	return false
}

// judge turns an origin of a logged value into a finding if it is a secret.
func (c *checker) judge(s sink, o flow.Origin) (finding.Finding, bool) {
	degree, what := secrecy(o)
	if name, ok := c.inWhole(s, o); ok {
		degree, what = knowledge.SecretName(name), o.Describe()+" with its field "+name
	}
	if c.isAddress(o) {
		degree, what = c.inQuery.degree, c.inQuery.describe()
	}
	if degree == knowledge.NoSecret {
		return finding.Finding{}, false
	}
	return c.finding(s, o, degree, what), true
}

// finding reports that a secret is logged.
func (c *checker) finding(s sink, o flow.Origin, degree knowledge.Secrecy, what string) finding.Finding {
	confidence := finding.Likely
	if degree == knowledge.SurelySecret {
		confidence = finding.Certain
	}
	if o.Weak || isMasked(o) {
		confidence--
	}
	fn, pos := where(c.Graph, s, o)
	by := flow.Short(s.site.Caller.Sym(s.site.Instr()))
	return finding.Finding{
		Rule: "secretlog", Severity: finding.High, Confidence: confidence, Place: fn.Place(pos),
		Message: fn.Name + ": " + what + " is written to a log by " + by +
			", where whoever reads logs can use it; leave it out or log a hash of it",
		Trace: append(o.Trace(), finding.Step{Place: s.site.Caller.Place(s.site.Instr().Pos), Text: "logged by " + by}),
		Fixes: c.redact(s, o),
		Key:   fn.ID + " " + s.site.Caller.ID + " " + by + " " + what,
	}
}

// where is the log call or, if that stands in a function which takes whatever it is given, the call of that function.
func where(g *graph.Graph, s sink, o flow.Origin) (*graph.Func, summary.Pos) {
	site := s.site
	for n := len(o.Calls); n > 0 && takesAnything(g, site.Caller); n-- {
		site = o.Calls[n-1]
	}
	return site.Caller, site.Instr().Pos
}

// takesAnything reports whether the last parameter of f is a list of arbitrary values, as that of a logger's method.
func takesAnything(g *graph.Graph, f *graph.Func) bool {
	sig := g.TypeOf(f, f.Sig)
	if !sig.IsKnown() || !sig.Variadic || f.NParams == 0 {
		return false
	}
	elem := g.TypeOf(f, f.Params[f.NParams-1].Type).Element()
	return elem.IsKnown() && (!elem.Local || elem.Underlying().Kind == summary.KindInterface) && elem.Underlying().Kind != summary.KindBasic
}
