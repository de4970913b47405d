package guard

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/limit"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/link/wiring"
)

// Court judges the routes of a program. Routes that differ in nothing that a trial looks at have one trial: a program
// that sets up its router in a loop, or from several commands, has many of them.
type Court struct {
	graph    *graph.Graph
	beside   *beside
	likeness map[*wiring.App]*eval.Likeness
	cases    map[string]*trialCase

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
	return &Court{graph: g, likeness: map[*wiring.App]*eval.Likeness{}, cases: map[string]*trialCase{}}
}

// trialCase is what is known of routes that are alike.
type trialCase struct {
	watch   *limit.Watch // of the anonymous caller, until the case is closed
	verdict Verdict
}

// State returns what a route demands of its callers, which costs less than the rest of the verdict.
func (c *Court) State(app *wiring.App, r *route.Route) State { return c.open(app, r).verdict.State }

// Judge returns the verdict on route r of a started program.
func (c *Court) Judge(app *wiring.App, r *route.Route) Verdict {
	k := c.open(app, r)
	if k.watch != nil {
		c.close(k, app, r)
	}
	return k.verdict
}

// open returns the case of a route, in which an anonymous caller has tried to get through.
func (c *Court) open(app *wiring.App, r *route.Route) *trialCase {
	l := c.likeness[app]
	if l == nil {
		l = eval.NewLikeness()
		c.likeness[app] = l
	}
	key := caseOf(app, l, r)
	k := c.cases[key]
	if k == nil {
		k = c.try(app, r)
		c.cases[key] = k
	}
	return k
}

// roleFuel is what the next search for a role may cost.
func (c *Court) roleFuel() int {
	if c.futile >= maxFutile {
		return hurriedFuel
	}
	return roleFuel
}

// count notes, once, when searches for roles become short ones.
func (c *Court) count(r *route.Route, futile bool) {
	if !futile {
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
