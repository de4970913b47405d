package guard

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/link/wiring"
)

// Court judges the routes of a program. Routes that differ in nothing that a trial looks at have one trial: a program
// that sets up its router in a loop, or from several commands, has many of them.
type Court struct {
	graph    *graph.Graph
	likeness map[*wiring.App]*eval.Likeness
	verdicts map[string]Verdict

	futile int             // searches for a role that were cut short and found none
	notes  []route.Problem // what was left out
}

// maxFutile bounds the searches for a role that may end without any answer in one program. From then on each is a short
// one, of hurriedFuel: where the guards of many routes are too long to be followed, they are the same.
const (
	maxFutile   = 16
	hurriedFuel = 8_000
)

// NewCourt returns a court for the apps of g.
func NewCourt(g *graph.Graph) *Court {
	return &Court{graph: g, likeness: map[*wiring.App]*eval.Likeness{}, verdicts: map[string]Verdict{}}
}

// Judge returns the verdict on route r of a started program.
func (c *Court) Judge(app *wiring.App, r *route.Route) Verdict {
	l := c.likeness[app]
	if l == nil {
		l = eval.NewLikeness()
		c.likeness[app] = l
	}
	key := caseOf(app, l, r)
	v, ok := c.verdicts[key]
	if !ok {
		v = judge(c.graph, app, r, c.roleFuel())
		c.verdicts[key] = v
		c.count(r, &v)
	}
	return v
}

// roleFuel is what the next search for a role may cost.
func (c *Court) roleFuel() int {
	if c.futile >= maxFutile {
		return hurriedFuel
	}
	return roleFuel
}

// count notes, once, when searches for roles become short ones.
func (c *Court) count(r *route.Route, v *Verdict) {
	if !v.futile {
		return
	}
	if c.futile++; c.futile == maxFutile {
		c.notes = append(c.notes, route.Problem{Place: r.Place,
			Text: "what stands before many routes is too long: from here on, roles that they demand may be missed"})
	}
}

// Notes returns what was left out to keep the cost in bounds.
func (c *Court) Notes() []route.Problem { return c.notes }

// caseOf writes down everything that a trial looks at.
func caseOf(app *wiring.App, l *eval.Likeness, r *route.Route) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%p %q %q %q %q %d", app, r.Methods, r.Path, r.Pattern, r.Family, l.Number(r.Handler))
	for _, v := range r.Config {
		fmt.Fprintf(&b, " %d", l.Number(v))
	}
	for i := range r.Middleware {
		a := &r.Middleware[i]
		fmt.Fprintf(&b, "\n%d %q %v %v %v %v", l.Number(a.Value), a.Symbol, a.Kind, a.Shape, a.Conditional, a.Place)
		for _, v := range a.Args {
			fmt.Fprintf(&b, " %d", l.Number(v))
		}
	}
	return b.String()
}
