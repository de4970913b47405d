package flow

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// connections follows a writer to the connection behind it, and not what was written before.
var connections = &Policy{
	Alike: Except(Marked),
	Source: func(n Node) (Origin, bool) {
		if n.Path != "" && n.Path.isForm() || n.IsText() {
			return Origin{Kind: Safe, Name: "written text"}, true
		}
		t := n.Type().Deref()
		return Origin{Kind: Marked, Name: "client"}, t.IsKnown() && n.Path == "" && knowledge.IsAnswer(t.Name)
	},
}

// LeadsToClient reports whether what a call writes to its operand writer goes to the client.
func (t *Tracer) LeadsToClient(site graph.Site, writer summary.Ref) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return !t.all(connections, node{b: t.body(site.Caller), ref: writer}, func(o Origin) bool { return o.Kind != Marked })
}
