package dataexposure

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/wire"
	"github.com/apilint/apilint/internal/summary"
)

func check(p *link.Program, report func(finding.Finding)) {
	c := &checker{Program: p, encoders: map[string]*encoder{}}
	for f := range p.Graph.Funcs {
		for site := range f.Instrs {
			c.answer(site)
		}
	}
	for _, s := range c.results() {
		c.object(s, s.fn, nil, s.ref)
	}
	c.found.Report(report)
}

type checker struct {
	*link.Program
	encoders map[string]*encoder // by the struct tag that they read
	found    finding.Best
	empties  map[string][]graph.Site // see emptied
	abroad   map[string]bool         // see travels
}

// sink is a value that is encoded for the client.
type sink struct {
	fn  *graph.Func
	ref summary.Ref
	at  summary.Pos
	by  string // what sends it
	tag string // the struct tag that the encoder reads
}

// answer looks at what a call sends to the client as data.
func (c *checker) answer(site graph.Site) {
	e := c.Flow.Known(site)
	if e == nil || e.Response == nil {
		return
	}
	r := e.Response
	s := sink{fn: site.Caller, at: site.Instr().Pos, by: flow.Short(site.Caller.Sym(site.Instr())), tag: r.Tag}
	if s.tag == "" {
		s.tag = "json"
	}
	if to, ok := flow.Operand(site, r.To); ok && !c.Flow.LeadsToClient(site, to) {
		return
	}
	if ref, ok := flow.Operand(site, r.Data); ok {
		s.ref = ref
		c.shown(s, "{}")
		if t := c.Flow.TypeOf(s.fn, ref); t.IsKnown() && t.Underlying().Kind != summary.KindInterface {
			c.object(s, s.fn, nil, ref)
		}
	}
	if ref, ok := flow.Operand(site, r.Text); ok {
		s.ref = ref
		c.shown(s, "")
	}
	if ref, ok := flow.Operand(site, r.Values); ok && !r.Picks {
		s.ref = ref
		c.shown(s, "!")
	}
}

// results lists what remote procedures return: the library encodes it.
func (c *checker) results() []sink {
	var list []sink
	seen := map[string]bool{}
	for _, r := range c.Routes() {
		f := c.Graph.Func(r.Handler.ID)
		if f == nil || seen[f.ID] || len(f.Results) != 2 {
			continue
		}
		seen[f.ID] = true
		for site, in := range f.Instrs {
			if in.Op == summary.OpReturn && len(in.Args) == 2 && in.Pos.IsValid() && site.Block != int(f.Recover) {
				list = append(list, sink{fn: f, ref: in.Args[0], at: in.Pos, by: "the library that calls " + f.Name, tag: "json"})
			}
		}
	}
	return list
}

// shown looks at the objects that become part of a value on its way to the client.
func (c *checker) shown(s sink, path flow.Path) {
	for _, o := range c.Flow.Origins(c.encoder(s.tag).policy, nil, s.fn, s.ref, path) {
		if o.Kind == flow.Marked {
			in, _ := c.Flow.Def(o.Fn, o.Ref)
			at := s
			if o.Fn != s.fn {
				at = handedOn(s, o)
			}
			c.objectOf(at, o.Fn, o.Chain, in.Args[0], c.Graph.TypeOf(o.Fn, in.XType))
		}
	}
}

// handedOn is the sink where the function that has the object hands it on: what sends is a helper. An object that a callee
// hands back is handed on by the outermost caller that is known.
func handedOn(s sink, o flow.Origin) sink {
	for _, call := range o.Calls {
		if call.Caller == o.Fn {
			s.fn, s.at = call.Caller, call.Instr().Pos
			return s
		}
	}
	if len(o.Calls) > 0 {
		s.fn, s.at = o.Calls[0].Caller, o.Calls[0].Instr().Pos
	}
	return s
}

// object looks at a value whose type is known where it is sent.
func (c *checker) object(s sink, f *graph.Func, calls []graph.Site, ref summary.Ref) {
	c.objectOf(s, f, calls, ref, c.Flow.TypeOf(f, ref))
}

// objectOf reports the secret fields of an object of type t.
func (c *checker) objectOf(s sink, f *graph.Func, calls []graph.Site, ref summary.Ref, t graph.Type) {
	var shown []exposure
	for _, field := range c.encoder(s.tag).secrets(t) {
		if e, ok := c.expose(s, f, calls, ref, field); ok {
			shown = append(shown, e)
		}
	}
	if len(shown) == 0 {
		return
	}
	best := slices.MaxFunc(shown, func(a, b exposure) int { return int(a.confidence) - int(b.confidence) })
	shown = slices.DeleteFunc(shown, func(e exposure) bool { return e.confidence < best.confidence })
	var names []string
	severity := finding.Medium
	for _, e := range shown {
		if name := flow.Short(e.field.Owner.Name) + "." + e.field.Name(); !slices.Contains(names, name) {
			names = append(names, name)
		}
		if e.field.degree == knowledge.SurelySecret {
			severity = finding.High
		}
	}
	slices.Sort(names)
	place := s.fn.Place(s.at)
	c.found.Add(place, finding.Finding{
		Rule: "dataexposure", Severity: severity, Confidence: best.confidence, Place: place,
		Message: s.fn.Name + ": the response sent by " + s.by + " shows " + strings.Join(names, " and ") + ", " + best.from +
			"; hide such fields from the encoder or answer with a type that lacks them",
		Trace: best.trace, Fixes: c.hide(s.tag, shown),
		Key: s.fn.ID + " " + t.Deref().Name + " " + strings.Join(names, " "),
	})
}

// encoder is a kind of encoder.
type encoder struct {
	tag    string
	policy *flow.Policy
	known  map[string][]secret // by type
}

// secret is a field that is written and that its name calls a secret.
type secret struct {
	wire.Field
	degree knowledge.Secrecy
}

// writers are the methods by which values write themselves.
var writers = []string{"MarshalJSON", "MarshalText", "MarshalXML", "MarshalYAML"}

func (c *checker) encoder(tag string) *encoder {
	e := c.encoders[tag]
	if e == nil {
		e = &encoder{tag: tag, known: map[string][]secret{}}
		e.policy = &flow.Policy{Opaque: true, Source: e.find, Alike: flow.Except(flow.Marked)}
		c.encoders[tag] = e
	}
	return e
}

// find ends a search at an object with secret fields that is written as data.
func (e *encoder) find(n flow.Node) (flow.Origin, bool) {
	t := n.Boxed()
	if !n.IsData() || !t.IsKnown() || len(e.secrets(t)) == 0 {
		return flow.Origin{}, false
	}
	return flow.Origin{Kind: flow.Marked, Name: t.Name}, true
}

// secrets lists the secret fields that the encoder writes of a type.
func (e *encoder) secrets(t graph.Type) []secret {
	if !t.IsKnown() {
		return nil
	}
	if list, ok := e.known[t.Name]; ok && t.Name != "" {
		return list
	}
	var list []secret
	for _, f := range wire.Fields(t, e.tag, writers) {
		degree := max(knowledge.SecretName(f.Name()), knowledge.SecretName(f.Key))
		if degree == knowledge.MaybeSecret { // the token of an API token is a credential
			degree = max(degree, knowledge.SecretName(flow.Short(f.Owner.Name)+"."+f.Name()))
		}
		if degree != knowledge.NoSecret && isText(f.Type) && !flow.WritesItself(f.Type, writers) {
			list = append(list, secret{f, degree})
		}
	}
	e.known[t.Name] = list
	return list
}

// isText reports whether a field holds text, or a list of texts.
func isText(t graph.Type) bool {
	return flow.IsText(t) || t.IsKnown() && (flow.IsText(t.Element()) || knowledge.Holds(t.Deref().Name, knowledge.OptionalText))
}
