package sqlconcat

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// text follows what becomes query text. Conditions that are no text, such as structs and maps, are bound by the library.
var text = &flow.Policy{
	Sink: knowledge.InSQL, Guards: true, Forms: flow.Text.Forms,
	Source: func(n flow.Node) (flow.Origin, bool) {
		return flow.Origin{Kind: flow.Safe, Name: "bound by the library"}, isCondition(n)
	},
}

func check(p *link.Program, report func(finding.Finding)) {
	var found finding.Best
	for f := range p.Graph.Funcs {
		for site := range f.Instrs {
			for _, v := range queryTexts(p.Flow, site) {
				for _, o := range p.Flow.Origins(text, nil, f, v.ref, v.path) {
					if one, ok := judge(p.Flow, site, v, o); ok {
						one.Fixes = bind(p, site, v)
						found.Add(built(site, o), one)
					}
				}
			}
		}
	}
	found.Report(report)
}

// built is the place where the text is put together, so that a text which several calls run is one finding.
func built(site graph.Site, o flow.Origin) finding.Place {
	if s, ok := concatenation(o); ok {
		return s.Fn.Place(s.Pos)
	}
	return site.Caller.Place(site.Instr().Pos)
}

// value is a part of an operand.
type value struct {
	ref  summary.Ref
	path flow.Path
}

// queryTexts lists the operands of a call that it hands to a database as text.
func queryTexts(t *flow.Tracer, site graph.Site) []value {
	e := t.Known(site)
	if e == nil || e.Query == nil || e.Query.Renders {
		return nil
	}
	var list []value
	if ref, ok := flow.Operand(site, e.Query.Text); ok {
		v := value{ref: ref}
		if u := t.TypeOf(site.Caller, ref).Underlying(); u.IsKnown() && u.Kind == summary.KindSlice && !e.Query.Each && !isBytes(u) {
			v.path = "[0]"
		}
		list = append(list, v)
	}
	if ref, ok := flow.Operand(site, e.Query.Keys); ok {
		list = append(list, value{ref, "[#]"})
	}
	return list
}

func isBytes(slice graph.Type) bool {
	elem := slice.Element()
	return elem.IsKnown() && (elem.Name == "byte" || elem.Name == "uint8")
}

// isCondition reports whether a value that is about to become an interface is something other than text.
func isCondition(n flow.Node) bool {
	if n.Instr == nil || n.Instr.Op != summary.OpMakeIface || n.Path != "" {
		return false
	}
	u := n.Boxed().Underlying()
	if !u.IsKnown() {
		return false
	}
	switch u.Kind {
	case summary.KindStruct, summary.KindMap, summary.KindPointer, summary.KindFunc, summary.KindArray:
		return true
	case summary.KindSlice:
		return !isBytes(u)
	}
	return false
}

// judge turns an origin of query text into a finding, unless it is harmless.
func judge(t *flow.Tracer, site graph.Site, v value, o flow.Origin) (finding.Finding, bool) {
	found := finding.Finding{Rule: "sqlconcat", Severity: finding.High, Confidence: finding.Unlikely}
	switch o.Kind {
	case flow.Request:
		found.Severity, found.Confidence = finding.Critical, finding.Certain
	case flow.Param, flow.Context:
		_, built := concatenation(o)
		if (built || t.Known(site).Query.Params == knowledge.None) && mayHoldText(t, o) && !isDead(t, o) {
			found.Confidence = finding.Likely // else it hands on whole statements, and that is what it is for
		}
	case flow.Stored:
		if e := knowledge.Lookup(o.Name); e != nil && e.Query != nil && e.Query.Do == knowledge.Build {
			return found, false // a part of the query, whose text is judged where it is made
		}
	case flow.Unknown, flow.Error, flow.Env, flow.Exhausted:
	default:
		return found, false
	}
	if o.Weak && found.Confidence > finding.Unlikely {
		found.Confidence--
	}
	fn, pos := where(t, site, v, o)
	found.Place = fn.Place(pos)
	found.Message = fn.Name + ": " + o.Describe() + " becomes part of the text of a query, " + consequence(o)
	found.Trace = append(o.Trace(), finding.Step{
		Place: site.Caller.Place(site.Instr().Pos), Text: "run as a query by " + flow.Short(site.Caller.Sym(site.Instr())),
	})
	found.Key = fn.ID + " " + site.Caller.ID + " " + site.Caller.Sym(site.Instr()) + " " + o.Describe()
	return found, found.Place.IsValid()
}

// mayHoldText reports whether a parameter is text or an object of the program, rather than one of a library's that is
// read in passing.
func mayHoldText(t *flow.Tracer, o flow.Origin) bool {
	typ := t.TypeOf(o.Fn, o.Ref).Deref()
	return o.Kind != flow.Param || !typ.IsKnown() || typ.Local || typ.Kind != summary.KindNamed || flow.IsText(typ)
}

// isDead reports whether the parameter belongs to a function that its program does not use. A library's functions are used
// by others.
func isDead(t *flow.Tracer, o flow.Origin) bool {
	return o.Kind == flow.Param && t.HasMain(o.Fn.Pkg.Module) && !t.IsValue(o.Fn.ID) && len(t.Graph().Callers(o.Fn.ID)) == 0
}

func consequence(o flow.Origin) string {
	if o.Kind == flow.Request {
		return "so a client can run SQL of its own; bind it as a parameter or choose among constants"
	}
	return "so whoever controls it can run SQL; bind it as a parameter or choose among constants"
}

// where is the expression that puts the text together if that happens in another function than the query, else the
// query's operand.
func where(t *flow.Tracer, site graph.Site, v value, o flow.Origin) (*graph.Func, summary.Pos) {
	if s, ok := concatenation(o); ok && s.Fn != site.Caller {
		return s.Fn, s.Pos
	}
	call := site.Instr().Pos
	if def, _ := t.Def(site.Caller, v.ref); def != nil && def.Op == summary.OpBinOp && def.Pos.Line >= call.Line && def.Pos.EndLine <= call.EndLine {
		return site.Caller, def.Pos
	}
	return site.Caller, call
}

// concatenation is the first step at which the value joins other text, in functions that hand back text only if there is
// none elsewhere.
func concatenation(o flow.Origin) (flow.Step, bool) {
	var inner flow.Step
	for _, s := range o.Steps() {
		switch {
		case s.Kind != flow.StepConcat || !s.Pos.IsValid():
		case !s.Inner:
			return s, true
		case inner.Fn == nil:
			inner = s
		}
	}
	return inner, inner.Fn != nil
}
