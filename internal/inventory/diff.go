package inventory

import (
	"cmp"
	"slices"
)

// Diff is how one inventory differs from an earlier one.
type Diff struct {
	Schema   int      `json:"schema"`
	Complete bool     `json:"complete"` // both inventories are
	Added    []Route  `json:"added"`
	Removed  []Route  `json:"removed"`
	Changed  []Change `json:"changed"` // routes whose protection went down come first
}

// Change is a route of both inventories that is not the same in them.
type Change struct {
	Before Route    `json:"before"`
	After  Route    `json:"after"`
	Down   []string `json:"down"`  // in what the route is less protected than before
	Other  []string `json:"other"` // what else has changed
}

// Compare returns how after differs from before. A route is the same if method, host and path are, whatever its parameters
// are called. One that went to another path with its handler counts as changed, so that nobody has to guess it from a
// removal and an addition.
func Compare(before, after *Inventory) *Diff {
	d := &Diff{
		Schema: Schema, Complete: before.Complete && after.Complete, Added: []Route{}, Removed: []Route{}, Changed: []Change{},
	}
	p := pair(before.Routes, after.Routes)
	for _, both := range p.pairs {
		c := compareRoutes(both.before, both.after, after)
		if len(c.Down)+len(c.Other) > 0 {
			d.Changed = append(d.Changed, c)
		}
	}
	for _, r := range p.before {
		d.Removed = append(d.Removed, *r)
	}
	for _, r := range p.after {
		d.Added = append(d.Added, *r)
	}
	slices.SortStableFunc(d.Changed, func(a, b Change) int {
		return cmp.Or(
			-cmp.Compare(min(len(a.Down), 1), min(len(b.Down), 1)),
			compareNames(&a.After, &b.After),
		)
	})
	return d
}

// Weaker reports whether the protection of a route went down.
func (d *Diff) Weaker() bool {
	return slices.ContainsFunc(d.Changed, func(c Change) bool { return len(c.Down) > 0 })
}

// Filter returns the part of d that f chooses. A change is chosen for what was as well as for what is.
func (d *Diff) Filter(f *Filter) *Diff {
	drop := func(r Route) bool { return !f.Matches(&r) }
	out := *d
	out.Added = slices.DeleteFunc(slices.Clone(d.Added), drop)
	out.Removed = slices.DeleteFunc(slices.Clone(d.Removed), drop)
	out.Changed = slices.DeleteFunc(slices.Clone(d.Changed), func(c Change) bool { return drop(c.Before) && drop(c.After) })
	return &out
}
