package tie

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// reaches reports whether a function may run queries.
func (c *Checker) reaches(id string) bool {
	if c.reaching == nil {
		c.reaching = c.leadingTo(func(s graph.Site) bool {
			return c.reader.Runs(s) || s.Instr().Op == summary.OpCallValue || isCall(s.Instr()) && len(c.g.Callees(s)) == 0 && slices.ContainsFunc(s.Instr().Args, func(a summary.Ref) bool {
				return c.isFunction(s.Caller, a)
			})
		})
	}
	return c.reaching[id]
}

// ChecksSignature reports whether a function may check the signature of a message: then a machine calls, not a user.
func (c *Checker) ChecksSignature(id string) bool {
	if c.signing == nil {
		c.signing = c.leadingTo(func(s graph.Site) bool {
			e := c.t.Known(s)
			return e != nil && (e.Credential != nil && e.Credential.Do == knowledge.ChecksSignature || e.Guard != nil && e.Guard.Scheme == webhookScheme)
		})
	}
	return c.signing[id]
}

// webhookScheme is the scheme of guards that check messages of other services.
const webhookScheme = "webhook signature"

// leadingTo returns the functions that may run one of the instructions that is describes, themselves or below.
func (c *Checker) leadingTo(is func(graph.Site) bool) map[string]bool {
	found := map[string]bool{}
	for f := range c.g.Funcs {
		for s := range f.Instrs {
			if is(s) {
				c.mark(found, f.ID)
				break
			}
		}
	}
	return found
}

// mark adds a function, its callers, and the functions around it.
func (c *Checker) mark(found map[string]bool, id string) {
	todo := []string{id}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if found[id] {
			continue
		}
		found[id] = true
		if f := c.g.Func(id); f != nil && f.Outer != "" {
			todo = append(todo, f.Outer)
		}
		for _, s := range c.g.Callers(id) {
			todo = append(todo, s.Caller.ID)
		}
	}
}

// isCall reports whether an instruction calls.
func isCall(in *summary.Instr) bool {
	return in.Op == summary.OpCall || in.Op == summary.OpInvoke || in.Op == summary.OpCallValue
}
