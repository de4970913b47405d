package errleak

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// fromProcedures lists the errors that remote procedures return. Libraries of such procedures send the text of every error,
// unless an interceptor puts another error in its place.
func (c *checker) fromProcedures(p *link.Program) []sink {
	loud := map[string]bool{}
	var order []*graph.Func
	somewhere := c.hidesSomewhere(p)
	for _, r := range p.Routes() {
		f := p.Graph.Func(r.Handler.ID)
		if f == nil || !isProcedure(p.Graph, f) {
			continue
		}
		if _, seen := loud[f.ID]; !seen {
			order = append(order, f)
		}
		loud[f.ID] = loud[f.ID] || !slices.ContainsFunc(r.Middleware, func(m link.Middleware) bool { return c.translates(p.Graph, m) })
	}
	var list []sink
	for _, f := range order {
		if !loud[f.ID] {
			continue
		}
		for _, s := range c.returns(f) {
			s.doubtful = somewhere
			list = append(list, s)
		}
	}
	return list
}

// hidesSomewhere reports whether the program has an interceptor that puts errors of its own in the place of others and is
// installed in a way that is not seen.
func (c *checker) hidesSomewhere(p *link.Program) bool {
	seen := map[string]bool{}
	for _, r := range p.Routes() {
		for _, m := range r.Middleware {
			seen[m.ID] = true
		}
	}
	for f := range p.Graph.Funcs {
		n := f.NParams
		if n >= 4 && !seen[f.ID] && isNamed(p.Graph.TypeOf(f, f.Params[n-1].Type), knowledge.UnaryHandler) && c.replaces(p.Graph, f) {
			return true
		}
	}
	return false
}

// isProcedure reports whether a handler takes a context or a stream of messages and returns an error last.
func isProcedure(g *graph.Graph, f *graph.Func) bool {
	if len(f.Results) == 0 || !g.TypeOf(f, f.Results[len(f.Results)-1].Type).IsError() {
		return false
	}
	for i, p := range f.Params[:f.NParams] {
		t := g.TypeOf(f, p.Type)
		if t.IsKnown() && (i <= 1 && t.Name == "context.Context" || knowledge.IsStream(t.Deref().Name)) {
			return true
		}
		if u := t.Underlying(); u.IsKnown() && u.Kind == summary.KindInterface {
			if _, sends := t.Method("SendMsg"); sends {
				return true
			}
		}
	}
	return false
}

func isNamed(t graph.Type, name string) bool { return t.IsKnown() && t.Name == name }

// returns lists the errors that a function hands back last.
func (c *checker) returns(f *graph.Func) []sink {
	var list []sink
	for site, in := range f.Instrs {
		if in.Op != summary.OpReturn || len(in.Args) == 0 || site.Block == int(f.Recover) || !in.Pos.IsValid() {
			continue
		}
		list = append(list, sink{
			fn: f, ref: c.assigned(site, in.Args[len(in.Args)-1]), path: "!", at: in.Pos, by: "the library that calls " + f.Name,
			status: func([]graph.Site) status { return unknown }, // by what a client or an interceptor makes of it
		})
	}
	return list
}

// assigned is what a return statement has just stored in a result that has a name, or that deferred calls may change.
func (c *checker) assigned(ret graph.Site, result summary.Ref) summary.Ref {
	load, _ := c.flow.Def(ret.Caller, result)
	if load == nil || load.Op != summary.OpLoad {
		return result
	}
	value := result
	for _, in := range ret.Caller.Blocks[ret.Block].Instrs[:ret.Index] {
		if in.Op == summary.OpStore && in.Args[0] == load.Args[0] {
			value = in.Args[1]
		}
	}
	return value
}

// translates reports whether a middleware, or what it makes of the handler that it gets, puts errors of its own in the place
// of those that come from there.
func (c *checker) translates(g *graph.Graph, m link.Middleware) bool {
	f := g.Func(m.ID)
	if f == nil {
		return false
	}
	if c.replaces(g, f) {
		return true
	}
	for n := 1; ; n++ {
		inner := g.Func(f.ID + "$" + strconv.Itoa(n))
		if inner == nil {
			return false
		}
		if c.replaces(g, inner) {
			return true
		}
	}
}

// replaces reports whether a function, after it has called what it is given, may return an error that does not come from
// there.
func (c *checker) replaces(g *graph.Graph, f *graph.Func) bool {
	if len(f.Results) == 0 || !g.TypeOf(f, f.Results[len(f.Results)-1].Type).IsError() {
		return false
	}
	next, ok := passesOn(f)
	if !ok {
		return false
	}
	for site, in := range f.Instrs {
		if in.Op != summary.OpReturn || len(in.Args) == 0 || !f.Dominates(next.Block, site.Block) {
			continue
		}
		for _, o := range c.flow.Origins(inner, nil, f, in.Args[len(in.Args)-1], "") {
			recovers := strings.HasPrefix(o.Fn.ID, f.ID+"$") // the error stands for a panic
			if made := o.Kind == flow.Safe || o.Kind == flow.Error || o.Kind == flow.Const && o.Name != "nil"; made && !recovers && !c.tells(o) {
				return true
			}
		}
	}
	return false
}

// tells reports whether an error that was made has the text of the one in whose place it is put.
func (c *checker) tells(o flow.Origin) bool {
	in, site := c.flow.Def(o.Fn, o.Ref)
	if o.Kind != flow.Safe || in == nil {
		return false
	}
	e := c.flow.Known(site)
	if e == nil || e.Response == nil {
		return false
	}
	for _, a := range []knowledge.Arg{e.Response.Text, e.Response.Values, e.Response.Error} {
		ref, ok := flow.Operand(site, a)
		if !ok {
			continue
		}
		for _, from := range c.flow.Origins(innerText, nil, o.Fn, ref, "!") {
			if from.Kind == flow.Marked {
				return true
			}
		}
	}
	return false
}

// inner follows an error up to the call of a function value, innerText its text.
var (
	inner     = &flow.Policy{Opaque: true, Source: fromFuncValue}
	innerText = &flow.Policy{Opaque: true, Source: fromFuncValue, Forms: []string{"Error"}}
)

func fromFuncValue(n flow.Node) (flow.Origin, bool) {
	return flow.Origin{Kind: flow.Marked, Name: "inner"}, n.Instr != nil && n.Instr.Op == summary.OpCallValue
}

// passesOn returns the first call of a function value.
func passesOn(f *graph.Func) (graph.Site, bool) {
	for site, in := range f.Instrs {
		if in.Op == summary.OpCallValue {
			return site, true
		}
	}
	return graph.Site{}, false
}
