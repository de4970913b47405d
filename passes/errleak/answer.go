package errleak

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
)

// sent lists the values that a call sends to the client.
func (c *checker) sent(site graph.Site) []sink {
	e := c.flow.Known(site)
	if e == nil || e.Response == nil {
		return nil
	}
	r := e.Response
	if to, ok := flow.Operand(site, r.To); ok && !c.flow.LeadsToClient(site, to) {
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
	if c.hides(r) {
		return list
	}
	add(r.Values, "!", false)
	if r.Picks && len(list) > 0 {
		list[len(list)-1].picked = true
	}
	add(r.Data, "{}", true)
	add(r.Error, "!", false)
	return list
}
