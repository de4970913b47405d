// Package tie decides whether the objects that a request chooses by an id are tied to the caller: by a predicate of the
// query, by a comparison, or by a question to somebody who knows, whose answer is obeyed.
//
// It walks down from a handler, function by function in the context of the calls above, to every access of stored
// objects. For each access it asks where the values of its predicates come from. Those that come from the request are the
// keys that need a tie. The conditions of the branches that decide whether the access, or what follows it, happens are then
// read for facts: that the caller's identity meets one of these keys, or an object found by one of them. The answer is
// "may": a single such fact on a branch that is obeyed is a tie.
package tie

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/summary"
)

// Checker answers for one program. It is not safe for concurrent use.
type Checker struct {
	t       *flow.Tracer
	g       *graph.Graph
	objects *object.Model
	reader  *access.Reader
	policy  *flow.Policy

	reaching map[string]bool // functions that may run queries
	signing  map[string]bool // functions that may check the signature of a message
	branches map[*graph.Func]*branches
	learned  map[string]bool // queries from which was learned
	asked    int             // values followed for the present route
	budget   int             // conditions that the present question may still read
	held     held
	memo     *memo // of the present route
	shared   *memo // of routes whose functions hold nothing
}

// memo holds answers about frames.
type memo struct {
	accesses map[string]*access.Access
	sources  map[string][]source
	facts    map[string][]fact
	below    map[*graph.Func][]*access.Access
}

func newMemo() *memo {
	return &memo{
		accesses: map[string]*access.Access{}, sources: map[string][]source{}, facts: map[string][]fact{},
		below: map[*graph.Func][]*access.Access{},
	}
}

// Function is a handler or middleware with the functions and texts that its value holds.
type Function struct {
	*graph.Func
	Funcs, Texts []string
}

// held is what the functions of a route hold.
type held struct{ funcs, texts map[string]bool }

// enter begins with a route.
func (c *Checker) enter(functions []Function) {
	c.asked = 0
	c.held = held{map[string]bool{}, map[string]bool{}}
	for _, f := range functions {
		for _, id := range f.Funcs {
			c.held.funcs[id] = true
		}
		for _, text := range f.Texts {
			c.held.texts[text] = true
		}
	}
	c.memo = c.shared
	if len(c.held.funcs)+len(c.held.texts) > 0 {
		c.memo = newMemo()
	}
}

// NewChecker returns a checker for the program of t.
func NewChecker(t *flow.Tracer, objects *object.Model) *Checker {
	c := &Checker{
		t: t, g: t.Graph(), objects: objects, branches: map[*graph.Func]*branches{}, shared: newMemo(),
		learned: map[string]bool{},
	}
	c.policy = c.newPolicy()
	c.reader = access.NewReader(t, objects, c.policy)
	c.memo = c.shared
	return c
}

// Objects returns the model of what the program stores.
func (c *Checker) Objects() *object.Model { return c.objects }

// Key is a part of the request that chooses objects.
type Key struct {
	Part string // "path", "query", "header", "body", …
	Name string // "" if it is not known
}

// Tie says what ties an access to the caller.
type Tie uint8

// The ties.
const (
	Free     Tie = iota // nothing
	ByQuery             // the caller is part of the condition
	ByCheck             // a branch compares or asks, and is obeyed
	ByCaller            // the client chooses nothing: the objects are the caller's
	ByRole              // whoever gets here may see all objects
	Unread              // the program around it is too large to be read to the end
)

// Use is an access that a handler makes.
type Use struct {
	*access.Access
	Handler Function // the handler, or the middleware that makes the access
	Keys    []Key    // by which the client chooses the objects, directly or through other objects
	Tie     Tie
	Columns []string // on which the keys are matched
	Filters []string // other columns on which there are conditions, sorted
	// Choice is where a key comes from, for the trace.
	Choice flow.Origin
	// Owned tells that a key stands where the owner is expected: the client says whose objects it wants.
	Owned bool
}

// Uses returns the accesses that a handler makes by keys of the request, and those that middleware in front of it makes by
// keys of the path, in the order of the walk.
func (c *Checker) Uses(handler Function, middleware []Function) []Use {
	chain := append(slices.Clip(middleware), handler)
	c.enter(chain)
	var uses []Use
	for _, f := range chain {
		for _, a := range c.below(f) {
			use, ok := c.use(f, a)
			if ok && (f.Func == handler.Func || use.byPath()) {
				uses = append(uses, use)
			}
		}
	}
	if len(uses) == 0 {
		return nil
	}
	role := c.demandsRole(chain)
	for i := range uses {
		u := &uses[i]
		switch {
		case u.Tie != Free:
		case role:
			u.Tie = ByRole
		default:
			u.Tie = c.checked(u.Access, u.Keys, slices.DeleteFunc(slices.Clone(chain), func(f Function) bool { return f.Func == u.Handler.Func }))
		}
	}
	return uses
}

// below lists the accesses that a function makes, itself or through what it calls.
func (c *Checker) below(f Function) []*access.Access {
	found, ok := c.memo.below[f.Func]
	if !ok {
		w := &walk{Checker: c, seen: map[string]bool{}, ways: map[string]int{}, budget: maxVisits}
		w.visit(access.Frame{Fn: f.Func})
		found = w.found
		c.memo.below[f.Func] = found
	}
	return found
}

// byPath reports whether the path of the request chooses the objects.
func (u *Use) byPath() bool {
	return slices.ContainsFunc(u.Keys, func(k Key) bool { return k.Part == string(knowledge.InPath) })
}

// Learn takes from the accesses of a handler which columns the program binds to its callers.
func (c *Checker) Learn(handler Function) {
	c.enter([]Function{handler})
	for _, a := range c.below(handler) {
		site := siteKey(a.Site)
		if c.learned[site] {
			continue // one query tells the same on every way
		}
		c.learned[site] = true
		for _, p := range slices.Concat(a.Preds, a.Set) {
			if p.Table == nil || p.Column == "" {
				continue
			}
			c.objects.Mention(p.Table, p.Column)
			if p.Equal && !p.Table.IsKey(p.Column) && c.onlyCaller(p.Values) {
				c.objects.Bind(p.Table, p.Column)
			}
		}
	}
}

// onlyCaller reports whether values come from the caller's identity and not from elsewhere in the request.
func (c *Checker) onlyCaller(values []access.Value) bool {
	caller := false
	for _, v := range values {
		for _, s := range c.from(v, 0) {
			switch s.kind {
			case fromCaller:
				caller = true
			case fromRequest:
				return false
			}
		}
	}
	return caller
}

// use describes an access if the client chooses by which key it is made.
func (c *Checker) use(handler Function, a *access.Access) (Use, bool) {
	u := Use{Access: a, Handler: handler}
	if a.Op == knowledge.Insert || a.Op == knowledge.Build || a.Op == knowledge.Probe {
		return u, false
	}
	caller := false
	for _, p := range a.Preds {
		if !p.Equal {
			continue
		}
		if !p.Key && p.Column != "" && !slices.Contains(u.Filters, p.Column) {
			u.Filters = append(u.Filters, p.Column)
		}
		chosen := c.chooses(a, p)
		caller = caller || c.isCallerUnseen(p)
		for _, v := range p.Values {
			for _, s := range c.from(v, 0) {
				switch {
				case s.kind == fromCaller:
					caller = true
				case s.kind == fromObject && s.access.tied(c):
					caller = true
				case s.kind == fromObject && chosen:
					u.addKeys(c.rootKeys(s.access, 0), p.Column, s.origin)
				case s.kind == fromRequest && chosen:
					u.addKeys([]Key{s.key}, p.Column, s.origin)
					u.Owned = u.Owned || c.isOwner(p)
				}
			}
		}
	}
	if len(u.Keys) == 0 {
		return u, false
	}
	u.Filters = slices.DeleteFunc(u.Filters, func(f string) bool { return slices.Contains(u.Columns, f) || strings.HasPrefix(f, "deleted") })
	slices.Sort(u.Filters)
	if caller {
		u.Tie = ByQuery
	}
	return u, true
}

func (u *Use) addKeys(keys []Key, column string, o flow.Origin) {
	if len(keys) > 0 && !slices.Contains(u.Columns, column) {
		u.Columns = append(u.Columns, column)
	}
	for _, k := range keys {
		if len(u.Keys) == 0 {
			u.Choice = o
		}
		if !slices.Contains(u.Keys, k) {
			u.Keys = append(u.Keys, k)
		}
	}
}

// isCallerUnseen reports whether a predicate names the owner by a value that cannot be followed. Nothing says that the client
// chooses it. A value that nobody sets can be followed: the predicate is one of those that a filter has only sometimes.
func (c *Checker) isCallerUnseen(p access.Pred) bool {
	if len(p.Values) == 0 || !c.isOwner(p) {
		return false
	}
	unseen := false
	for _, v := range p.Values {
		if len(c.from(v, 0)) > 0 {
			return false
		}
		unseen = unseen || slices.ContainsFunc(c.t.Origins(c.policy, v.Calls, v.Fn, v.Ref, v.Path), func(o flow.Origin) bool {
			return o.Kind != flow.Const
		})
	}
	return unseen
}

// chooses reports whether a predicate picks objects rather than filters them: by a key, a foreign key or an owner. What is
// changed or deleted is picked by any column.
func (c *Checker) chooses(a *access.Access, p access.Pred) bool {
	if p.Key || p.Column == "" || a.Op == knowledge.Update || a.Op == knowledge.Delete {
		return true
	}
	if p.Table != nil && p.Table.IsKey(p.Column) || c.isOwner(p) {
		return true
	}
	return p.Table == nil || strings.HasSuffix(p.Column, "id")
}

// isOwner reports whether a predicate is on a column that holds the owner.
func (c *Checker) isOwner(p access.Pred) bool {
	if p.Table == nil {
		return false
	}
	for _, o := range c.objects.Owners(p.Table) {
		if o.Column == p.Column && o.Table == p.Table.Name {
			return true
		}
	}
	return false
}

// at returns the access of a call in a frame, remembered.
func (c *Checker) at(fr access.Frame, s graph.Site) *access.Access {
	key := frameKey(fr) + siteKey(s)
	a, ok := c.memo.accesses[key]
	if !ok {
		a = c.reader.At(fr, s)
		c.memo.accesses[key] = a
	}
	return a
}

// isCall reports whether an instruction calls.
func isCall(in *summary.Instr) bool {
	return in.Op == summary.OpCall || in.Op == summary.OpInvoke || in.Op == summary.OpCallValue
}
