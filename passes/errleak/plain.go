package errleak

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// returned lists the errors that a handler returns to a library that sends the text of every error.
func (c *checker) returned(g *graph.Graph, f *graph.Func) []sink {
	lib, ok := handlerOf(g, f)
	if !ok || !c.flow.IsValue(f.ID) || c.isQuiet(g, lib, f) {
		return nil
	}
	var list []sink
	for _, in := range f.Instrs {
		if in.Op != summary.OpReturn || len(in.Args) != 1 {
			continue
		}
		list = append(list, sink{
			fn: f, ref: in.Args[0], path: "!", at: in.Pos, by: "the error handler of the library",
			status: func([]graph.Site) status { return failed },
		})
	}
	return list
}

// handlerOf returns the library whose handlers look like f: func(exchange) error.
func handlerOf(g *graph.Graph, f *graph.Func) (knowledge.PlainErrors, bool) {
	params := f.Params[:f.NParams]
	if f.HasRecv {
		params = params[1:]
	}
	if len(params) != 1 || len(f.Results) != 1 || !g.TypeOf(f, f.Results[0].Type).IsError() {
		return knowledge.PlainErrors{}, false
	}
	t := g.TypeOf(f, params[0].Type).Deref()
	if !t.IsKnown() {
		return knowledge.PlainErrors{}, false
	}
	return knowledge.PlainErrorsOf(t.Name)
}

// isQuiet reports whether every server that f is registered at has an error handler of its own.
func (c *checker) isQuiet(g *graph.Graph, lib knowledge.PlainErrors, f *graph.Func) bool {
	if c.servers == nil {
		c.servers = map[string]*servers{}
	}
	s := c.servers[lib.New]
	if s == nil {
		s = c.findServers(g, lib)
		c.servers[lib.New] = s
	}
	at := s.of[f.ID]
	if len(at) == 0 {
		at = s.all // registered in a way that is not seen
	}
	return len(at) > 0 && !slices.ContainsFunc(at, func(made graph.Site) bool { return !s.quiet[made] })
}

// servers are the servers of one library in the program.
type servers struct {
	all   []graph.Site
	quiet map[graph.Site]bool     // has an error handler of its own
	of    map[string][]graph.Site // by the ID of a handler
	trace *flow.Policy            // follows a router to the call that made it
}

func (c *checker) findServers(g *graph.Graph, lib knowledge.PlainErrors) *servers {
	s := &servers{quiet: map[graph.Site]bool{}, of: map[string][]graph.Site{}}
	s.trace = &flow.Policy{Values: true, Alike: flow.Except(flow.Marked), Source: func(n flow.Node) (flow.Origin, bool) {
		made := n.Instr != nil && n.Instr.Op == summary.OpCall && n.Fn.Sym(n.Instr) == lib.New
		return flow.Origin{Kind: flow.Marked, Name: lib.New}, made
	}}
	for f := range g.Funcs {
		for site, in := range f.Instrs {
			if in.Op == summary.OpCall && f.Sym(in) == lib.New {
				s.all = append(s.all, site)
				s.quiet[site] = c.hasErrorHandler(site, lib)
			}
		}
	}
	if len(s.all) < 2 {
		return s
	}
	for f := range g.Funcs {
		for site := range f.Instrs {
			c.register(s, site)
		}
	}
	return s
}

// hasErrorHandler reports whether a server is made with a function of the program as its error handler.
func (c *checker) hasErrorHandler(made graph.Site, lib knowledge.PlainErrors) bool {
	config, ok := flow.Operand(made, knowledge.Arg0)
	if !ok {
		return false
	}
	if lib.Option != "" {
		origins := c.flow.Origins(&flow.Policy{Opaque: true}, nil, made.Caller, config, "[]")
		return slices.ContainsFunc(origins, func(o flow.Origin) bool { return o.Name == lib.Option })
	}
	origins := c.flow.Origins(flow.Text, nil, made.Caller, config, flow.Field("[0]", lib.Field))
	return slices.ContainsFunc(origins, func(o flow.Origin) bool { return o.Kind == flow.Func })
}

// register notes the handlers that a call registers at a server.
func (c *checker) register(s *servers, site graph.Site) {
	e := c.flow.Known(site)
	if e == nil || e.Router == nil {
		return
	}
	on, ok := flow.Operand(site, knowledge.Recv)
	if !ok {
		return
	}
	var at []graph.Site
	for _, o := range c.flow.Origins(s.trace, nil, site.Caller, on, "") {
		if o.Kind == flow.Marked {
			_, made := c.flow.Def(o.Fn, o.Ref)
			at = append(at, made)
		}
	}
	for _, a := range []knowledge.Arg{e.Router.Handler, e.Router.Handlers} {
		ref, ok := flow.Operand(site, a)
		if !ok {
			continue
		}
		for _, o := range c.flow.Origins(flow.Text, nil, site.Caller, ref, "") {
			if o.Kind == flow.Func {
				s.of[o.Name] = append(s.of[o.Name], at...)
			}
		}
	}
}
