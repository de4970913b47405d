package errleak

import (
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

// text follows what clients read. An error that was compared with one of the program's own is no internal one.
var text = &flow.Policy{
	Sink: knowledge.InAnswer, Guards: true, Forms: flow.Text.Forms, Alike: flow.Except(flow.Panic, flow.Error),
}

func check(p *link.Program, report func(finding.Finding)) {
	c := &checker{flow: p.Flow, others: map[finding.Place]map[finding.Place]bool{}}
	for f := range p.Graph.Funcs {
		for site := range f.Instrs {
			for _, s := range c.sent(site) {
				c.trace(s)
			}
		}
		for _, s := range c.returned(p.Graph, f) {
			c.trace(s)
		}
	}
	for _, s := range c.fromProcedures(p) {
		c.trace(s)
	}
	c.found.Report(func(f finding.Finding) { report(c.withOthers(f)) })
}

type checker struct {
	flow    *flow.Tracer
	found   finding.Best                             // by the place of the finding
	others  map[finding.Place]map[finding.Place]bool // by the place of the finding, where the errors come from
	servers map[string]*servers                      // by the function that makes them
	changed map[string]bool                          // see hides
}

// sink is a value that reaches the client.
type sink struct {
	fn   *graph.Func
	ref  summary.Ref
	path flow.Path
	at   summary.Pos
	by   string // the function that sends it
	// encoded values show the exported fields of an error, and not its text.
	encoded bool
	// picked values are sent as far as a template names them.
	picked bool
	// doubtful values may be hidden on their way by something that is not seen there.
	doubtful bool
	status   func(calls []graph.Site) status
}

func (c *checker) trace(s sink) {
	for _, o := range c.flow.Origins(text, nil, s.fn, s.ref, s.path) {
		confidence, ok := c.judge(s, o)
		if !ok {
			continue
		}
		f := c.finding(s, o, confidence)
		c.found.Add(f.Place, f)
		if confidence > finding.Unlikely {
			c.note(f.Place, o.Place())
		}
	}
}

// note records that the error made at a place is part of the finding at another.
func (c *checker) note(at, from finding.Place) {
	if c.others[at] == nil {
		c.others[at] = map[finding.Place]bool{}
	}
	c.others[at][from] = true
}

// withOthers says how many errors leave the service at the place of a finding, if there are more than one: a helper that
// answers for many handlers is one finding.
func (c *checker) withOthers(f finding.Finding) finding.Finding {
	if n := len(c.others[f.Place]) - 1; n > 0 {
		f.Message = strings.Replace(f.Message, " reaches the client", fmt.Sprintf(", like %d more, reaches the client", n), 1)
	}
	return f
}

// judge says how likely it is that an origin gives away internals.
func (c *checker) judge(s sink, o flow.Origin) (finding.Confidence, bool) {
	isText := strings.HasSuffix(string(o.Path), "!")
	var confidence finding.Confidence
	switch o.Kind {
	case flow.Panic:
		return finding.Certain, true
	case flow.Error:
		kind := knowledge.FailureOf(o.Name, c.flow.Graph().Known(o.Name))
		if !isText {
			return finding.Likely, s.encoded && kind == knowledge.OfStore // drivers export their error's fields
		}
		switch answered := s.status(o.Calls); kind {
		case knowledge.OfStore, knowledge.OfSystem:
			confidence = finding.Certain
		case knowledge.OfAnswer, knowledge.OfNothing:
			return 0, false
		case knowledge.OfInput, knowledge.OfCheck:
			if answered == refused {
				return 0, false
			}
			confidence = finding.Unlikely
			if answered == failed && kind == knowledge.OfInput {
				confidence = finding.Likely
			}
		default:
			confidence = finding.Likely
			if answered == refused {
				confidence = finding.Unlikely
			}
		}
	case flow.Param:
		if o.Path != "!" || !isErrorParam(c.flow, o) {
			return 0, false
		}
		confidence = finding.Likely
		if s.status(o.Calls) == refused {
			confidence = finding.Unlikely
		}
	default:
		return 0, false
	}
	if o.Weak && confidence > finding.Unlikely {
		confidence--
	}
	if s.doubtful || s.picked && !madeText(o) { // picked: an object that has the error in it, and perhaps a text for people too
		confidence = finding.Unlikely
	}
	return confidence, true
}

// madeText reports whether the program itself turned the error into a text or handed it on as a value of its own.
func madeText(o flow.Origin) bool {
	return slices.ContainsFunc(o.Steps(), func(s flow.Step) bool { return s.Kind == flow.StepText || s.Kind == flow.StepConcat })
}

func isErrorParam(t *flow.Tracer, o flow.Origin) bool {
	return t.TypeOf(o.Fn, o.Ref).IsError()
}

func (c *checker) finding(s sink, o flow.Origin, confidence finding.Confidence) finding.Finding {
	fn, pos := where(s, o)
	what := "the text of an " + o.Describe()
	switch o.Kind {
	case flow.Panic:
		what = "a " + o.Describe()
	case flow.Param:
		what = "the text of any error in " + o.Describe()
	}
	return finding.Finding{
		Rule: "errleak", Severity: finding.Medium, Confidence: confidence, Place: fn.Place(pos),
		Message: fn.Name + ": " + what + " reaches the client by " + s.by +
			" and tells about the inside of the service; log it and answer with a text of your own",
		Trace: append(o.Trace(), finding.Step{Place: s.fn.Place(s.at), Text: "sent to the client by " + s.by}),
		Fixes: c.constant(fn, o),
		Key:   fn.ID + " " + s.fn.ID + " " + s.by,
	}
}

// where is the expression that turns the error into text if that happens in another function than the answer, else the answer.
// What a function hands back as text is reported where it is handed on.
func where(s sink, o flow.Origin) (*graph.Func, summary.Pos) {
	var text, passed flow.Step
	madeBelow := false
	for _, step := range o.Steps() {
		switch {
		case step.Inner:
			madeBelow = madeBelow || step.Kind == flow.StepText
		case !step.Pos.IsValid():
		case step.Kind == flow.StepText, step.Kind == flow.StepConcat:
			text = step
		case step.Kind == flow.StepCall && passed.Fn == nil:
			passed = step
		}
	}
	if text.Fn == nil && madeBelow {
		text = passed
	}
	if text.Fn == nil || text.Fn == s.fn {
		return s.fn, s.at
	}
	return text.Fn, text.Pos
}
