package cors

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// plain follows text and functions as they are.
var plain = &flow.Policy{Opaque: true}

// scheme ends the search at the part of a URL that tells nothing about who its owner is.
func scheme(n flow.Node) (flow.Origin, bool) {
	t, field := n.Field()
	return flow.Origin{Kind: flow.Number}, t.IsKnown() && t.Name == "net/url.URL" && field == "Scheme"
}

// isOriginHeader reports whether a value is the client's word about its origin.
func isOriginHeader(o flow.Origin) bool {
	return o.Kind == flow.Request && o.Part == "header" && strings.EqualFold(o.Name, "Origin")
}

// isOrigin reports whether a value has anything of the origin that the client claims: the header, or the parameter of a
// function that decides about origins.
func (c *checker) isOrigin(f *graph.Func, ref summary.Ref) bool {
	return slices.ContainsFunc(c.t.Origins(c.texts, nil, f, ref, ""), c.claims)
}

func (c *checker) claims(o flow.Origin) bool {
	return isOriginHeader(o) || o.Kind == flow.Param && c.deciders[o.Fn] && isText(c.t.TypeOf(o.Fn, o.Ref))
}

// mixes reports whether a value also has something else than the origin.
func (c *checker) mixes(f *graph.Func, ref summary.Ref) bool {
	return slices.ContainsFunc(c.t.Origins(c.texts, nil, f, ref, ""), func(o flow.Origin) bool { return !c.claims(o) })
}

func isText(t graph.Type) bool {
	u := t.Underlying()
	return u.IsKnown() && u.Kind == summary.KindBasic && u.Name == "string"
}

// constants returns the values that an operand may have if all of them are constants.
func (c *checker) constants(f *graph.Func, ref summary.Ref) ([]string, bool) {
	if text, ok := c.t.ConstText(f, ref); ok {
		return []string{text}, true
	}
	if d, _ := c.t.Def(f, ref); d != nil && (d.Op == summary.OpBinOp || d.Op == summary.OpNot || d.Op == summary.OpBuiltin) {
		return nil, false // made of its operands, not one of them
	}
	var list []string
	for _, o := range c.t.Origins(c.switches, nil, f, ref, "") {
		if o.Kind != flow.Const {
			return nil, false
		}
		list = append(list, o.Name)
	}
	return list, len(list) > 0
}

// decides returns the way on which a value that is not about the origin has some outcome. If it comes from the
// configuration, the operator has asked for it; if a library or a store says it, it may never come to that.
func (c *checker) decides(f *graph.Func, ref summary.Ref) way {
	w := way{}
	for _, o := range c.t.Origins(flow.Values, nil, f, ref, "") {
		switch o.Kind {
		case flow.Request, flow.Error:
			return way{}
		case flow.Env:
			w.width, w.why = configured, "the configuration asks for it"
		case flow.Unknown, flow.Stored, flow.Param:
			w.maybe = true
		}
	}
	return w
}

// callees returns the functions of the program that a call may run.
func (c *checker) callees(site graph.Site) []*graph.Func {
	if site.Instr().Op != summary.OpCallValue {
		return c.p.Graph.Callees(site)
	}
	var list []*graph.Func
	for _, o := range c.t.Origins(plain, nil, site.Caller, site.Instr().Args[0], "") {
		if f := c.p.Graph.Func(o.Name); o.Kind == flow.Func && f != nil {
			list = append(list, f)
		}
	}
	return list
}

// resultType returns the type of a result of a call.
func (c *checker) resultType(site graph.Site, result int) graph.Type {
	t := c.p.Graph.TypeOf(site.Caller, site.Instr().Type)
	if t.IsKnown() && t.Kind == summary.KindTuple && result < len(t.Params) {
		return c.p.Graph.Type(t.Package(), t.Params[result])
	}
	return t
}
