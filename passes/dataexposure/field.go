package dataexposure

import (
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/column"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// exposure is a secret field that a response shows.
type exposure struct {
	field      secret
	confidence finding.Confidence
	from       string // where its content comes from
	trace      []finding.Step
}

// values follows the content of a field, up to the hash of a password.
var values = &flow.Policy{
	Opaque: true,
	Alike:  flow.Except(flow.Stored, flow.Env, flow.Marked, flow.Unknown, flow.Exhausted),
	Source: func(n flow.Node) (flow.Origin, bool) {
		if n.Instr == nil || n.Instr.Op != summary.OpCall {
			return flow.Origin{}, false
		}
		e := n.Fn.Known(n.Fn.Sym(n.Instr))
		return flow.Origin{Kind: flow.Marked, Name: "hash of a password"}, e != nil && e.Credential != nil && e.Credential.Do == knowledge.HashesPassword
	},
}

// expose judges whether a response shows the content of a secret field of an object: that depends on where it comes from.
func (c *checker) expose(s sink, f *graph.Func, calls []graph.Site, ref summary.Ref, field secret) (exposure, bool) {
	e := exposure{field: field}
	isModel := c.Objects().Type(field.Owner) != nil
	for _, o := range c.Flow.Origins(values, calls, f, ref, flow.Field(field.Path...)) {
		confidence, from, ok := c.judge(o, field, isModel)
		if !ok || c.emptied(s, o, field) || e.from != "" && confidence <= e.confidence {
			continue
		}
		e.confidence, e.from = confidence, from
		e.trace = append(o.Trace(), finding.Step{Place: s.fn.Place(s.at), Text: "sent to the client by " + s.by})
	}
	return e, e.from != ""
}

// judge says how likely it is that what comes from an origin is a secret which the client should not see.
func (c *checker) judge(o flow.Origin, field secret, isModel bool) (finding.Confidence, string, bool) {
	sure := finding.Unlikely
	switch {
	case field.degree == knowledge.SurelySecret:
		sure = finding.Certain
	case knowledge.IsCode(field.Name()):
		sure = finding.Likely
	}
	switch o.Kind {
	case flow.Stored:
		if !column.IsColumn(field.Decl) || c.leavesOut(o, field) {
			return 0, "", false
		}
		return sure, "which the program loads by " + flow.Short(o.Name), true
	case flow.Env:
		return min(sure, finding.Likely), "which comes from the program's configuration", true
	case flow.Marked:
		if !isModel {
			return 0, "", false
		}
		return min(sure, finding.Likely), "a hash that is stored with it", true
	case flow.Param, flow.Unknown, flow.Exhausted:
		if !isModel {
			return 0, "", false
		}
		return finding.Unlikely, "if it is set", true
	}
	return 0, "", false
}

// leavesOut reports whether the query that loads an object does not load a field of it, or has just made what it loads. A
// destination that is handed over by itself may be filled from a column that is called a little different.
func (c *checker) leavesOut(o flow.Origin, field secret) bool {
	for site, in := range o.Fn.Instrs {
		if in.Pos == o.Pos && o.Fn.Sym(in) == o.Name {
			s := column.Of(c.Flow, site)
			return s.Adds() && !isOfPassword(field.Name()) || s.LeavesOut(column.Name(field.Decl), o.Path.Last() != field.Name())
		}
	}
	return false
}

// isOfPassword reports whether a field has a password or its hash. Those are never handed out, whereas clients must get new
// tokens and keys once.
func isOfPassword(field string) bool {
	name := strings.ToLower(field)
	return strings.Contains(name, "pass") || strings.Contains(name, "pwd") || strings.Contains(name, "hash") || strings.Contains(name, "salt")
}
