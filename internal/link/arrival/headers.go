package arrival

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// headers knows the headers that the program sets on requests that arrive: middleware tells handlers who calls by them, and
// what the client sent under the name is gone.
type headers struct {
	flow  *flow.Tracer
	names map[string]bool // in lower case; made on demand
}

// sets reports whether the program sets a header.
func (h *headers) sets(name string) bool {
	if h.names == nil {
		h.names = map[string]bool{}
		for f := range h.flow.Graph().Funcs {
			for site, in := range f.Instrs {
				if in.Op == summary.OpCall && f.Sym(in) == "(net/http.Header).Set" && h.arrives(site) {
					key, _ := h.flow.ConstText(f, in.Args[1])
					h.names[strings.ToLower(key)] = true
				}
			}
		}
	}
	return name != "" && h.names[strings.ToLower(name)]
}

// arrives reports whether the header of a call is that of a request that the program did not prepare in the same function.
func (h *headers) arrives(set graph.Site) bool {
	ref := set.Instr().Args[0]
	isRequest := false
	for {
		in, _ := h.flow.Def(set.Caller, ref)
		if in == nil {
			return isRequest
		}
		switch in.Op {
		case summary.OpFieldAddr:
			owner := h.flow.Graph().TypeOf(set.Caller, in.XType)
			isRequest = isRequest || owner.IsKnown() && owner.Name == "net/http.Request" && set.Caller.Sym(in) == "Header"
		case summary.OpLoad, summary.OpExtract:
		case summary.OpCall:
			e := knowledge.Lookup(set.Caller.Sym(in))
			return isRequest && (e == nil || e.Fetch == nil)
		default:
			return isRequest
		}
		ref = in.Args[0]
	}
}
