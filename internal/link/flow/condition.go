package flow

import (
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Condition is a branch of a function.
type Condition struct {
	Site graph.Site  // of the OpIf
	Cond summary.Ref // the value that decides
	// Branches holds what the branch does if Cond is true and if it is false.
	Branches [2]Branch
}

// Branch is one way out of a condition.
type Branch struct {
	Block int
	// Ends tells that the way never meets the other way again: the function returns, or panics, on it.
	Ends bool
	// Fails tells that Ends, and that every return on the way hands back an error that is not nil, or false where the
	// function has no error result.
	Fails bool
	// Region lists the blocks of the way that the other way does not reach.
	Region []int
}

// Conditions lists f's branches in order of their blocks.
func (t *Tracer) Conditions(f *graph.Func) []Condition {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := t.body(f)
	var list []Condition
	for i, blk := range f.Blocks {
		if len(blk.Instrs) == 0 || len(blk.Succs) != 2 {
			continue
		}
		last := len(blk.Instrs) - 1
		in := &blk.Instrs[last]
		if in.Op != summary.OpIf {
			continue
		}
		c := Condition{Site: graph.Site{Caller: f, Block: i, Index: last}, Cond: in.Args[0]}
		reach := [2][]bool{b.reachable(int(blk.Succs[0]), i), b.reachable(int(blk.Succs[1]), i)}
		for j := range c.Branches {
			c.Branches[j] = b.branch(int(blk.Succs[j]), reach[j], reach[1-j])
		}
		list = append(list, c)
	}
	return list
}

// reachable marks the blocks that control reaches from a block without passing through another one again.
func (b *body) reachable(from, without int) []bool {
	seen := make([]bool, len(b.Blocks))
	stack := []int{from}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n == without || seen[n] {
			continue
		}
		seen[n] = true
		for _, s := range b.Blocks[n].Succs {
			stack = append(stack, int(s))
		}
	}
	return seen
}

func (b *body) branch(block int, own, other []bool) Branch {
	br := Branch{Block: block, Ends: true}
	for i := range own {
		switch {
		case own[i] && other[i]:
			br.Ends = false
		case own[i]:
			br.Region = append(br.Region, i)
		}
	}
	br.Fails = br.Ends && b.fails(br.Region)
	return br
}

// fails reports whether every return in a region reports a failure.
func (b *body) fails(region []int) bool {
	for _, i := range region {
		for _, x := range b.returns {
			if x.block == i && !b.isFailure(x.instr) {
				return false
			}
		}
	}
	return true
}

func (b *body) isFailure(ret *summary.Instr) bool {
	if len(ret.Args) == 0 {
		return false
	}
	last := ret.Args[len(ret.Args)-1]
	c, isConst := b.Const(last)
	switch t := b.g.TypeOf(b.Func, b.Results[len(b.Results)-1].Type); {
	case t.IsError():
		return !isConst || c.Kind != summary.ConstNil
	case t.IsKnown() && t.Underlying().Kind == summary.KindBasic && t.Underlying().Name == "bool":
		return isConst && c.Int == 0
	}
	return false
}
