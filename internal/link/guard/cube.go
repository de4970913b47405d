package guard

import (
	"slices"

	"github.com/apilint/apilint/internal/link/eval"
)

// cube is a conjunction of the undecided conditions under which something is reached.
type cube []eval.Literal

// cube returns the conditions of the path that is being executed.
func (t *trial) cube() cube {
	var c cube
	for _, l := range t.m.Lits {
		if !l.Known {
			c = append(c, l)
		}
	}
	return c
}

// needsCredential reports whether some condition depends on a credential.
func (c cube) needsCredential() bool {
	return slices.ContainsFunc(c, func(l eval.Literal) bool { return l.Deps&eval.DepCredential != 0 })
}

// isConfig reports whether a condition is decided by how the program is configured, not by the request or its data.
func isConfig(l eval.Literal) bool {
	return l.Deps&eval.DepConfig != 0 && l.Deps&(eval.DepCredential|eval.DepInput|eval.DepState) == 0
}

// contradicts reports whether what start-up decides would have to be decided both ways.
func (c cube) contradicts() bool {
	for i, l := range c {
		if l.Frame < 0 && slices.ContainsFunc(c[:i], func(o eval.Literal) bool {
			return o.Frame == l.Frame && o.Block == l.Block && o.True != l.True
		}) {
			return true
		}
	}
	return false
}

// branchKey names a branch of the program.
type branchKey struct {
	fn    string
	block int32
}

// side is one way out of a branch.
type side struct {
	branchKey
	is bool
}

// spares reports whether a condition on the configuration leads past the refusal of a credential: one was refused on the other
// side. Where none was, the other side stops everybody or nobody.
func (t *trial) spares(l eval.Literal) bool {
	return l.Site.Caller == nil || t.refusing[side{keyOf(l), !l.True}]
}

func keyOf(l eval.Literal) branchKey {
	if l.Site.Caller == nil {
		return branchKey{}
	}
	return branchKey{l.Site.Caller.ID, l.Block}
}

// condition identifies an undecided condition of one execution.
type condition struct {
	frame int
	block int32
}

// outcome is what a condition was found to be.
type outcome struct {
	condition
	is bool
}

// strangers reports whether a condition on a credential is as it is for callers without one: they, and they alone, are told
// that they may not.
func (t *trial) strangers(at condition, is bool) bool {
	return t.away[outcome{at, is}] && !t.away[outcome{at, !is}]
}

// reach tells whether an anonymous request gets where the cubes lead: always, only under some configuration, or never.
//
// Conditions on other parts of the request or on stored data can be met by somebody, so they are dropped. Of a condition
// that depends on a credential one side refuses; which, is known only where it says so. If both sides lead on, it refuses
// nobody.
func (t *trial) reach(cubes []cube) reachability {
	if t.reachable(cubes, false) {
		return always
	}
	if t.reachable(cubes, true) {
		return configured
	}
	return never
}

type reachability int

const (
	never reachability = iota
	configured
	always
)

// reachable decides reach, where anyConfig says that every configuration counts. The cubes lead on whatever the conditions
// are iff their disjunction is a tautology.
func (t *trial) reachable(cubes []cube, anyConfig bool) bool {
	var terms []term
	for _, c := range cubes {
		if !c.contradicts() {
			terms = append(terms, t.credentials(c, anyConfig))
		}
	}
	return tautology(terms)
}

// term is a conjunction: what each condition must be.
type term map[condition]bool

// tautology reports whether a disjunction of terms always holds. It sets one condition after the other both ways; a
// condition that occurs in one way only can be set the other way at once, where its terms do not hold.
func tautology(terms []term) bool {
	var pick condition
	best := 0
	signs := map[condition]int{} // 1: occurs as true, 2: as false
	uses := map[condition]int{}
	for _, t := range terms {
		if len(t) == 0 {
			return true
		}
		for c, v := range t {
			signs[c] |= map[bool]int{true: 1, false: 2}[v]
			uses[c]++
		}
	}
	for c, s := range signs {
		if s != 3 {
			return tautology(without(terms, c))
		}
		if uses[c] > best || uses[c] == best && c.less(pick) {
			pick, best = c, uses[c]
		}
	}
	if best == 0 {
		return false
	}
	return tautology(given(terms, pick, true)) && tautology(given(terms, pick, false))
}

func (c condition) less(d condition) bool {
	return c.frame < d.frame || c.frame == d.frame && c.block < d.block
}

// without drops the terms in which a condition occurs.
func without(terms []term, c condition) []term {
	var rest []term
	for _, t := range terms {
		if _, ok := t[c]; !ok {
			rest = append(rest, t)
		}
	}
	return rest
}

// given returns what is left of the terms when a condition is known.
func given(terms []term, c condition, is bool) []term {
	var rest []term
	for _, t := range terms {
		want, ok := t[c]
		if ok && want != is {
			continue
		}
		if ok {
			shorter := make(term, len(t))
			for k, v := range t {
				if k != c {
					shorter[k] = v
				}
			}
			t = shorter
		}
		rest = append(rest, t)
	}
	return rest
}

// credentials returns the conditions of a cube that may keep an anonymous request away: those that depend on a
// credential and, unless every configuration counts, those on a configuration that spares strangers a check.
func (t *trial) credentials(c cube, anyConfig bool) term {
	set := term{}
	for _, l := range c {
		switch {
		case l.Deps&eval.DepCredential != 0:
			if at := (condition{l.Frame, l.Block}); !t.barred[keyOf(l)] && !t.strangers(at, l.True) {
				set[at] = l.True
			}
		case isConfig(l) && !anyConfig && t.spares(l):
			set[condition{l.Frame, l.Block}] = l.True
		}
	}
	return set
}
