package errleak

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// sent lists the values that a call sends to the client.
func (c *checker) sent(site graph.Site) []sink {
	e := c.flow.Known(site)
	if e == nil || e.Response == nil {
		return nil
	}
	r := e.Response
	if to, ok := flow.Operand(site, r.To); ok && !c.leadsToClient(site, to) {
		return nil
	}
	var list []sink
	add := func(a knowledge.Arg, path flow.Path, encoded bool) {
		if ref, ok := flow.Operand(site, a); ok {
			list = append(list, sink{
				fn: site.Caller, ref: ref, path: path, at: site.Instr().Pos, by: flow.Short(site.Caller.Sym(site.Instr())), encoded: encoded,
				status: func(calls []graph.Site) status { return c.statusOf(site, r, calls) },
			})
		}
	}
	add(r.Text, "", false)
	add(r.Values, "!", false)
	if r.Picks && len(list) > 0 {
		list[len(list)-1].picked = true
	}
	add(r.Data, "{}", true)
	add(r.Error, "!", false)
	return list
}

// writers follows a writer to the connection behind it.
var writers = &flow.Policy{
	Values: true,
	Source: func(n flow.Node) (flow.Origin, bool) {
		t := n.Type().Deref()
		return flow.Origin{Kind: flow.Marked, Name: "client"}, t.IsKnown() && n.Path == "" && knowledge.IsAnswer(t.Name)
	},
}

// leadsToClient reports whether what is written to a writer goes to the client.
func (c *checker) leadsToClient(site graph.Site, writer summary.Ref) bool {
	for _, o := range c.flow.Origins(writers, nil, site.Caller, writer, "") {
		if o.Kind == flow.Marked {
			return true
		}
	}
	return false
}
