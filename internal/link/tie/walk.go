package tie

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

const (
	maxVisits  = 1500 // functions that one walk visits
	maxFound   = 250  // accesses that one walk collects
	maxWays    = 3    // ways from one call of a handler to one query
	maxDepth   = 10   // calls between a handler and a query
	maxTargets = 6    // functions that one call may run
)

// walk collects the accesses below a handler.
type walk struct {
	*Checker
	seen   map[string]bool
	ways   map[string]int
	budget int
	found  []*access.Access
}

func (w *walk) visit(fr access.Frame) {
	key := frameKey(fr)
	if w.budget--; w.budget < 0 || w.seen[key] || len(fr.Calls) > maxDepth || len(w.found) > maxFound {
		return
	}
	w.seen[key] = true
	for s, in := range fr.Fn.Instrs {
		if !isCall(in) {
			continue
		}
		if w.reader.Runs(s) && w.isNewWay(fr, s) {
			if a := w.at(fr, s); a != nil {
				w.found = append(w.found, a)
			}
		}
		for _, callee := range w.targets(fr, s) {
			if !w.recursive(fr, callee) {
				w.visit(fr.Enter(s, callee))
			}
		}
	}
}

// isNewWay reports whether few ways to a query were seen from the same call of the function in which the walk began.
func (w *walk) isNewWay(fr access.Frame, s graph.Site) bool {
	key := siteKey(s)
	if len(fr.Calls) > 0 {
		key += siteKey(fr.Calls[0])
	}
	w.ways[key]++
	return w.ways[key] <= maxWays
}

func (w *walk) recursive(fr access.Frame, callee *graph.Func) bool {
	for _, s := range fr.Calls {
		if s.Caller == callee {
			return true
		}
	}
	return fr.Fn == callee
}

// targets lists the functions with bodies that a call runs and that may run queries: its callees, or the functions that it
// hands to foreign code.
func (c *Checker) targets(fr access.Frame, s graph.Site) []*graph.Func {
	var list []*graph.Func
	add := func(f *graph.Func) {
		if f != nil && len(list) < maxTargets && c.reaches(f.ID) {
			list = append(list, f)
		}
	}
	in := s.Instr()
	if in.Op == summary.OpCallValue {
		for _, f := range c.functions(fr, in.Args[0]) {
			add(f)
		}
		return list
	}
	callees := c.g.Callees(s)
	for _, f := range callees {
		add(f)
	}
	if len(callees) == 0 {
		for _, a := range in.Args {
			add(c.given(fr.Fn, a))
		}
	}
	return list
}

// given returns the function that an operand is, nil if it is none.
func (c *Checker) given(f *graph.Func, ref summary.Ref) *graph.Func {
	if ref.Kind() == summary.RefFunc {
		return c.g.Func(f.Pkg.Symbols[ref.N()])
	}
	for range 4 {
		in, _ := c.t.Def(f, ref)
		if in == nil {
			return nil
		}
		switch in.Op {
		case summary.OpClosure, summary.OpBound:
			return c.g.Func(f.Sym(in))
		case summary.OpChangeType, summary.OpMakeIface:
			ref = in.Args[0]
			if ref.Kind() == summary.RefFunc {
				return c.g.Func(f.Pkg.Symbols[ref.N()])
			}
		default:
			return nil
		}
	}
	return nil
}

// functions returns the functions that a value may be.
func (c *Checker) functions(fr access.Frame, ref summary.Ref) []*graph.Func {
	if f := c.given(fr.Fn, ref); f != nil {
		return []*graph.Func{f}
	}
	var list []*graph.Func
	for _, o := range c.t.Origins(flow.Text, fr.Calls, fr.Fn, ref, "") {
		if f := c.g.Func(o.Name); o.Kind == flow.Func && f != nil {
			list = append(list, f)
		}
	}
	if slices.ContainsFunc(list, func(f *graph.Func) bool { return c.held.funcs[f.ID] }) {
		list = slices.DeleteFunc(list, func(f *graph.Func) bool { return !c.held.funcs[f.ID] })
	}
	return list
}

// reaches reports whether a function may run queries.
func (c *Checker) reaches(id string) bool {
	if c.reaching == nil {
		c.reaching = c.leadingTo(func(s graph.Site) bool {
			return s.Instr().Op == summary.OpCallValue || c.reader.Runs(s)
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

// leadingTo returns the functions that may make one of the calls that is describes, themselves or below.
func (c *Checker) leadingTo(is func(graph.Site) bool) map[string]bool {
	found := map[string]bool{}
	for f := range c.g.Funcs {
		for s, in := range f.Instrs {
			if isCall(in) && is(s) {
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

// frameKey identifies a frame.
func frameKey(fr access.Frame) string {
	var b strings.Builder
	for _, s := range fr.Calls {
		b.WriteString(siteKey(s))
	}
	b.WriteString(fr.Fn.ID)
	return b.String()
}

func siteKey(s graph.Site) string {
	return s.Caller.ID + "@" + strconv.Itoa(s.Block) + "." + strconv.Itoa(s.Index) + ";"
}
