package tie

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/summary"
)

// factKind tells how a condition brings values together.
type factKind uint8

const (
	tests     factKind = iota // one value is tested by itself
	compares                  // two values are compared
	looksUp                   // one value is a key in another
	asks                      // values are handed to somebody who answers
	depends                   // a parameter is the condition: callers know more
	callsBack                 // a function that callers know is asked
)

// fact is what a condition brings together, with values as far as its function tells. Equal facts are identical, but for
// those that callers know more of.
type fact struct {
	kind     factKind
	values   []*set
	failed   bool            // the value is an error: of queries that always succeed, it says nothing
	constant bool            // compares: with a constant
	role     bool            // it is about something that is called like a role or permission
	passable bool            // compares: where the values differ, control goes on
	owned    []*object.Table // compares: tables whose owner column is compared

	param  place // depends
	call   later // callsBack
	result int
}

// fact returns the one fact that is like f, or a new one if callers know more of it.
func (u *universe) fact(f fact) *fact {
	if f.kind == callsBack {
		own := f
		return &own
	}
	u.key = u.key[:0]
	u.key.add(int(f.kind), truth(f.failed), truth(f.constant), truth(f.role), truth(f.passable), f.param.ref, len(f.values))
	for _, s := range f.values {
		u.key.add(s.id)
	}
	for _, t := range f.owned {
		u.key = append(append(u.key, t.Name...), ';')
	}
	if f.param.fn != nil {
		u.key = append(u.key, f.param.fn.ID...)
	}
	known := u.facts[string(u.key)]
	if known == nil {
		own := f
		known = &own
		u.facts[string(u.key)] = known
	}
	return known
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// open reports whether callers know more about a fact.
func (f *fact) open() bool {
	return f.kind == depends || f.kind == callsBack || slices.ContainsFunc(f.values, func(s *set) bool { return s.open })
}

// facts is a list without repeats.
type facts []*fact

// maxFacts bounds the facts of one function.
const maxFacts = 600

func (l *facts) add(more ...*fact) {
	for _, f := range more {
		if len(*l) < maxFacts && !slices.Contains(*l, f) {
			*l = append(*l, f)
		}
	}
}

// question is a part of a function that may bring values together.
type question struct {
	fn     *graph.Func
	ref    summary.Ref // a condition
	result int         // of the function, -1 for all, if ref is 0
}

// ofResult returns what a function brings together before it answers: in the branches that leave, and in the boolean or error
// that it returns. Result is the number of the result that is looked at, -1 for all.
func (c *Checker) ofResult(f *graph.Func, result int) facts {
	q := question{fn: f, result: result}
	if known, ok := c.answers[q]; ok {
		return known
	}
	c.answers[q] = nil
	if !c.pay() {
		return nil
	}
	var all facts
	b := c.branchesOf(f)
	for block := range f.Blocks {
		cond, ok := f.Condition(block)
		if !ok || !b.leaves(block) || !b.fails(block, result) {
			continue
		}
		list := c.ofCondition(f, cond)
		if !b.isUnavoidable(block) || c.admitsOrdinary(f) || c.permits(b, block, result) {
			list = c.withoutRole(list)
		}
		all.add(list...)
	}
	for s, in := range f.Instrs {
		if in.Op != summary.OpReturn {
			continue
		}
		for i, r := range in.Args {
			if t := c.t.TypeOf(f, r); (result < 0 || i == result) && t.IsKnown() && (t.Name == "bool" || t.IsError()) {
				list := c.ofCondition(f, r)
				if c.grantsIn(f, i, func(block int) bool { return block != s.Block }) {
					list = c.withoutRole(list)
				}
				all.add(list...)
			}
		}
	}
	all = slices.DeleteFunc(all, func(f *fact) bool { return !c.matters(f) })
	c.answers[q] = all
	return all
}

func (c *Checker) withoutRole(list facts) facts {
	out := make(facts, len(list))
	for i, f := range list {
		if f.role {
			plain := *f
			plain.role = false
			f = c.fact(plain)
		}
		out[i] = f
	}
	return out
}

// matters reports whether a fact may help to tie anything.
func (c *Checker) matters(f *fact) bool {
	isHeld := func(s *set) bool {
		return slices.ContainsFunc(s.list, func(x source) bool { return x.one.fn != nil })
	}
	if f.open() || slices.ContainsFunc(f.values, isHeld) {
		return true
	}
	m := c.meaning(f)
	return m.caller && m.role || len(m.tied) > 0 || len(m.links) > 0 || len(m.owned) > 0
}

// ofCondition returns what the parts of a condition bring together.
func (c *Checker) ofCondition(f *graph.Func, ref summary.Ref) facts {
	q := question{fn: f, ref: ref}
	if known, ok := c.answers[q]; ok {
		return known
	}
	c.answers[q] = nil
	if !c.pay() {
		return nil
	}
	var all facts
	c.condition(f, ref, &all)
	c.answers[q] = all
	return all
}

func (c *Checker) condition(f *graph.Func, ref summary.Ref, all *facts) {
	in, s := c.t.Def(f, ref)
	if in == nil {
		c.outside(f, ref, all)
		return
	}
	switch in.Op {
	case summary.OpNot, summary.OpChangeType, summary.OpMakeIface, summary.OpTypeAssert:
		all.add(c.ofCondition(f, in.Args[0])...)
		return
	case summary.OpPhi:
		isGrant := func(r summary.Ref) bool { return c.grants(f, r, s.Block) }
		for i, a := range in.Args {
			if a.Kind() != summary.RefReg {
				continue
			}
			list := c.ofCondition(f, a)
			if slices.ContainsFunc(in.Args[i+1:], isGrant) || slices.ContainsFunc(in.Args[:i], isGrant) {
				list = c.withoutRole(list)
			}
			all.add(list...)
		}
		return
	case summary.OpBinOp:
		c.comparison(f, in, all)
		return
	case summary.OpExtract:
		call, cs := c.t.Def(f, in.Args[0])
		if call != nil && !isCall(call) && !c.reader.Runs(cs) {
			c.membership(f, ref, call, all)
			return
		}
		if call != nil {
			c.answer(f, ref, cs, int(in.N), all)
		}
		s = cs
	case summary.OpCall, summary.OpInvoke, summary.OpCallValue:
		c.answer(f, ref, s, 0, all)
	}
	if _, ok := c.ofHeldType(s); !ok { // else the route tells
		c.alone(f, ref, all)
	}
}

// outside takes a parameter or a variable of the function around a closure.
func (c *Checker) outside(f *graph.Func, ref summary.Ref, all *facts) {
	c.alone(f, ref, all)
	if ref.Kind() != summary.RefReg {
		return
	}
	if n := ref.N(); n < f.NParams {
		all.add(c.fact(fact{kind: depends, param: place{f, n}}))
		return
	}
	if v, ok := c.reader.Up(access.Value{Frame: access.Frame{Fn: f}, Ref: ref}); ok {
		all.add(c.ofCondition(v.Fn, v.Ref)...)
	}
}

// alone is the fact of a value that is tested by itself.
func (c *Checker) alone(f *graph.Func, ref summary.Ref, all *facts) {
	x := fact{kind: tests, values: []*set{c.sources(f, ref, "")}, failed: c.t.TypeOf(f, ref).IsError(), role: c.isRole(f, ref)}
	all.add(c.fact(x))
}

// comparison brings both sides together; a side that is constant leaves the question to where the other one comes from.
func (c *Checker) comparison(f *graph.Func, in *summary.Instr, all *facts) {
	both := fact{kind: compares}
	for _, r := range in.Args {
		if k, ok := f.Const(r); ok {
			both.constant = true
			both.role = both.role || k.Kind == summary.ConstString && roleNames.MatchString(k.Str)
			continue
		}
		both.failed = both.failed || c.t.TypeOf(f, r).IsError()
		both.values = append(both.values, c.sources(f, r, ""))
		if table, ok := c.ownerCompared(f, r); ok {
			both.owned = append(both.owned, table)
		}
		both.role = both.role || c.isRole(f, r)
		if d, _ := c.t.Def(f, r); d == nil || isCall(d) || d.Op == summary.OpExtract || d.Op == summary.OpPhi {
			all.add(c.ofCondition(f, r)...)
		}
	}
	if both.constant { // a constant is nobody
		both.owned = nil
	}
	all.add(c.fact(both))
}

// membership brings a map and its key together: members[id].
func (c *Checker) membership(f *graph.Func, ref summary.Ref, in *summary.Instr, all *facts) {
	x := fact{kind: looksUp, role: c.isRole(f, ref)}
	for _, a := range in.Args {
		x.values = append(x.values, c.sources(f, a, ""))
	}
	all.add(c.fact(x))
}

// answer takes what a result of a call brings together: the facts of its body, or the operands of a foreign function.
func (c *Checker) answer(f *graph.Func, ref summary.Ref, s graph.Site, result int, all *facts) {
	failed := c.t.TypeOf(f, ref).IsError()
	if c.reader.Runs(s) {
		if l := c.at(s); l != nil {
			all.add(c.fact(fact{kind: tests, values: []*set{c.set([]source{{kind: fromObject, object: l}})}, failed: failed}))
			return
		}
	}
	if s.Instr().Op == summary.OpCallValue {
		c.answerOfValue(s, result, all)
		return
	}
	if x, ok := c.ofHeldType(s); ok {
		all.add(c.fact(fact{kind: callsBack, call: x, result: result}))
		return
	}
	callees := c.g.Callees(s)
	for _, callee := range callees[:min(len(callees), maxTargets)] {
		all.add(c.passedFacts(c.ofResult(callee, result), passing{s, callee})...)
	}
	if len(callees) == 0 {
		c.operands(s, failed, all)
	}
}

// answerOfValue takes the answer of a function value: at once if it is known, else later.
func (c *Checker) answerOfValue(s graph.Site, result int, all *facts) {
	f := c.given(s.Caller, s.Instr().Args[0])
	funcs, params := []*graph.Func{f}, c.nothing
	if f == nil {
		funcs, params = c.functions(spot{fn: s.Caller, ref: s.Instr().Args[0]})
	}
	if len(funcs) == 1 && len(params.list) == 0 {
		all.add(c.passedFacts(c.ofResult(funcs[0], result), passing{s, funcs[0]})...)
		return
	}
	if len(funcs)+len(params.list) > 0 {
		all.add(c.fact(fact{kind: callsBack, call: later{site: s, funcs: funcs, params: params}, result: result}))
	}
}

// operands brings the operands of a call together, but for the variables that it fills.
func (c *Checker) operands(s graph.Site, failed bool, all *facts) {
	x := fact{kind: asks, failed: failed}
	f := s.Caller
	filled := c.decoded(s)
	for _, a := range s.Instr().Args {
		if a == filled {
			continue
		}
		list := object.Elements(c.t, f, a)
		if len(list) == 0 {
			list = []summary.Ref{a}
		}
		for _, r := range list {
			if r == 0 || c.isFilled(f, r) {
				continue
			}
			if values := c.sources(f, r, ""); len(values.list) > 0 {
				x.values = append(x.values, values)
			}
			x.role = x.role || c.isRole(f, r)
		}
	}
	all.add(c.fact(x))
}

// decoded returns the operand of a call into which it puts what the request says, 0 if it does no such thing. What is there is not
// asked about, and other values may take its place later.
func (c *Checker) decoded(s graph.Site) summary.Ref {
	e := c.t.Known(s)
	into := knowledge.None
	switch {
	case e == nil:
	case e.Input != nil:
		into = e.Input.Into
	case e.Flow != nil:
		into = e.Flow.Into
	}
	ref, _ := flow.Operand(s, into)
	return ref
}

// isFilled reports whether an operand is the address of a text, a number or the like, as Scan(&u.Role) has one: nobody asks about
// what is there.
func (c *Checker) isFilled(f *graph.Func, ref summary.Ref) bool {
	ref = object.Inner(c.t, f, ref)
	in, _ := c.t.Def(f, ref)
	if in == nil || in.Op != summary.OpFieldAddr && in.Op != summary.OpAlloc {
		return false
	}
	u := c.t.TypeOf(f, ref).Deref().Underlying()
	return u.IsKnown() && u.Kind == summary.KindBasic
}

// ownerCompared reports whether a value holds the owner of a stored object, and of which table.
func (c *Checker) ownerCompared(f *graph.Func, ref summary.Ref) (*object.Table, bool) {
	table, column := c.column(f, ref)
	return table, table != nil && c.isOwner(access.Pred{Table: table, Column: column})
}
