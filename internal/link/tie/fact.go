package tie

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/summary"
)

// fact is what a condition brings together.
type fact struct {
	caller bool
	keys   []Key
	// owned are the tables whose owner column is compared, where the values themselves cannot be followed.
	owned []*object.Table
	links [][]Key // keys that must belong together: those of one query, or of the two sides of a comparison
	role  bool    // a role or permission of the caller
}

func (f *fact) merge(g fact) {
	f.caller = f.caller || g.caller
	f.role = f.role || g.role
	for _, k := range g.keys {
		if !slices.Contains(f.keys, k) {
			f.keys = append(f.keys, k)
		}
	}
	f.links = append(f.links, g.links...)
	f.owned = append(f.owned, g.owned...)
}

// about reports whether f ties one of keys to the caller.
func (f fact) about(keys []Key) bool {
	return f.caller && slices.ContainsFunc(f.keys, func(k Key) bool { return slices.Contains(keys, k) })
}

// ownerCompared reports whether a value is a field that holds the owner of a stored object, and of which table.
func (c *Checker) ownerCompared(v access.Value) (*object.Table, bool) {
	ref := object.Inner(c.t, v.Fn, v.Ref)
	in, _ := c.t.Def(v.Fn, ref)
	for range 3 {
		if in == nil || in.Op != summary.OpLoad && in.Op != summary.OpConvert {
			break
		}
		in, _ = c.t.Def(v.Fn, in.Args[0])
	}
	if in == nil || in.Op != summary.OpFieldAddr && in.Op != summary.OpField {
		return nil, false
	}
	table := c.objects.Type(c.g.TypeOf(v.Fn, in.XType))
	if table == nil {
		return nil, false
	}
	column := table.Field(v.Fn.Sym(in))
	return table, column != nil && c.isOwner(access.Pred{Table: table, Column: column.Name})
}

// mention returns what the sources of a value are.
func (c *Checker) mention(v access.Value) fact {
	return c.mentioned(v, isError(c.t.TypeOf(v.Fn, v.Ref)))
}

// mentioned returns what the sources of a value are; of queries that always succeed, an error says nothing.
func (c *Checker) mentioned(v access.Value, failed bool) fact {
	var f fact
	for _, s := range c.from(v, 0) {
		if failed && s.kind == fromObject && s.access.saysNothing() {
			continue
		}
		switch s.kind {
		case fromCaller:
			f.caller = true
		case fromRequest:
			f.keys = append(f.keys, s.key)
		case fromObject:
			f.caller = f.caller || s.access.tied(c)
			f.merge(c.chosen(s.access))
		}
	}
	return f
}

// chosen returns the keys by which an object was found.
func (c *Checker) chosen(l *loaded) fact {
	f := fact{keys: c.rootKeys(l, 0)}
	if len(f.keys) > 1 {
		f.links = [][]Key{f.keys}
	}
	return f
}

func isError(t graph.Type) bool { return t.IsKnown() && t.Name == "error" }

// saysNothing reports whether the success of a query does not tell that there was an object.
func (l *loaded) saysNothing() bool {
	return l.Always || l.Op == knowledge.Update || l.Op == knowledge.Delete || l.Op == knowledge.Insert
}

// roleNames matches what roles and permissions are called.
var roleNames = regexp.MustCompile(`(?i)admin|role|perm|scope|super|staff|privilege|moderator|manager|root|\bhost\b`)

// checked returns the tie that the branches around an access make, or those of the other functions of the route.
func (c *Checker) checked(a *access.Access, keys []Key, others []Function) Tie {
	q := &question{Checker: c, a: a, write: a.Op == knowledge.Update || a.Op == knowledge.Delete, others: others}
	c.budget = maxConditions
	switch {
	case q.tied(keys, 0):
		return ByCheck
	case c.budget <= 0:
		return Unread
	}
	return Free
}

// maxConditions bounds the conditions that one question reads.
const maxConditions = 20_000

// question asks whether an access is tied.
type question struct {
	*Checker
	a      *access.Access
	write  bool
	others []Function
	facts  []fact // of the branches that are obeyed; nil until they are known
}

// maxLinks bounds the keys that are tied one through the other: a ticket to its project, the project to its owner.
const maxLinks = 2

// tied reports whether one of keys meets the caller, or another key that does.
func (q *question) tied(keys []Key, depth int) bool {
	if q.facts == nil {
		q.facts = q.obeyed()
	}
	for _, f := range q.facts {
		if f.about(keys) || slices.Contains(f.owned, q.a.Table) && q.a.Table != nil {
			return true
		}
	}
	if depth == maxLinks {
		return false
	}
	for _, f := range q.facts {
		for _, link := range f.links {
			others := slices.DeleteFunc(slices.Clone(link), func(k Key) bool { return slices.Contains(keys, k) })
			if len(others) > 0 && len(others) < len(link) && q.tied(others, depth+1) {
				return true
			}
		}
	}
	return false
}

// obeyed collects the facts of the branches that decide about the access, in its function, in those above, in what they
// call afterwards, and in the other functions of the route.
func (q *question) obeyed() []fact {
	list := []fact{}
	for n := len(q.a.Calls); n >= 0; n-- {
		fr, point := q.a.Outer(n), q.a.Site
		if n < len(q.a.Calls) {
			point = q.a.Calls[n]
		}
		list = append(list, q.around(fr, point)...)
	}
	for _, f := range q.others {
		list = append(list, q.Checker.facts(access.Frame{Fn: f.Func}, -1, 0)...)
	}
	return list
}

// around collects the facts of the branches of a function that decide what happens at point or, if nothing is written there,
// what becomes of it afterwards.
func (q *question) around(fr access.Frame, point graph.Site) []fact {
	var list []fact
	b := q.branchesOf(fr.Fn)
	for block := range fr.Fn.Blocks {
		cond, ok := condition(fr.Fn, block)
		if !ok {
			continue
		}
		obeyed := b.decides(block, point) && !b.follows(block, point)
		if !obeyed && !q.write {
			obeyed = b.leaves(block) || b.signals(q.g, block)
		}
		if obeyed {
			list = append(list, q.condition(access.Value{Frame: fr, Ref: cond}, 0)...)
		}
	}
	if q.write {
		return list
	}
	for s, in := range fr.Fn.Instrs {
		if isCall(in) && s != point && q.comesAfter(b, s, point) && answers(fr.Fn, in) {
			for _, callee := range q.g.Callees(s) {
				list = append(list, q.Checker.facts(fr.Enter(s, callee), -1, maxQuestions-6)...)
			}
		}
	}
	return list
}

// answers reports whether f leaves all that follows to a call: it gets no result, or returns what it gets.
func answers(f *graph.Func, call *summary.Instr) bool {
	if call.Type == summary.NoType || call.Dst < 0 {
		return true
	}
	used := false
	for _, in := range f.Instrs {
		for _, a := range in.Args {
			if a == summary.MakeRef(summary.RefReg, int(call.Dst)) {
				if in.Op != summary.OpReturn {
					return false
				}
				used = true
			}
		}
	}
	return used || f.Pkg.Types[call.Type].Kind == summary.KindTuple && len(f.Pkg.Types[call.Type].Params) == 0
}

func (q *question) comesAfter(b *branches, s, point graph.Site) bool {
	return s.Block == point.Block && s.Index > point.Index || s.Block != point.Block && b.reach[point.Block][s.Block]
}

// condition returns the condition of the branch at the end of a block.
func condition(f *graph.Func, block int) (summary.Ref, bool) {
	instrs := f.Blocks[block].Instrs
	if n := len(instrs); n > 0 && instrs[n-1].Op == summary.OpIf {
		return instrs[n-1].Args[0], true
	}
	return 0, false
}

// maxQuestions bounds the calls that are followed from a condition.
const maxQuestions = 9

// facts returns what a function brings together before it answers: in the branches that leave, and in the boolean or error
// that it returns. Result is the number of the result that is looked at, -1 for all.
func (c *Checker) facts(fr access.Frame, result, depth int) []fact {
	if depth > maxQuestions {
		return nil
	}
	key := frameKey(fr) + strconv.Itoa(result) + "@" + strconv.Itoa(depth) // deeper down, less is seen
	if known, ok := c.memo.facts[key]; ok {
		return known
	}
	c.memo.facts[key] = nil
	var list []fact
	b := c.branchesOf(fr.Fn)
	for block := range fr.Fn.Blocks {
		cond, ok := condition(fr.Fn, block)
		if !ok || !b.leaves(block) || !b.fails(block, result) {
			continue
		}
		for _, f := range c.condition(access.Value{Frame: fr, Ref: cond}, depth+1) {
			f.role = f.role && b.isUnavoidable(block)
			list = append(list, f)
		}
	}
	for _, in := range fr.Fn.Instrs {
		if in.Op != summary.OpReturn {
			continue
		}
		for i, r := range in.Args {
			if t := c.t.TypeOf(fr.Fn, r); (result < 0 || i == result) && t.IsKnown() && (t.Name == "bool" || isError(t)) {
				list = append(list, c.condition(access.Value{Frame: fr, Ref: r}, depth+1)...)
			}
		}
	}
	list = slices.DeleteFunc(list, func(f fact) bool { return !f.caller && len(f.links) == 0 && len(f.owned) == 0 })
	c.memo.facts[key] = list
	if c.budget <= 0 {
		delete(c.memo.facts, key) // it is not all
	}
	return list
}

// condition returns what the parts of a condition bring together.
func (c *Checker) condition(v access.Value, depth int) []fact {
	if c.budget--; depth > maxQuestions || c.budget <= 0 {
		return nil
	}
	in, s := c.t.Def(v.Fn, v.Ref)
	if in == nil {
		if up, ok := c.reader.Up(v); ok {
			return c.condition(up, depth+1)
		}
		return c.alone(v)
	}
	sub := func(r summary.Ref) []fact { return c.condition(access.Value{Frame: v.Frame, Ref: r}, depth+1) }
	switch in.Op {
	case summary.OpNot, summary.OpChangeType, summary.OpMakeIface, summary.OpTypeAssert:
		return sub(in.Args[0])
	case summary.OpPhi:
		var list []fact
		for _, a := range in.Args {
			if a.Kind() == summary.RefReg {
				list = append(list, sub(a)...)
			}
		}
		return list
	case summary.OpBinOp:
		return c.comparison(v, in, depth)
	case summary.OpExtract:
		if call, cs := c.t.Def(v.Fn, in.Args[0]); call != nil {
			if isCall(call) {
				return append(c.answer(v, cs, int(in.N), depth), c.alone(v)...)
			}
			return c.lookup(v, call)
		}
	case summary.OpCall, summary.OpInvoke, summary.OpCallValue:
		return append(c.answer(v, s, 0, depth), c.alone(v)...)
	}
	return c.alone(v)
}

// alone is the fact of a value that is tested by itself.
func (c *Checker) alone(v access.Value) []fact {
	f := c.mention(v)
	if f.caller && c.isRole(v) {
		f.role = true
	}
	return []fact{f}
}

// isRole reports whether the field that a value is is called like a role.
func (c *Checker) isRole(v access.Value) bool {
	ref := v.Ref
	for range 6 {
		in, _ := c.t.Def(v.Fn, ref)
		if in == nil || len(in.Args) == 0 {
			return false
		}
		if in.Op == summary.OpFieldAddr || in.Op == summary.OpField || in.Op == summary.OpCall || in.Op == summary.OpInvoke {
			return roleNames.MatchString(v.Fn.Sym(in)[lastDot(v.Fn.Sym(in))+1:])
		}
		ref = in.Args[0]
	}
	return false
}

func lastDot(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '.' {
			return i
		}
	}
	return -1
}

// comparison brings both sides together; a side that is constant leaves the question to where the other one comes from.
func (c *Checker) comparison(v access.Value, in *summary.Instr, depth int) []fact {
	var both fact
	var list []fact
	var sides [][]Key
	constant := false
	for _, r := range in.Args {
		side := access.Value{Frame: v.Frame, Ref: r}
		if k, ok := v.Fn.Const(r); ok {
			constant = true
			both.role = both.role || k.Kind == summary.ConstString && roleNames.MatchString(k.Str)
			continue
		}
		m := c.mention(side)
		sides = append(sides, m.keys)
		if table, ok := c.ownerCompared(side); ok && len(m.keys) == 0 {
			both.owned = append(both.owned, table)
		}
		both.merge(m)
		both.role = both.role || c.isRole(side)
		if d, _ := c.t.Def(v.Fn, r); d == nil || isCall(d) || d.Op == summary.OpExtract || d.Op == summary.OpPhi {
			list = append(list, c.condition(side, depth+1)...)
		}
	}
	if constant || len(both.keys) > 0 { // a constant is nobody, and what the client says is no caller
		both.owned = nil
	}
	if len(sides) == 2 && len(sides[0]) > 0 && len(sides[1]) > 0 && !constant {
		both.links = append(both.links, both.keys)
	}
	return append(list, both)
}

// lookup brings a map and its key together: members[id].
func (c *Checker) lookup(v access.Value, in *summary.Instr) []fact {
	var f fact
	for _, a := range in.Args {
		f.merge(c.mention(access.Value{Frame: v.Frame, Ref: a}))
	}
	return []fact{f}
}

// answer returns what a result of a call brings together: the facts of its body, or the operands of a foreign function. V is
// the result.
func (c *Checker) answer(v access.Value, s graph.Site, result, depth int) []fact {
	fr, in := v.Frame, s.Instr()
	failed := isError(c.t.TypeOf(v.Fn, v.Ref))
	if c.reader.Runs(s) {
		if a := c.at(fr, s); a != nil {
			l := &loaded{a}
			if failed && l.saysNothing() {
				return nil
			}
			f := c.chosen(l)
			f.caller = l.tied(c)
			return []fact{f}
		}
	}
	callees := c.g.Callees(s)
	if in.Op == summary.OpCallValue {
		callees = c.functions(fr, in.Args[0])
	}
	var list []fact
	for i, callee := range callees {
		if i == maxTargets {
			break
		}
		list = append(list, c.facts(fr.Enter(s, callee), result, depth+1)...)
	}
	if len(callees) > 0 {
		return list
	}
	return []fact{c.operands(fr, in, failed)}
}

// operands brings the operands of a call together. A request that carries the caller's identity beside a key, handed over as a
// whole to be validated, asks nothing about the two.
func (c *Checker) operands(fr access.Frame, in *summary.Instr, failed bool) fact {
	var all fact
	apart := false // caller and key are not both in the one operand that has any
	having := 0
	for _, a := range in.Args {
		list := object.Elements(c.t, fr.Fn, a)
		if len(list) == 0 {
			list = []summary.Ref{a}
		}
		for _, r := range list {
			v := access.Value{Frame: fr, Ref: r}
			f := c.mentioned(v, failed)
			if f.caller || len(f.keys) > 0 {
				having++
			}
			apart = apart || c.isFound(v)
			all.merge(f)
			if d, _ := c.t.Def(fr.Fn, object.Inner(c.t, fr.Fn, r)); d == nil || d.Op != summary.OpFieldAddr { // Scan(&u.Role) asks nothing
				all.role = all.role || c.isRole(v)
			}
		}
	}
	all.caller = all.caller && (apart || having > 1 || len(all.keys) == 0)
	return all
}

// isFound reports whether a value comes from a query whose condition names the caller: its error or row is an answer.
func (c *Checker) isFound(v access.Value) bool {
	return slices.ContainsFunc(c.from(v, 0), func(s source) bool { return s.kind == fromObject && s.access.tied(c) })
}

// demandsRole reports whether one of the functions of a route turns callers away who lack a role.
func (c *Checker) demandsRole(chain []Function) bool {
	c.budget = maxConditions
	for _, f := range chain {
		fr := access.Frame{Fn: f.Func}
		b := c.branchesOf(f.Func)
		for block := range f.Blocks {
			cond, ok := condition(f.Func, block)
			if !ok || !b.leaves(block) || !b.isUnavoidable(block) {
				continue
			}
			for _, x := range c.condition(access.Value{Frame: fr, Ref: cond}, 0) {
				if x.caller && x.role && len(x.keys) == 0 {
					return true
				}
			}
		}
	}
	return false
}

// MentionsRole reports whether a function, or one that it calls or hands on, branches on something that is called like a role
// and leaves on one side. It is how a guard that takes its checks as functions can be told.
func (c *Checker) MentionsRole(f *graph.Func) bool {
	seen := map[*graph.Func]bool{}
	todo := []*graph.Func{f}
	for len(todo) > 0 && len(seen) < maxRoleTree {
		f := todo[0]
		todo = todo[1:]
		if seen[f] {
			continue
		}
		seen[f] = true
		if c.branchesOnRole(f) {
			return true
		}
		for s, in := range f.Instrs {
			todo = append(todo, c.g.Callees(s)...)
			for _, a := range in.Args {
				if g := c.given(f, a); g != nil {
					todo = append(todo, g)
				}
			}
			if in.Op == summary.OpClosure || in.Op == summary.OpBound {
				if g := c.g.Func(f.Sym(in)); g != nil {
					todo = append(todo, g)
				}
			}
		}
	}
	return false
}

// maxRoleTree bounds the functions below a guard that are read.
const maxRoleTree = 60

func (c *Checker) branchesOnRole(f *graph.Func) bool {
	b := c.branchesOf(f)
	for block := range f.Blocks {
		cond, ok := condition(f, block)
		if !ok || !b.leaves(block) {
			continue
		}
		refs := []summary.Ref{cond}
		if in, _ := c.t.Def(f, cond); in != nil && (in.Op == summary.OpBinOp || in.Op == summary.OpNot) {
			refs = in.Args
		}
		for _, r := range refs {
			if k, ok := f.Const(r); ok && k.Kind == summary.ConstString && roleNames.MatchString(k.Str) || c.isRole(access.Value{Frame: access.Frame{Fn: f}, Ref: r}) {
				return true
			}
		}
	}
	return false
}
