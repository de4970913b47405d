package tie

import (
	"slices"

	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
)

type passedFact struct {
	*fact
	passing
}

// passedFacts returns facts with the values that the caller of callee gives.
func (c *Checker) passedFacts(list facts, by passing) facts {
	var all facts
	for _, f := range list {
		if !f.open() {
			all.add(f)
			continue
		}
		key := passedFact{f, by}
		known, ok := c.passedMemo[key]
		if !ok {
			if !c.pay() {
				return all
			}
			c.passedMemo[key] = nil
			known = c.passedOne(f, by)
			c.passedMemo[key] = known
		}
		all.add(known...)
	}
	return all
}

func (c *Checker) passedOne(f *fact, by passing) facts {
	switch f.kind {
	case depends:
		if f.param.fn != by.callee {
			return facts{f}
		}
		if ref, ok := access.Argument(by.at, by.callee, f.param.ref); ok {
			return c.ofCondition(by.at.Caller, ref)
		}
		return nil
	case callsBack:
		return c.passedCall(f, by)
	}
	passed := *f
	passed.values = c.passedAll(f.values, by)
	if g := c.fact(passed); c.matters(g) {
		return facts{g}
	}
	return nil
}

// passedCall asks the functions that the caller of callee gives, and leaves the rest to its callers.
func (c *Checker) passedCall(f *fact, by passing) facts {
	known, open := c.passedFunctions(f.call, by)
	next := *f
	next.call.calls = append([]graph.Site{by.at}, f.call.calls...)
	next.call.params = open
	if len(known) > maxTargets {
		next.call.funcs, known = append(slices.Clip(next.call.funcs), known...), nil
	}
	var all facts
	for _, g := range known {
		all.add(c.followed(next.call, g, f.result)...)
	}
	if (len(known) == 0 || len(open.list) > 0) && len(next.call.calls) <= maxDepth {
		all.add(c.fact(next))
	}
	return all
}

// followed returns the facts of a function that turned out to be the one which x calls.
func (c *Checker) followed(x later, f *graph.Func, result int) facts {
	list := c.ofResult(f, result)
	callee := f
	for _, s := range slices.Backward(append(slices.Clip(x.calls), x.site)) {
		list = c.passedFacts(list, passing{s, callee})
		callee = s.Caller
	}
	return list
}

// settledFacts returns facts for which all callers were asked.
func (c *Checker) settledFacts(list facts) facts {
	var all facts
	for _, f := range list {
		switch {
		case !f.open():
			all.add(f)
		case f.kind == depends:
		case f.kind == callsBack:
			funcs, sure := c.settledFunctions(f.call)
			if !sure {
				continue // it may be any handler that stands behind a middleware
			}
			for _, g := range funcs[:min(len(funcs), maxTargets)] {
				for _, x := range c.followed(f.call, g, f.result) {
					if x.kind != callsBack {
						all.add(c.settledFacts(facts{x})...)
					}
				}
			}
		default:
			all.add(c.settledFact(f))
		}
	}
	return all
}

// settledFact returns a fact for whose values all callers were asked.
func (c *Checker) settledFact(f *fact) *fact {
	known := c.settledOnes[f]
	if known == nil {
		settled := *f
		settled.values = make([]*set, len(f.values))
		for i, s := range f.values {
			settled.values[i] = c.settled(s)
		}
		known = c.fact(settled)
		if !c.spent() {
			c.settledOnes[f] = known
		}
	}
	return known
}

// meaning is what a fact says once its values are settled.
type meaning struct {
	caller bool
	keys   []Key
	tied   []Key // of the keys those that meet the caller
	// owned are the tables whose owner column is compared, where the values themselves cannot be followed.
	owned []*object.Table
	links [][]Key // keys that must belong together: those of one query, or of the two sides of a comparison
	role  bool    // a role or permission of the caller
}

// ties reports whether m says of any key whose it is.
func (m *meaning) ties() bool { return len(m.tied)+len(m.owned)+len(m.links) > 0 }

func (m *meaning) merge(n meaning) {
	m.caller = m.caller || n.caller
	m.keys = with(m.keys, n.keys)
	m.tied = with(m.tied, n.tied)
	m.links = append(m.links, n.links...)
}

// with returns a list of keys with more of them.
func with(list, more []Key) []Key {
	for _, k := range more {
		if !slices.Contains(list, k) {
			list = append(list, k)
		}
	}
	return list
}

// meaning says what a fact means. The caller meets a key where one value is the caller's and another one has the key, or where
// an object was found by both. A value that may be either, now the one and then the other, brings nothing together.
func (c *Checker) meaning(f *fact) meaning {
	if m, ok := c.meanings[f]; ok {
		return m
	}
	var all meaning
	parts := make([]meaning, len(f.values))
	for i, s := range f.values {
		parts[i] = c.mentioned(s, f.failed)
		all.merge(parts[i])
	}
	for i := range parts {
		for j := range parts {
			if i != j && parts[i].caller {
				all.tied = with(all.tied, parts[j].keys)
			}
		}
	}
	all.role = f.role && (f.kind != tests || all.caller)
	if f.kind == compares {
		if len(all.keys) == 0 { // what the client says is no caller
			all.owned = f.owned
		}
		if len(parts) == 2 && len(parts[0].keys) > 0 && len(parts[1].keys) > 0 {
			all.links = append(all.links, all.keys)
		}
	}
	if f.passable {
		all.links = nil
	}
	if c.isLearned {
		c.meanings[f] = all
	}
	return all
}

// mentioned returns what the sources of a value are; of queries that always succeed, an error says nothing.
func (c *Checker) mentioned(s *set, failed bool) meaning {
	var m meaning
	for _, x := range c.chosenAmong(s) {
		switch {
		case x.kind == fromCaller:
			m.caller = true
		case x.kind == fromRequest:
			m.merge(meaning{keys: []Key{x.key}})
		case x.kind == fromObject && !(failed && x.object.saysNothing()):
			one := c.chosen(x.object)
			if one.caller = c.tied(x.object); one.caller {
				one.tied = one.keys
			}
			m.merge(one)
		}
	}
	return m
}

// chosen returns the keys by which an object was found.
func (c *Checker) chosen(l *loaded) meaning {
	m := meaning{keys: c.rootKeys(l)}
	if len(m.keys) > 1 {
		m.links = [][]Key{m.keys}
	}
	return m
}

// chosenAmong returns the sources of a set; of keys with several names those that the route holds.
func (c *Checker) chosenAmong(s *set) []source {
	isHeld := func(x source) bool { return x.one.fn != nil && c.held.texts[x.key.Name] }
	if len(c.held.texts) == 0 || !slices.ContainsFunc(s.list, isHeld) {
		return s.list
	}
	var list []source
	for _, x := range s.list {
		if x.one.fn != nil && !isHeld(x) && slices.ContainsFunc(s.list, func(y source) bool { return y.one == x.one && isHeld(y) }) {
			continue
		}
		list = append(list, x)
	}
	return list
}
