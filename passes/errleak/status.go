package errleak

import (
	"strconv"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// status is how an answer is marked.
type status uint8

const (
	unknown status = iota
	refused        // the client is at fault: 4xx
	failed         // the server is: 5xx
)

// numbers follows status codes.
var numbers = &flow.Policy{Values: true, Opaque: true}

// statusOf returns the status of the answer that a call writes under a chain of calls.
func (c *checker) statusOf(site graph.Site, r *knowledge.Response, calls []graph.Site) status {
	if r.Code != 0 {
		return classify(r.Code)
	}
	if ref, ok := flow.Operand(site, r.Status); ok {
		return c.codes(site.Caller, ref, calls)
	}
	for n := len(calls); ; n-- {
		if before, ref, ok := c.setBefore(site); ok {
			return c.codes(before.Caller, ref, calls[:n])
		}
		if n == 0 {
			return unknown
		}
		site = calls[n-1]
	}
}

// setBefore finds the nearest call before a site, on the way from the function's entry, that only sets the status.
func (c *checker) setBefore(site graph.Site) (graph.Site, summary.Ref, bool) {
	f := site.Caller
	last := site.Index
	for b := site.Block; b >= 0; b = int(f.Blocks[b].Idom) {
		for i := last - 1; i >= 0; i-- {
			s := graph.Site{Caller: f, Block: b, Index: i}
			if ref, ok := c.setsStatus(s); ok {
				return s, ref, true
			}
		}
		if idom := int(f.Blocks[b].Idom); idom >= 0 {
			last = len(f.Blocks[idom].Instrs)
		}
	}
	return site, 0, false
}

func (c *checker) setsStatus(s graph.Site) (summary.Ref, bool) {
	e := c.flow.Known(s)
	if e == nil || e.Response == nil || e.Response.Text != knowledge.None || e.Response.Data != knowledge.None ||
		e.Response.Values != knowledge.None || e.Response.Error != knowledge.None {
		return 0, false
	}
	return flow.Operand(s, e.Response.Status)
}

// codes classifies all values that a status may have.
func (c *checker) codes(f *graph.Func, ref summary.Ref, calls []graph.Site) status {
	var all status
	for i, o := range c.flow.Origins(numbers, calls, f, ref, "") {
		code, err := strconv.Atoi(o.Name)
		if o.Kind != flow.Const || err != nil {
			return unknown
		}
		s := classify(code)
		if i > 0 && s != all {
			return unknown
		}
		all = s
	}
	return all
}

// refusals are the gRPC codes by which a server blames its client.
var refusals = map[int]bool{3: true, 5: true, 6: true, 7: true, 9: true, 11: true, 16: true}

func classify(code int) status {
	switch {
	case code >= 400 && code < 500, refusals[code]:
		return refused
	case code >= 500, code > 0 && code < 17:
		return failed
	}
	return unknown
}
