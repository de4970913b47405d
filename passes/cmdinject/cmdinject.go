package cmdinject

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/arrival"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

var (
	// programs follows what is run: the program, or a line of a shell.
	programs = &flow.Policy{Callers: true, Sink: knowledge.InCommand, Guards: true, Forms: flow.Text.Forms}
	// arguments follows what an argument begins with.
	arguments = &flow.Policy{Callers: true, Sink: knowledge.InArgument, Guards: true, Forms: flow.Text.Forms, Head: flow.IsNoOption}
)

func check(p *link.Program, report func(finding.Finding)) {
	c := &commands{flow: p.Flow}
	arrival.Report(p.Flow, c.sinks, func(a arrival.Arrival) (finding.Finding, bool) {
		confidence, ok := a.Confidence()
		if !ok {
			return finding.Finding{}, false
		}
		f := a.Finding("cmdinject", "is run as a command by "+a.By()+
			", so a client runs programs of its own; pass it as an argument to a constant program, or choose among constants")
		f.Severity, f.Confidence = finding.Critical, confidence
		if a.Policy == arguments {
			f = a.Finding("cmdinject", "is an argument that "+a.By()+
				" hands on, so with a dash in front it is an option of the program; put -- before it, or refuse the dash")
			f.Severity, f.Confidence = finding.Medium, finding.Unlikely
			if c.runsByOption(a.Site) {
				f.Confidence = min(confidence, finding.Likely)
			}
		}
		return f, true
	}, report)
}

type commands struct{ flow *flow.Tracer }

// sinks lists the operands of a call that say what is run.
func (c *commands) sinks(site graph.Site, e *knowledge.Entry) []arrival.Sink {
	if e.Command == nil {
		return nil
	}
	var list []arrival.Sink
	add := func(ref summary.Ref, path flow.Path, p *flow.Policy) {
		list = append(list, arrival.Sink{Site: site, Ref: ref, Path: path, Policy: p})
	}
	if ref, ok := flow.Operand(site, e.Command.Line); ok {
		add(ref, "", programs)
	}
	program, ok := flow.Operand(site, e.Command.Program)
	if !ok {
		return list
	}
	add(program, "", programs)
	args, ok := flow.Operand(site, e.Command.Args)
	if !ok {
		return list
	}
	elems := c.flow.Elements(site.Caller, args)
	if elems == nil {
		policy := arguments
		if c.isInterpreter(site, program) {
			policy = programs
		}
		add(args, "[]", policy)
		return list
	}
	code := c.isInterpreter(site, program)
	for i, ref := range elems {
		text, isConst := c.flow.ConstText(site.Caller, ref)
		switch {
		case isConst && text == "--":
			return list
		case isConst && knowledge.IsInterpreter(text):
			code = true
		case code && i > 0 && c.isCodeFlag(site, elems[i-1]):
			add(ref, "", programs)
			return list // what follows are parameters of the code
		case !isConst:
			add(ref, "", arguments)
		}
	}
	return list
}

func (c *commands) isCodeFlag(site graph.Site, ref summary.Ref) bool {
	text, ok := c.flow.ConstText(site.Caller, ref)
	return ok && knowledge.IsCodeFlag(text)
}

// texts follows a program to its name.
var texts = &flow.Policy{Opaque: true}

func (c *commands) isInterpreter(site graph.Site, program summary.Ref) bool {
	return c.anyName(site, program, knowledge.IsInterpreter)
}

func (c *commands) runsByOption(site graph.Site) bool {
	program, ok := flow.Operand(site, c.flow.Known(site).Command.Program)
	return ok && c.anyName(site, program, knowledge.RunsByOption)
}

// anyName reports whether the program that a call runs may have a name of some kind.
func (c *commands) anyName(site graph.Site, program summary.Ref, is func(string) bool) bool {
	for _, o := range c.flow.Origins(texts, nil, site.Caller, program, "") {
		if o.Kind == flow.Const && is(o.Name) {
			return true
		}
	}
	return false
}
