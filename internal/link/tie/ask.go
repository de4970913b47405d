package tie

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// checked returns the tie that the branches around an access make, or those of the other functions of the route.
func (c *Checker) checked(w way, keys []Key, others []meaning) Tie {
	q := &inquiry{Checker: c, access: w, known: slices.Clip(others)}
	for _, f := range c.obeyed(w) {
		if m := c.meaning(f); m.ties() {
			q.known = append(q.known, m)
		}
	}
	if q.tied(keys, 0) {
		return ByCheck
	}
	return Free
}

// besides returns what the facts of the functions of a route other than f mean.
func (c *Checker) besides(f *graph.Func, chain []Function) []meaning {
	var all []meaning
	for _, other := range chain {
		if other.Func == f {
			continue
		}
		for _, x := range c.settledFacts(c.ofResult(other.Func, -1)) {
			if m := c.meaning(x).ofAddress(); m.ties() {
				all = append(all, m)
			}
		}
	}
	return all
}

// inquiry asks whether an access is tied.
type inquiry struct {
	*Checker
	access way
	known  []meaning // of the facts of the branches that are obeyed, if it ties anything
}

// maxLinks bounds the keys that are tied one through the other: a ticket to its project, the project to its owner.
const maxLinks = 2

// tied reports whether one of keys meets the caller, or another key that does.
func (q *inquiry) tied(keys []Key, depth int) bool {
	for i := range q.known {
		if slices.ContainsFunc(q.known[i].tied, func(k Key) bool { return slices.Contains(keys, k) }) || q.access.Table != nil && slices.Contains(q.known[i].owned, q.access.Table) {
			return true
		}
	}
	if depth == maxLinks {
		return false
	}
	for i := range q.known {
		for _, link := range q.known[i].links {
			others := slices.DeleteFunc(slices.Clone(link), func(k Key) bool { return slices.Contains(keys, k) })
			if len(others) > 0 && len(others) < len(link) && q.tied(others, depth+1) {
				return true
			}
		}
	}
	return false
}

// ofAddress returns m without the keys that a body holds: what a middleware finds there is of no request in particular.
func (m meaning) ofAddress() meaning {
	inBody := func(k Key) bool { return k.Part == string(knowledge.InBody) }
	m.tied = slices.DeleteFunc(slices.Clone(m.tied), inBody)
	m.links = slices.DeleteFunc(slices.Clone(m.links), func(link []Key) bool { return slices.ContainsFunc(link, inBody) })
	return m
}

// obeyed returns the facts of the branches that decide about an access, in its function, in those above, and in what they call
// afterwards.
func (c *Checker) obeyed(w way) facts {
	write := w.Op == knowledge.Update || w.Op == knowledge.Delete
	list := slices.Clone(c.obeyedAbove(w.calls, write))
	list.add(c.settledAbove(c.around(w.Site, write), w.calls)...)
	return list
}

// obeyedAbove returns the facts of the branches that decide about the calls of a chain. Many accesses of a route have the
// beginnings of their chains in common.
func (c *Checker) obeyedAbove(calls []graph.Site, write bool) facts {
	n := len(calls) - 1
	if n < 0 {
		return nil
	}
	var key name
	key.add(truth(write))
	for _, s := range calls {
		key.add(number(c.sites, s))
	}
	list, known := c.above[string(key)]
	if !known {
		list = slices.Clone(c.obeyedAbove(calls[:n], write))
		list.add(c.settledAbove(c.around(calls[n], write), calls[:n])...)
		c.above[string(key)] = list
	}
	return list
}

// raised is what the branches around a call bring together, with values as far as a function above tells.
type raised struct {
	facts facts
	in    *graph.Func
}

// raising is a call on the way of such facts to the caller of their function.
type raising struct {
	*raised
	at graph.Site
}

// settledAbove returns facts as they are under a chain of calls. The ends of chains are common to many routes, the first call
// belongs to one.
func (c *Checker) settledAbove(r *raised, calls []graph.Site) facts {
	for i, s := range slices.Backward(calls) {
		if len(r.facts) == 0 {
			return nil
		}
		key := raising{r, s}
		known := c.raised[key]
		if known == nil {
			known = &raised{slices.Clip(c.passedFacts(r.facts, passing{s, r.in})), s.Caller}
			if i > 0 && !c.spent() {
				c.raised[key] = known
			}
		}
		r = known
	}
	return c.settledFacts(r.facts)
}

// point is a call that conditions decide about.
type point struct {
	graph.Site
	write bool
}

// around returns the facts of the branches of a function that decide what happens at a call or, if nothing is written there,
// what becomes of it afterwards.
func (c *Checker) around(s graph.Site, write bool) *raised {
	p := point{s, write}
	known := c.surroundings[p]
	if known == nil {
		list := slices.DeleteFunc(slices.Clone(c.surrounding(p)), func(f *fact) bool { return !c.matters(f) })
		known = &raised{slices.Clip(list), s.Caller}
		c.surroundings[p] = known
	}
	return known
}

func (c *Checker) surrounding(p point) facts {
	var list facts
	f := p.Caller
	b := c.branchesOf(f)
	for block := range f.Blocks {
		cond, ok := f.Condition(block)
		if !ok {
			continue
		}
		obeyed := b.decides(block, p.Site) && !b.follows(block, p.Site)
		if !obeyed && !p.write {
			obeyed = b.leaves(block) || b.signals(c.g, block)
		}
		if !obeyed || c.isOptional(b, block) {
			continue
		}
		found := c.ofCondition(f, cond)
		if yes, no := b.both(block); yes[p.Block] && no[p.Block] || c.isForOthers(b, block, p.Site) {
			found = c.passable(found)
		}
		list.add(found...)
	}
	if p.write {
		return list
	}
	for s, in := range f.Instrs {
		if isCall(in) && s != p.Site && b.comesAfter(s, p.Site) && answers(f, in) {
			for _, callee := range c.g.Callees(s) {
				list.add(c.passedFacts(c.ofResult(callee, -1), passing{s, callee})...)
			}
		}
	}
	return list
}

// isOptional reports whether the client decides that the branch at the end of block is not asked: another branch, on nothing but
// the request, leads around it to what follows.
func (c *Checker) isOptional(b *branches, block int) bool {
	for other := range b.f.Blocks {
		cond, ok := b.f.Condition(other)
		if !ok || !b.reach[other][block] || b.reach[block][other] { // one of a loop decides about the next round alone
			continue
		}
		succs := b.f.Blocks[other].Succs
		if (b.leadsAround(int(succs[0]), block) && b.reach[succs[1]][block] || b.leadsAround(int(succs[1]), block) && b.reach[succs[0]][block]) &&
			c.isClients(b.f, cond) {
			return true
		}
	}
	return false
}

// isClients reports whether a condition is about the request and nothing else.
func (c *Checker) isClients(f *graph.Func, cond summary.Ref) bool {
	client := false
	for _, x := range c.ofCondition(f, cond) {
		if x.failed || x.kind == depends || x.kind == callsBack {
			return false // the outcome of something
		}
		for _, s := range x.values {
			for i := range s.list {
				switch s.list[i].kind {
				case fromRequest:
					client = true
				case fromElsewhere, fromSource:
				default:
					return false
				}
			}
		}
	}
	return client
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
