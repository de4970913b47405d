package dataexposure

import (
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// emptied reports whether a function on the way of a secret to the client writes a constant over it, itself or by a method that
// it calls. Which object it writes to is not asked: a function that empties the field of one means the one that it
// sends.
func (c *checker) emptied(s sink, o flow.Origin, field secret) bool {
	if c.empties == nil {
		c.findEmpties()
	}
	on := map[*graph.Func]bool{s.fn: true, o.Fn: true}
	for _, step := range o.Steps() {
		on[step.Fn] = true
	}
	for _, store := range c.empties[field.Owner.Name+"."+field.Name()] {
		if on[store.Caller] && isCertain(store) {
			return true
		}
		if !isCertain(store) {
			continue
		}
		for _, call := range c.Graph.Callers(store.Caller.ID) {
			if on[call.Caller] && isCertain(call) {
				return true
			}
		}
	}
	return false
}

// findEmpties gathers the places where a constant is written to a field, by the field.
func (c *checker) findEmpties() {
	c.empties = map[string][]graph.Site{}
	for f := range c.Graph.Funcs {
		for site, in := range f.Instrs {
			if in.Op != summary.OpStore {
				continue
			}
			if _, ok := c.Flow.ConstText(f, in.Args[1]); !ok {
				continue
			}
			at, _ := c.Flow.Def(f, in.Args[0])
			if at == nil || at.Op != summary.OpFieldAddr {
				continue
			}
			if owner := c.Graph.TypeOf(f, at.XType).Deref(); owner.IsKnown() {
				key := owner.Name + "." + f.Sym(at)
				c.empties[key] = append(c.empties[key], site)
			}
		}
	}
}

// isCertain reports whether some return of a function is not reached without a site. In a loop this is taken for granted of
// what the loop does with every element.
func isCertain(site graph.Site) bool {
	f := site.Caller
	at := site.Block
	for b := at; b >= 0; b = int(f.Blocks[b].Idom) {
		if reaches(f, site.Block, b) {
			at = b // the head of a loop around it
		}
	}
	for b := range f.Blocks {
		last := len(f.Blocks[b].Instrs) - 1
		if last >= 0 && f.Blocks[b].Instrs[last].Op == summary.OpReturn && f.Dominates(at, b) {
			return true
		}
	}
	return false
}

// reaches reports whether a way leads from block a of f on to block b.
func reaches(f *graph.Func, a, b int) bool {
	seen := map[int]bool{}
	next := []int{a}
	for len(next) > 0 {
		at := next[len(next)-1]
		next = next[:len(next)-1]
		for _, s := range f.Blocks[at].Succs {
			if int(s) == b {
				return true
			}
			if !seen[int(s)] {
				seen[int(s)] = true
				next = append(next, int(s))
			}
		}
	}
	return false
}
