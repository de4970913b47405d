package guard

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/limit"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/link/wiring"
	"github.com/apilint/apilint/internal/summary"
)

// barrier is a condition on the caller of which one side is answered with 403.
type barrier struct {
	at      condition
	refuses bool   // the side
	demand  string // what the other side has, for people
	element int
}

// demandOf returns the role or permission without which a known caller of route r does not get through, "" if there is
// none. It runs the chain once more for a caller of whom nothing is known but that there is one: a role is demanded if
// whatever the route does stands under a condition that compares what is known of the caller with a constant, and the
// other side of that condition is answered with 403. The handler runs as it does for people who use it, so watch sees it.
func demandOf(g *graph.Graph, app *wiring.App, r *route.Route, watch *limit.Watch, fuel int) (role string, denies bool) {
	t := newTrial(g, app, r)
	t.watch = watch
	t.caller, t.whole, t.fuel = true, true, fuel
	t.run()
	for i := range t.chain {
		if k := t.known(&t.chain[i]); k != nil && k.Is == knowledge.Permits {
			return k.Scheme, true
		}
	}
	for _, b := range t.barriers {
		if goals := t.beyond(b.element); len(goals) > 0 && !slices.ContainsFunc(goals, t.unbarred(b.demand)) {
			return b.demand, true
		}
	}
	return "", t.denies
}

// beyond returns the conditions of what comes after element i lets a request pass.
func (t *trial) beyond(i int) []cube {
	if i < len(t.chain) {
		return t.entries[i+1]
	}
	goals := t.answers // not the data: that of the caller is read before
	if len(goals) == 0 {
		goals = t.data
	}
	var cubes []cube
	for _, e := range goals {
		cubes = append(cubes, e.cube)
	}
	return cubes
}

// unbarred returns a function that reports whether something happens without passing a barrier that makes a demand.
func (t *trial) unbarred(demand string) func(cube) bool {
	return func(c cube) bool {
		return !slices.ContainsFunc(c, func(l eval.Literal) bool {
			return slices.ContainsFunc(t.barriers, func(b barrier) bool {
				return b.demand == demand && b.at == condition{l.Frame, l.Block} && b.refuses != l.True
			})
		})
	}
}

// tells notes the only text that a function of the program is called with: one that decides whether the caller may is told for
// what.
func (t *trial) tells(c *eval.Call) {
	told := ""
	for _, a := range c.Args {
		if s, exact := eval.Text(a); exact && s != "" {
			if told != "" {
				return
			}
			told = s
		}
	}
	if told != "" {
		t.told[t.m.Next()] = told
	}
}

// denied notes what the condition that led to an answer of 403 demands.
func (t *trial) denied() {
	for _, l := range slices.Backward(t.m.Lits[min(t.base[t.idx], len(t.m.Lits)):]) {
		if l.Known {
			continue
		}
		t.denies = t.denies || l.Deps&eval.DepCredential != 0
		if demand := cmp.Or(demanded(t.graph, l), l.Text, t.told[l.Frame]); demand != "" && l.Deps&eval.DepCredential != 0 {
			t.barriers = append(t.barriers, barrier{condition{l.Frame, l.Block}, l.True, demand, t.idx})
		}
		return
	}
}

// demanded returns the constant that a branch compares something with, itself or in the function that it asks, or the
// name of the flag that it looks at.
func demanded(g *graph.Graph, l eval.Literal) string {
	f := l.Site.Caller
	if f == nil {
		return ""
	}
	instrs := f.Blocks[l.Block].Instrs
	return demandIn(g, f, instrs[len(instrs)-1].Args[0], 0)
}

func demandIn(g *graph.Graph, f *graph.Func, r summary.Ref, depth int) string {
	in := definition(f, r)
	if in == nil || depth > 3 {
		return ""
	}
	switch in.Op {
	case summary.OpNot:
		return demandIn(g, f, in.Args[0], depth+1)
	case summary.OpBinOp:
		if op := token.Token(in.N); op == token.EQL || op == token.NEQ {
			return constantAmong(f, in.Args)
		}
	case summary.OpLoad, summary.OpField:
		return flagName(f, in)
	case summary.OpCall, summary.OpInvoke:
		if s := constantAmong(f, in.Args); s != "" {
			return s
		}
		if callee := g.Func(f.Sym(in)); callee != nil {
			return demandOfFunc(g, callee, depth)
		}
	}
	return ""
}

// demandOfFunc returns what a function that only returns a comparison compares with.
func demandOfFunc(g *graph.Graph, f *graph.Func, depth int) string {
	if len(f.Blocks) != 1 {
		return ""
	}
	last := f.Blocks[0].Instrs[len(f.Blocks[0].Instrs)-1]
	if last.Op != summary.OpReturn || len(last.Args) != 1 {
		return ""
	}
	return demandIn(g, f, last.Args[0], depth+1)
}

// flagName returns the name of the boolean field that an instruction reads.
func flagName(f *graph.Func, in *summary.Instr) string {
	if in.Op == summary.OpLoad {
		if in = definition(f, in.Args[0]); in == nil || in.Op != summary.OpFieldAddr {
			return ""
		}
	}
	return strings.ToLower(f.Sym(in))
}

// constantAmong returns the text of the only operand that is a text, "" if there is none.
func constantAmong(f *graph.Func, args []summary.Ref) string {
	text := ""
	for _, a := range args {
		if c, ok := f.Const(a); ok && c.Kind == summary.ConstString && c.Str != "" {
			if text != "" {
				return ""
			}
			text = c.Str
		}
	}
	return text
}

// definition returns the instruction that computes a register, nil if none does.
func definition(f *graph.Func, r summary.Ref) *summary.Instr {
	if r.Kind() != summary.RefReg {
		return nil
	}
	for i := range f.Blocks {
		for j := range f.Blocks[i].Instrs {
			if in := &f.Blocks[i].Instrs[j]; int(in.Dst) == r.N() && in.Dst >= 0 {
				return in
			}
		}
	}
	return nil
}
