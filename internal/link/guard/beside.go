package guard

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// beside tells which functions of a program work beside the request: neither they nor what they call read, answer or hand on
// one. The search for roles does not follow those that only work on data, or that stand behind an interface of a store:
// most of what handlers do is that.
type beside struct {
	graph *graph.Graph
	close map[*graph.Func]bool // to the request, or to one of several
	reads map[*graph.Func]bool // that get to stored data
	sizes map[*graph.Func]int  // instructions with those of the functions that are called, up to enough
}

func newBeside(g *graph.Graph) *beside {
	callers := map[*graph.Func][]*graph.Func{}
	for f := range g.Funcs {
		for callee := range called(g, f) {
			callers[callee] = append(callers[callee], f)
		}
	}
	return &beside{
		graph: g, sizes: map[*graph.Func]int{},
		close: leading(g, callers, touches),
		reads: leading(g, callers, func(e *knowledge.Entry) bool { return e.Query != nil }),
	}
}

// called lists the functions that f calls or makes. A function value that f only mentions counts as called there.
func called(g *graph.Graph, f *graph.Func) func(yield func(*graph.Func) bool) {
	return func(yield func(*graph.Func) bool) {
		for s, in := range f.Instrs {
			callees := g.Callees(s)
			if in.Op == summary.OpClosure || in.Op == summary.OpBound {
				callees = append(slices.Clip(callees), g.Func(f.Sym(in)))
			}
			for _, a := range in.Args {
				if a.Kind() == summary.RefFunc {
					callees = append(slices.Clip(callees), g.Func(f.Pkg.Symbols[a.N()]))
				}
			}
			for _, callee := range callees {
				if callee != nil && !yield(callee) {
					return
				}
			}
		}
	}
}

// leading returns the functions that lead to a library function of some kind.
func leading(g *graph.Graph, callers map[*graph.Func][]*graph.Func, is func(*knowledge.Entry) bool) map[*graph.Func]bool {
	var users []*graph.Func
	for f := range g.Funcs {
		for _, in := range f.Instrs {
			if in.Op != summary.OpCall && in.Op != summary.OpInvoke {
				continue
			}
			if e := g.Known(f.Sym(in)); e != nil && is(e) {
				users = append(users, f)
				break
			}
		}
	}
	return graph.Ancestors(users, callers)
}

// touches reports whether a library function has to do with a request or with who calls.
func touches(e *knowledge.Entry) bool {
	switch {
	case e.Input != nil:
		switch e.Input.Part {
		case knowledge.InEnv, knowledge.InSecret, knowledge.InRandom, knowledge.InStack, knowledge.InPanic:
			return false
		}
		return true
	case e.Pass != nil:
		return e.Pass.Do != knowledge.Derive
	}
	return e.Value != nil || e.Response != nil || e.Guard != nil || e.Credential != nil || e.Limit != nil || e.Router != nil
}

// enough is the size, in instructions, from which it is worth the while not to follow a function.
const enough = 100

// size returns the number of instructions of a function and what it calls, enough if there are more.
func (b *beside) size(f *graph.Func) int {
	n, ok := b.sizes[f]
	if ok {
		return n
	}
	seen := map[*graph.Func]bool{f: true}
	todo := []*graph.Func{f}
	for len(todo) > 0 && n < enough {
		f := todo[0]
		todo = todo[1:]
		for i := range f.Blocks {
			n += len(f.Blocks[i].Instrs)
		}
		for callee := range called(b.graph, f) {
			if !seen[callee] {
				seen[callee] = true
				todo = append(todo, callee)
			}
		}
	}
	n = min(n, enough)
	b.sizes[f] = n
	return n
}

// skipped is the result of a call that the search for roles does not follow; it reports false for one that it does. What such a
// call returns depends on what it is given.
func (t *trial) skipped(c *eval.Call, fn *graph.Func) (eval.Value, bool) {
	if !t.caller || c.Instr == nil {
		return nil, false
	}
	if c.Instr.Mode == summary.ModeGo {
		return eval.Tuple{}, true // it comes too late for the answer
	}
	if t.beside.close[fn] || !t.isStore(c) && (decides(t.graph, fn) || t.beside.size(fn) < enough) || slices.ContainsFunc(c.Args, t.mayServe) {
		return nil, false
	}
	deps := t.argDeps(c)
	for _, a := range c.Args {
		t.untouched(a, deps)
	}
	if t.beside.reads[fn] {
		t.gotToData(c)
		if t.whole && deps&eval.DepCredential != 0 && deps&eval.DepInput == 0 && t.asks(c.Args) {
			deps |= eval.DepRole
		}
	}
	return t.ofType(c.Type, deps|eval.DepState), true
}

// isStore reports whether a call goes through an interface that several types of the program have, as those of stores do.
func (t *trial) isStore(c *eval.Call) bool {
	return c.Site.Caller != nil && c.Instr.Op == summary.OpInvoke && len(t.graph.Callees(c.Site)) > 1
}

// decides reports whether a function returns an error or a truth, on which its caller may decide.
func decides(g *graph.Graph, f *graph.Func) bool {
	return slices.ContainsFunc(f.Results, func(r summary.Param) bool {
		u := g.TypeOf(f, r.Type).Underlying()
		return !u.IsKnown() || u.Kind == summary.KindInterface || u.Kind == summary.KindFunc || u.Kind == summary.KindBasic && u.Name == "bool"
	})
}

// mayServe reports whether a function that gets v may answer the request: v is a part of it, or a function.
func (t *trial) mayServe(v eval.Value) bool {
	if carriesRequest(v) {
		return true
	}
	inner := eval.Inner(v)
	_, isFunc := inner.(*eval.Func)
	return isFunc || t.watch.Holds(v)
}
