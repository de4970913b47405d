package cors

import (
	"go/token"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// maxDepth bounds the functions within functions that decide about an origin.
const maxDepth = 5

// test returns which origins get through if a condition has the wanted outcome: if it is true, or if an error is nil.
func (w *walker) test(cond summary.Ref, want bool) way {
	cond = w.resolve(cond)
	if k, ok := w.f.Const(cond); ok {
		if holds := k.Kind == summary.ConstNil || k.Kind == summary.ConstBool && k.Int != 0; holds != want {
			return closed
		}
		return way{}
	}
	d, site := w.c.t.Def(w.f, cond)
	if d == nil {
		return w.elsewhere(cond, want)
	}
	switch d.Op {
	case summary.OpNot:
		return w.test(d.Args[0], !want)
	case summary.OpChangeType, summary.OpConvert:
		return w.test(d.Args[0], want)
	case summary.OpMakeIface:
		return w.failure(want)
	case summary.OpPhi:
		best := closed
		for _, a := range d.Args {
			if a != cond {
				best = best.or(w.test(a, want))
			}
		}
		return best
	case summary.OpBinOp:
		return w.compare(d, want)
	case summary.OpCall, summary.OpInvoke, summary.OpCallValue:
		return w.call(site, 0, want)
	case summary.OpExtract:
		if in, at := w.c.t.Def(w.f, d.Args[0]); in != nil {
			if in.Op == summary.OpLookup && d.N == 1 {
				return w.lookup(in, want)
			}
			if in.Op == summary.OpCall || in.Op == summary.OpInvoke || in.Op == summary.OpCallValue {
				return w.call(at, int(d.N), want)
			}
		}
	case summary.OpLookup:
		return w.lookup(d, want)
	}
	return w.elsewhere(cond, want)
}

// failure is the outcome of what is certainly an error.
func (w *walker) failure(want bool) way {
	if want {
		return closed
	}
	return way{}
}

// lookup handles a map with origins as keys.
func (w *walker) lookup(in *summary.Instr, want bool) way {
	if !w.c.isOrigin(w.f, in.Args[1]) {
		return w.elsewhere(summary.MakeRef(summary.RefReg, int(in.Dst)), want)
	}
	if want {
		return closed // the keys are those of the program
	}
	return way{}
}

// compare handles the operators.
func (w *walker) compare(in *summary.Instr, want bool) way {
	op := token.Token(in.N)
	if op != token.EQL && op != token.NEQ {
		return way{} // lengths and counters of loops
	}
	equal := want == (op == token.EQL)
	x, y := w.resolve(in.Args[0]), w.resolve(in.Args[1])
	for _, pair := range [][2]summary.Ref{{x, y}, {y, x}} {
		k, ok := w.f.Const(pair[1])
		switch {
		case !ok:
		case k.Kind == summary.ConstBool:
			return w.test(pair[0], equal == (k.Int != 0))
		case k.Kind == summary.ConstNil && w.isError(pair[0]):
			return w.test(pair[0], equal)
		}
	}
	switch {
	case w.c.isOrigin(w.f, x):
		return w.equals(x, y, equal, in.Pos)
	case w.c.isOrigin(w.f, y):
		return w.equals(y, x, equal, in.Pos)
	}
	return w.choice(x, y, equal)
}

func (w *walker) isError(ref summary.Ref) bool {
	t := w.c.t.TypeOf(w.f, ref)
	return t.IsError()
}

// equals handles the comparison of an origin with something else.
func (w *walker) equals(origin, other summary.Ref, equal bool, pos summary.Pos) way {
	if !equal {
		return way{}
	}
	if text, ok := w.c.t.ConstText(w.f, other); ok {
		if text == "null" && !w.isError(origin) {
			return tested(nullOnly, "it may be null", w.at(pos, "the origin null passes"))
		}
		return closed
	}
	if w.c.isOrigin(w.f, other) && !w.c.mixes(w.f, other) {
		return way{}
	}
	return closed
}

// choice handles a comparison that is not about the origin: the program's constants decide it, or its operator.
func (w *walker) choice(x, y summary.Ref, equal bool) way {
	xs, fixed := w.c.constants(w.f, x)
	ys, alsoFixed := w.c.constants(w.f, y)
	if fixed && alsoFixed {
		for _, a := range xs {
			for _, b := range ys {
				if (a == b) == equal {
					return way{}
				}
			}
		}
		return closed
	}
	return w.c.decides(w.f, x).and(w.c.decides(w.f, y))
}

// elsewhere handles a boolean that is made elsewhere.
func (w *walker) elsewhere(ref summary.Ref, want bool) way {
	if w.isError(ref) {
		return way{}
	}
	if values, fixed := w.c.constants(w.f, ref); fixed {
		for _, v := range values {
			if (v == "true") == want {
				return way{}
			}
		}
		return closed
	}
	return w.c.decides(w.f, ref)
}

// call handles the result of a call: of a function whose body tells, of a known comparison, or of something unknown.
func (w *walker) call(site graph.Site, result int, want bool) way {
	if k := w.c.t.Known(site); k != nil && k.Compare != nil && result == 0 {
		return w.likeness(site, k.Compare, want)
	}
	callees := w.c.callees(site)
	if len(callees) > 0 && w.depth < maxDepth {
		best := closed
		for _, f := range callees {
			best = best.or(w.c.returns(f, result, want, w.depth+1))
		}
		return best
	}
	in := site.Instr()
	ref := summary.MakeRef(summary.RefReg, int(in.Dst))
	if t := w.c.resultType(site, result); t.IsError() {
		return way{} // whatever failed, it was not a test of the origin
	}
	for _, a := range in.Args {
		if want && w.c.isOrigin(w.f, a) {
			return tested(unclear, "nobody can tell what "+flow.Short(w.f.Sym(in))+" lets through", w.at(in.Pos, "tested here"))
		}
	}
	return w.c.decides(w.f, ref)
}

// likeness handles a known comparison of text.
func (w *walker) likeness(site graph.Site, k *knowledge.Compare, want bool) way {
	value, _ := flow.Operand(site, k.Value)
	with, _ := flow.Operand(site, k.With)
	if k.How == knowledge.Satisfies {
		return w.satisfies(site, with, want)
	}
	if !w.c.isOrigin(w.f, value) {
		if value, with = with, value; k.How != knowledge.Equals || !w.c.isOrigin(w.f, value) {
			return w.c.decides(w.f, value).and(w.c.decides(w.f, with))
		}
	}
	if !want {
		return way{}
	}
	if k.How == knowledge.Equals || k.How == knowledge.Member {
		return w.equals(value, with, true, site.Instr().Pos)
	}
	return w.c.pattern(w.f, k.How, with, w.at(site.Instr().Pos, "tested here"))
}

// satisfies handles a search by a function of the program.
func (w *walker) satisfies(site graph.Site, fn summary.Ref, want bool) way {
	if !want {
		return way{}
	}
	best := closed
	for _, o := range w.c.t.Origins(plain, nil, w.f, fn, "") {
		if f := w.c.p.Graph.Func(o.Name); o.Kind == flow.Func && f != nil && w.depth < maxDepth {
			best = best.or(w.c.returns(f, 0, true, w.depth+1))
		}
	}
	return best
}

func (w *walker) at(pos summary.Pos, text string) finding.Step {
	return finding.Step{Place: w.f.Place(pos), Text: text}
}
