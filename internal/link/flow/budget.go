package flow

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link/graph"
)

// A query may take so many steps, and all queries of one policy together so many. What is left open then is Exhausted.
const (
	queryBudget  = 30000
	policyBudget = 2000000
)

// GivenUp is a query that ran out of steps.
type GivenUp struct {
	Place finding.Place // of the function whose value was asked for
	Text  string
}

// GivenUp lists the functions about which queries ran out of steps, once each, in the order of the queries.
func (t *Tracer) GivenUp() []GivenUp {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.gaveUp
}

// GiveUp records that something built on answers of t ran out of steps at a function.
func (t *Tracer) GiveUp(f *graph.Func, text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.giveUp(GivenUp{Place: f.Place(f.Pos), Text: text})
}

// grant returns how many steps a query of a policy may take.
func (t *Tracer) grant(p *Policy) int {
	return min(cmp.Or(p.Steps, queryBudget), max(0, policyBudget-t.spent[p]))
}

// charge accounts for a query that is over and has left steps of those granted.
func (t *Tracer) charge(p *Policy, n node, granted, left int) {
	t.spent[p] += granted - left
	if left > 0 || granted == 0 {
		return
	}
	text := fmt.Sprintf("flow: gave up on %s after %d steps", n.b.Name, granted)
	if t.spent[p] >= policyBudget {
		text = fmt.Sprintf("flow: gave up on %s and all that follows after %d steps", n.b.Name, policyBudget)
	}
	t.giveUp(GivenUp{Place: n.b.Place(n.b.Pos), Text: text})
}

func (t *Tracer) giveUp(one GivenUp) {
	if !slices.Contains(t.gaveUp, one) {
		t.gaveUp = append(t.gaveUp, one)
	}
}
