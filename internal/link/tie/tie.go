// Package tie decides whether the objects that a request chooses by an id are tied to the caller: by a predicate of the
// query, by a comparison, or by a question to somebody who knows, whose answer is obeyed.
// It summarizes functions from the bottom up. The summary of a function lists the accesses below it with the sources of the
// values in their predicates, and the facts that its conditions establish: that this value meets that one. Sources are few:
// the caller's identity, a part of the request, an object that was found by other sources, or a parameter, for which a call
// puts in the sources of its argument. So each function is read once, and each call hands on what is left open; what
// callers cannot change is told once. Accesses by nothing that a client chooses are dropped on the way.
//
// At a handler nothing is open any more. An access by keys of the request needs a tie: its own predicates, or a fact about
// one of these keys and the caller's identity on a branch that decides whether the access, or what follows it, happens. The
// answer is "may": a single such fact on a branch that is obeyed is a tie. A budget bounds what a route may cost.
package tie

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
)

// Checker answers for one program. It is not safe for concurrent use.
type Checker struct {
	t       *flow.Tracer
	g       *graph.Graph
	objects *object.Model
	reader  *access.Reader
	policy  *flow.Policy // for identifiers
	errors  *flow.Policy

	reaching    map[string]bool // functions that may run queries
	signing     map[string]bool // functions that may check the signature of a message
	heldMethods map[string]bool // of the types that handlers hold
	branches    map[*graph.Func]*branches
	held        held
	isLearned   bool // all handlers were learned from
	budget

	*universe
	nothing *set
	memo
}

// memo holds what is known of functions, calls, values and facts.
type memo struct {
	values       map[spot]*set
	parameters   map[spot]*set
	settledSets  map[*set]*set
	passedSets   map[passedSet]*set
	made         map[graph.Site]*loaded
	additions    map[spot]addition
	passedLoads  map[passedLoad]*loaded
	settledLoads map[*loaded]*loaded
	belows       map[*graph.Func]*below
	wholes       map[*graph.Func]*below
	answers      map[question]facts
	passedMemo   map[passedFact]facts
	settledOnes  map[*fact]*fact
	surroundings map[point]*raised
	raised       map[raising]*raised
	above        map[string]facts // that the route obeys, by the calls down to which they decide
	sites        map[graph.Site]int
	meanings     map[*fact]meaning
	roots        map[*loaded][]Key
	ties         map[*loaded]bool
	lessons      map[*loaded]bool
	ordinary     map[*graph.Func]bool // they compare a role with one that does not see more than others
}

func newMemo() memo {
	return memo{
		values: map[spot]*set{}, parameters: map[spot]*set{}, settledSets: map[*set]*set{}, passedSets: map[passedSet]*set{},
		made: map[graph.Site]*loaded{}, additions: map[spot]addition{}, passedLoads: map[passedLoad]*loaded{},
		settledLoads: map[*loaded]*loaded{}, belows: map[*graph.Func]*below{}, wholes: map[*graph.Func]*below{},
		answers: map[question]facts{}, passedMemo: map[passedFact]facts{}, settledOnes: map[*fact]*fact{},
		surroundings: map[point]*raised{}, raised: map[raising]*raised{},
		above: map[string]facts{}, sites: map[graph.Site]int{}, meanings: map[*fact]meaning{}, roots: map[*loaded][]Key{}, ties: map[*loaded]bool{}, lessons: map[*loaded]bool{},
		ordinary: map[*graph.Func]bool{},
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
	c.budget.route = 0
	clear(c.above)
	before := c.held.texts
	c.held = held{map[string]bool{}, map[string]bool{}}
	for _, f := range functions {
		for _, id := range f.Funcs {
			c.held.funcs[id] = true
		}
		for _, text := range f.Texts {
			c.held.texts[text] = true
		}
	}
	if !maps.Equal(before, c.held.texts) {
		clear(c.meanings)
		clear(c.roots)
	}
}

// isHolding reports whether the functions of the route hold any, so that what is below them is true for this route alone.
func (c *Checker) isHolding() bool { return len(c.held.funcs)+len(c.held.texts) > 0 }

// NewChecker returns a checker for the program of t.
func NewChecker(t *flow.Tracer, objects *object.Model) *Checker {
	c := &Checker{
		t: t, g: t.Graph(), objects: objects, branches: map[*graph.Func]*branches{}, universe: newUniverse(), memo: newMemo(),
	}
	c.limits = generous
	c.nothing = c.set(nil)
	c.policy, c.errors = c.newPolicy(), c.newErrorPolicy()
	c.reader = access.NewReader(t, objects, c.policy)
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
)

// Use is an access that a handler makes.
type Use struct {
	*access.Access
	Handler Function // the handler, or the middleware that makes the access
	Keys    []Key    // by which the client chooses the objects, directly or through other objects
	Tie     Tie
	Columns []string // on which the keys are matched
	Filters []string // other columns on which there are conditions, sorted
	// Owned tells that a key stands where the owner is expected: the client says whose objects it wants.
	Owned bool
	// Parent is the table of the objects below which one is made; nil if none is, or not below another.
	Parent *object.Table
	// Asked tells that a method of a type which the handler holds is asked about the caller first, whatever its answer is about;
	// About are keys that it is certainly about.
	Asked bool
	About []Key
	// Cut tells that not all of the program around the access was read.
	Cut bool

	way    way
	choice access.Pred // that matches the first key
}

// Uses returns the accesses that a handler makes by keys of the request, and those that middleware in front of it makes by
// keys of the path, in the order of the walk.
func (c *Checker) Uses(handler Function, middleware []Function) []Use {
	if !c.isLearned {
		c.learnCompared()
		c.isLearned = true
	}
	chain := append(slices.Clip(middleware), handler)
	c.enter(chain)
	defer func() {
		if c.spent() {
			c.giveUp(handler.Func)
		}
	}()
	var uses []Use
	secured := false // the database knows who calls, and may have policies
	for _, f := range chain {
		inner := c.whole(f.Func)
		for _, w := range inner.ways {
			if w.Session {
				secured = secured || slices.ContainsFunc(w.values, func(s *set) bool { return s.has(fromCaller) })
				continue
			}
			use, ok := c.use(f, w)
			if ok && (f.Func == handler.Func || use.byPath()) {
				uses = append(uses, use)
			}
		}
	}
	if len(uses) == 0 {
		return nil
	}
	role := c.demandsRole(chain)
	besides := map[*graph.Func][]meaning{}
	for i := range uses {
		u := &uses[i]
		switch {
		case u.Tie != Free:
		case secured:
			u.Tie = ByQuery
		case role || c.demandsRoleBefore(u):
			u.Tie = ByRole
		default:
			others, ok := besides[u.Handler.Func]
			if !ok {
				others = c.besides(u.Handler.Func, chain)
				besides[u.Handler.Func] = others
			}
			u.Tie = c.checked(u.way, u.Keys, others)
			if u.Tie == Free {
				u.Asked, u.About = c.asked(u.way)
			}
		}
		u.Cut = c.spent()
	}
	return uses
}

// byPath reports whether the path of the request chooses the objects.
func (u *Use) byPath() bool {
	return slices.ContainsFunc(u.Keys, func(k Key) bool { return k.Part == string(knowledge.InPath) })
}

// Learn takes from the accesses of a route which columns the program binds to its callers. It must not be called after Uses.
func (c *Checker) Learn(handler Function, middleware []Function) {
	chain := append(slices.Clip(middleware), handler)
	c.enter(chain)
	for _, f := range chain {
		c.whole(f.Func)
	}
	if c.spent() {
		c.giveUp(handler.Func)
	}
}

// learn takes from an access which columns the program binds to its callers.
func (c *Checker) learn(l *loaded) {
	if c.isLearned || c.lessons[l] {
		return
	}
	c.lessons[l] = true
	one := func(p access.Pred, values *set) {
		if p.Table == nil || p.Column == "" {
			return
		}
		c.objects.Mention(p.Table, p.Column)
		if p.Equal && !p.Table.IsKey(p.Column) && values.has(fromCaller) && !values.has(fromRequest) {
			c.objects.Bind(p.Table, p.Column)
		}
	}
	for i, p := range l.Preds {
		one(p, l.values[i])
	}
	for i, p := range l.Set {
		if !p.Part {
			one(p, l.writes[i])
		}
	}
}

// use describes an access if the client chooses by which key it is made.
func (c *Checker) use(handler Function, w way) (Use, bool) {
	l := w.loaded
	made := *l.Access
	made.Frame = access.Frame{Calls: w.calls, Fn: l.Site.Caller}
	u := Use{Access: &made, Handler: handler, way: w}
	if l.Op == knowledge.Insert {
		return u, c.creates(&u)
	}
	caller := false
	for i, p := range l.Preds {
		values := l.values[i]
		if !p.Equal || len(p.Values) > 0 && len(values.list) == 0 {
			continue // nothing is ever set there
		}
		if !p.Key && p.Column != "" && !slices.Contains(u.Filters, p.Column) {
			u.Filters = append(u.Filters, p.Column)
		}
		caller = caller || c.isCallerUnseen(p, values) || isSecret(p, values) && !l.isAvoidable(p)
		chosen := c.chooses(l.Access, p)
		for _, s := range c.chosenAmong(values) {
			switch {
			case s.kind == fromCaller, s.kind == fromObject && c.tied(s.object):
				caller = caller || !l.isAvoidable(p)
			case s.kind == fromObject && chosen:
				u.addKeys(c.rootKeys(s.object), p)
			case s.kind == fromRequest && chosen && (!l.Upsert || s.key.Part == string(knowledge.InPath)):
				u.addKeys([]Key{s.key}, p)
				u.Owned = u.Owned || c.isOwner(p)
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

// Choice returns where the key of a use comes from.
func (c *Checker) Choice(u Use) flow.Origin {
	var found flow.Origin
	inner := len(u.way.calls) - len(u.way.loaded.Calls) // the calls above the frame in which the access was read
	for _, v := range u.choice.Values {
		calls := slices.Concat(u.way.calls[:inner], v.Calls)
		if n := len(calls); n > 0 && !c.reader.Calls(calls[n-1], v.Fn) {
			calls = nil
		}
		for _, o := range c.t.Origins(c.policy, calls, v.Fn, v.Ref, v.Path) {
			if o.Kind == flow.Request && o.Part != "" {
				return o
			}
			if o.Kind == flow.Stored && found.Fn == nil {
				found = o
			}
		}
	}
	return found
}

func (u *Use) addKeys(keys []Key, p access.Pred) {
	if len(keys) > 0 && !slices.Contains(u.Columns, p.Column) {
		u.Columns = append(u.Columns, p.Column)
	}
	for _, k := range keys {
		if len(u.Keys) == 0 {
			u.choice = p
		}
		if !slices.Contains(u.Keys, k) {
			u.Keys = append(u.Keys, k)
		}
	}
}

func compareKeys(a, b Key) int {
	return cmp.Or(strings.Compare(a.Part, b.Part), strings.Compare(a.Name, b.Name))
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
