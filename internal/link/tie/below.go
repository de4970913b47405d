package tie

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

const (
	maxFound   = 250 // accesses below one function
	maxWays    = 3   // ways from one call to one query
	maxDepth   = 12  // calls between a handler and a query
	maxTargets = 6   // functions that one call may run
	maxActions = 48  // functions among which the program chooses by what the request says
	maxLater   = 40  // calls of unknown functions below one function
)

// below is what a function does with stored objects, itself or through what it calls.
type below struct {
	ways  []way
	idle  []*loaded // accesses by nothing that a client chooses
	later []later
	cut   bool // it is not all
}

// way leads from a function to an access.
type way struct {
	*loaded
	calls []graph.Site // from the function to that of the access, the outermost first
}

// later is a call of a function that only callers know.
type later struct {
	site   graph.Site
	calls  []graph.Site  // from the function to that of site
	funcs  []*graph.Func // that it may be
	params *set          // parameters that hold it
	method string        // if it is one of what params hold: its name
}

// belowOf returns what is below a function. What depends on itself is left out where it does.
func (c *Checker) belowOf(f *graph.Func) *below {
	known := c.belows[f]
	if known == nil {
		c.belows[f] = &below{}
		w := &walk{Checker: c, f: f, out: &below{}, ways: map[[2]graph.Site]int{}}
		w.run()
		known = w.out
		c.belows[f] = known
	}
	return known
}

// walk gathers what is below a function.
type walk struct {
	*Checker
	f    *graph.Func
	out  *below
	ways map[[2]graph.Site]int // by the function's own call and that of the access
}

func (w *walk) run() {
	for s, in := range w.f.Instrs {
		if w.reader.Runs(s) {
			if l := w.at(s); l != nil {
				w.add(s, way{loaded: l})
			}
		}
		if !isCall(in) {
			continue
		}
		if in.Op == summary.OpCallValue {
			w.value(s)
			continue
		}
		if x, ok := w.ofHeldType(s); ok {
			w.postpone(x)
			continue
		}
		targets := w.targets(s)
		for _, callee := range targets {
			w.enter(s, callee)
		}
		switch {
		case len(targets) == 0 && servesHTTP(s):
			w.value(s)
		case len(targets) == 0:
			w.handedOn(s)
		}
	}
}

// servesHTTP reports whether a call is of a function that was made an http.Handler.
func servesHTTP(s graph.Site) bool {
	switch s.Caller.Sym(s.Instr()) {
	case "(net/http.Handler).ServeHTTP", "(net/http.HandlerFunc).ServeHTTP":
		return true
	}
	return false
}

// handedOn takes the functions that foreign code gets from this one, which has them from its callers.
func (w *walk) handedOn(s graph.Site) {
	for _, a := range s.Instr().Args {
		if !w.isFunction(w.f, a) {
			continue
		}
		if funcs, params := w.functions(spot{fn: w.f, ref: a}); len(params.list) > 0 {
			w.postpone(later{site: s, funcs: funcs, params: params})
		}
	}
}

// value takes a call of a function value: at once if it is known here, else later.
func (w *walk) value(s graph.Site) {
	if f := w.given(w.f, s.Instr().Args[0]); f != nil {
		w.enter(s, f)
		return
	}
	funcs, params := w.functions(spot{fn: w.f, ref: s.Instr().Args[0]})
	if own := slices.IndexFunc(funcs, func(f *graph.Func) bool { return f.Outer == w.f.ID }); own >= 0 && servesHTTP(s) {
		w.enter(s, funcs[own]) // what middleware was put around
		return
	}
	if len(funcs) == 1 && len(params.list) == 0 {
		w.enter(s, funcs[0])
		return
	}
	w.postpone(later{site: s, funcs: funcs, params: params})
}

func (w *walk) postpone(l later) {
	if len(l.funcs)+len(l.params.list) == 0 {
		return
	}
	if len(w.out.later) >= maxLater || len(l.calls) > maxDepth {
		w.out.cut = true
		return
	}
	w.out.later = append(w.out.later, l)
}

// enter takes what is below a function that w's calls at s.
func (w *walk) enter(s graph.Site, callee *graph.Func) {
	if callee == w.f || !w.reaches(callee.ID) {
		return
	}
	by := passing{s, callee}
	inner := w.belowOf(callee)
	w.out.cut = w.out.cut || inner.cut
	w.out.addIdle(inner.idle...)
	for _, x := range inner.ways {
		if w.isFull(s, x) {
			continue
		}
		w.add(s, way{w.passedLoad(x.loaded, by), append([]graph.Site{s}, x.calls...)})
	}
	for _, x := range inner.later {
		w.hand(x, by)
	}
}

// hand takes a call of an unknown function over from a callee.
func (w *walk) hand(x later, by passing) {
	known, open := w.passedFunctions(x, by)
	x.calls = append([]graph.Site{by.at}, x.calls...)
	if len(known) > maxTargets {
		x.funcs, known = append(slices.Clip(x.funcs), known...), nil
	}
	for _, f := range known {
		w.follow(x, f)
	}
	x.params = open
	if len(known) == 0 || len(open.list) > 0 {
		w.postpone(x)
	}
}

// follow takes what is below a function that turned out to be the one which x calls.
func (w *walk) follow(x later, f *graph.Func) {
	if f == w.f || !w.reaches(f.ID) || slices.ContainsFunc(x.calls, func(s graph.Site) bool { return s.Caller == f }) {
		return
	}
	calls := append(slices.Clip(x.calls), x.site)
	inner := w.belowOf(f)
	w.out.cut = w.out.cut || inner.cut
	w.out.addIdle(inner.idle...)
	for _, y := range inner.ways {
		if w.isFull(calls[0], y) {
			continue
		}
		l, callee := y.loaded, f
		for _, s := range slices.Backward(calls) {
			l = w.passedLoad(l, passing{s, callee})
			callee = s.Caller
		}
		w.add(calls[0], way{l, append(slices.Clip(calls), y.calls...)})
	}
	for _, y := range inner.later {
		callee := f
		for _, s := range slices.Backward(calls) {
			known, open := w.passedFunctions(y, passing{s, callee})
			y.funcs, y.params = append(slices.Clip(y.funcs), known...), open
			callee = s.Caller
		}
		y.calls = append(slices.Clip(calls), y.calls...)
		w.postpone(y)
	}
}

// isFull reports whether enough ways to an access are known.
func (w *walk) isFull(s graph.Site, x way) bool {
	if len(x.calls) >= maxDepth || len(w.out.ways) >= maxFound {
		w.out.cut = true
		return true
	}
	return w.ways[[2]graph.Site{s, x.Site}] >= maxWays
}

// add takes a way unless it leads to nothing that the client chooses.
func (w *walk) add(s graph.Site, x way) {
	if !x.open {
		w.learn(x.loaded)
		if !isChoice(x.loaded) {
			w.out.addIdle(x.loaded)
			return
		}
	}
	w.ways[[2]graph.Site{s, x.Site}]++
	w.out.ways = append(w.out.ways, x)
}

// isChoice reports whether the request, or an object, has a say in which objects a query is about. What sets a variable of the
// connection decides about all of them.
func isChoice(l *loaded) bool {
	if l.Session {
		return true
	}
	switch l.Op {
	case knowledge.Build, knowledge.Probe, knowledge.ByText:
		return false
	case knowledge.Insert:
		return slices.ContainsFunc(slices.Concat(l.values, l.writes), func(s *set) bool { return s.has(fromRequest) })
	}
	return slices.ContainsFunc(l.values, func(s *set) bool { return s.has(fromRequest) || s.has(fromObject) })
}

// whole returns the ways below a handler or middleware to accesses whose values are settled.
func (c *Checker) whole(f *graph.Func) *below {
	known := c.wholes[f]
	if known != nil && !c.isHolding() {
		return known
	}
	inner := c.belowOf(f)
	w := &walk{Checker: c, f: f, out: &below{cut: inner.cut}, ways: map[[2]graph.Site]int{}}
	w.out.addIdle(inner.idle...)
	todo := slices.Clone(inner.later)
	for _, x := range inner.ways {
		w.settle(x)
	}
	for n := 0; n < len(todo) && n < 4*maxLater; n++ {
		x := todo[n]
		funcs, sure := c.settledFunctions(x)
		if !sure && servesHTTP(x.site) {
			continue // the next handler of whatever route
		}
		funcs = slices.DeleteFunc(funcs, func(f *graph.Func) bool { return !c.reaches(f.ID) })
		for _, f := range funcs[:min(len(funcs), x.bound())] {
			inner := &walk{Checker: c, f: w.f, out: &below{}, ways: map[[2]graph.Site]int{}}
			inner.follow(x, f)
			w.out.addIdle(inner.out.idle...)
			for _, y := range inner.out.ways {
				w.settle(y)
			}
			todo = append(todo, inner.out.later...)
		}
	}
	if !c.isHolding() {
		c.wholes[f] = w.out
	}
	return w.out
}

// bound is how many of the functions that a call may run are followed: fewer if any caller may give one, for most of those are of
// other routes.
func (x later) bound() int {
	if len(x.params.list) > 0 || x.method != "" {
		return maxTargets
	}
	return maxActions
}

// settle takes a way from the function that begins.
func (w *walk) settle(x way) {
	x.loaded = w.settledLoad(x.loaded)
	w.learn(x.loaded)
	switch {
	case !isChoice(x.loaded):
		w.out.addIdle(x.loaded)
	case len(w.out.ways) < maxFound:
		w.out.ways = append(w.out.ways, x)
	}
}

// isFunction reports whether an operand is a function.
func (c *Checker) isFunction(f *graph.Func, ref summary.Ref) bool { return c.t.TypeOf(f, ref).IsFunc() }

// targets lists the functions with bodies that a call runs: its callees, or the functions that it hands to foreign code.
func (c *Checker) targets(s graph.Site) []*graph.Func {
	callees := c.g.Callees(s)
	if len(callees) > maxTargets {
		callees = slices.DeleteFunc(slices.Clone(callees), func(f *graph.Func) bool { return !c.reaches(f.ID) })
		callees = callees[:min(len(callees), maxTargets)]
	}
	if len(callees) > 0 {
		return callees
	}
	var list []*graph.Func
	for _, a := range s.Instr().Args {
		if f := c.given(s.Caller, a); f != nil && len(list) < maxTargets {
			list = append(list, f)
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

// functions returns the functions that a value may be, and the parameters that may hold others.
func (c *Checker) functions(at spot) ([]*graph.Func, *set) {
	var list []*graph.Func
	var params []source
	for _, o := range c.t.Local(flow.Functions, at.fn, at.ref, at.path) {
		switch o.Kind {
		case flow.Func:
			if f := c.g.Func(o.Name); f != nil {
				list = append(list, f)
			}
		case flow.Param:
			params = append(params, source{kind: fromParam, fn: o.Fn, index: o.Ref.N(), path: o.Path})
		}
	}
	return list, c.set(params)
}

// passedFunctions returns the functions that the caller of callee gives for the parameters of a call, and those parameters that
// are left.
func (c *Checker) passedFunctions(x later, by passing) ([]*graph.Func, *set) {
	var list []*graph.Func
	var open []source
	for _, p := range x.params.list {
		ref, ok := access.Argument(by.at, by.callee, p.index)
		if p.fn != by.callee || !ok {
			open = append(open, p)
			continue
		}
		if x.method != "" {
			methods, more := c.methods(by.at.Caller, ref, x.method)
			list = append(list, methods...)
			open = append(open, more.list...)
			continue
		}
		if f := c.given(by.at.Caller, ref); f != nil && p.path == "" {
			list = append(list, f)
			continue
		}
		funcs, more := c.functions(spot{fn: by.at.Caller, ref: ref, path: p.path})
		list = append(list, funcs...)
		open = append(open, more.list...)
	}
	return list, c.set(open)
}

// settledFunctions returns the functions that a call runs when all callers were asked: those that the route holds if there
// are such. It reports whether it is sure of them.
func (c *Checker) settledFunctions(x later) (list []*graph.Func, sure bool) {
	list = slices.Clone(x.funcs)
	if x.method != "" {
		if slices.ContainsFunc(list, c.isHeld) || c.holdsType() {
			return slices.DeleteFunc(list, func(f *graph.Func) bool { return !c.isHeld(f) }), true
		}
		return list, len(list) == 1
	}
	for _, p := range x.params.list {
		for _, o := range c.t.Origins(flow.Functions, nil, p.fn, summary.MakeRef(summary.RefReg, p.index), p.path) {
			if f := c.g.Func(o.Name); o.Kind == flow.Func && f != nil {
				list = append(list, f)
			}
		}
	}
	if slices.ContainsFunc(list, c.isHeld) {
		return slices.DeleteFunc(list, func(f *graph.Func) bool { return !c.isHeld(f) }), true
	}
	return list, len(list) == 1
}

// holdsType reports whether the functions of the route make values of a type that methods are called on.
func (c *Checker) holdsType() bool {
	for id := range c.held.funcs {
		if c.isOfHeldType(id) {
			return true
		}
	}
	return false
}

// isHeld reports whether the functions of the route hold f.
func (c *Checker) isHeld(f *graph.Func) bool { return c.held.funcs[f.ID] }
