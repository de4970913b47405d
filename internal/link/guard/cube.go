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

// branchKey names a branch of the program.
type branchKey struct {
	fn    string
	block int32
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

// reach tells whether an anonymous request gets where the cubes lead: always, only under some configuration, or never.
//
// Conditions on other parts of the request or on stored data can be met by somebody, so they are dropped. Of a condition
// that depends on a credential one side refuses; which, is not known. If both sides lead on, it refuses nobody.
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

// reachable decides reach with or without the cubes that need a certain configuration.
func (t *trial) reachable(cubes []cube, anyConfig bool) bool {
	var sets []map[condition]bool
	for _, c := range cubes {
		set := t.credentials(c, anyConfig)
		if len(set) == 0 {
			return true
		}
		sets = append(sets, set)
	}
	// Consensus: two sets that differ only in the sign of one condition make one without it.
	for len(sets) > 0 && len(sets) < 256 {
		merged, grown := consensus(sets)
		if !grown {
			return false
		}
		if slices.ContainsFunc(merged, func(s map[condition]bool) bool { return len(s) == 0 }) {
			return true
		}
		sets = merged
	}
	return false
}

// credentials returns the conditions of a cube that may keep an anonymous request away: those that depend on a
// credential and, unless every configuration counts, those on the configuration.
func (t *trial) credentials(c cube, anyConfig bool) map[condition]bool {
	set := map[condition]bool{}
	for _, l := range c {
		switch {
		case l.Deps&eval.DepCredential != 0:
			if !t.barred[keyOf(l)] {
				set[condition{l.Frame, l.Block}] = l.True
			}
		case isConfig(l) && !anyConfig:
			set[condition{l.Frame, l.Block}] = l.True
		}
	}
	return set
}

func consensus(sets []map[condition]bool) (out []map[condition]bool, grown bool) {
	out = slices.Clone(sets)
	for i, a := range sets {
		for _, b := range sets[i+1:] {
			if m := resolve(a, b); m != nil && !slices.ContainsFunc(out, func(s map[condition]bool) bool { return subset(s, m) }) {
				out = append(out, m)
				grown = true
			}
		}
	}
	return out, grown
}

// resolve merges two sets that disagree in exactly one condition.
func resolve(a, b map[condition]bool) map[condition]bool {
	clashes := 0
	for k, v := range a {
		if w, ok := b[k]; ok && v != w {
			clashes++
		}
	}
	if clashes != 1 {
		return nil
	}
	m := map[condition]bool{}
	for _, s := range []map[condition]bool{a, b} {
		for k, v := range s {
			m[k] = v
		}
	}
	for k, v := range a {
		if w, ok := b[k]; ok && v != w {
			delete(m, k)
		}
	}
	return m
}

// subset reports whether all conditions of a are in b.
func subset(a, b map[condition]bool) bool {
	for k, v := range a {
		if w, ok := b[k]; !ok || w != v {
			return false
		}
	}
	return true
}
