// Package guard decides what stands between an anonymous caller and a route.
//
// It runs the route's middleware and handler abstractly, as the program built them, with a request that carries no
// credentials: headers, cookies and sessions that could identify a caller are absent, values that middleware would have
// stored are not there, the path and method are those of the route, everything else is unknown. A route demands
// authentication if no path of that execution gets to its data without a refusal that depends on a credential. Names
// decide nothing.
package guard

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/limit"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/link/wiring"
)

// State says whether a route demands that its caller is known.
type State string

// The states.
const (
	Required State = "required" // an anonymous request does not get through
	Optional State = "optional" // a caller is looked for, and an anonymous one gets through
	None     State = "none"
	Unknown  State = "unknown" // something on the way could not be read
)

// Verdict is what was found out about a route.
type Verdict struct {
	State State
	// By tells what refuses anonymous callers: the index of the middleware in the route's chain, len(chain) for the
	// handler, -1 if nothing does.
	By int
	// Place is where the refusal, or what could not be read, is written.
	Place finding.Place
	// Conditional: configuration can switch the refusal off.
	Conditional bool
	// Exempt: the refusal is always there, and asks the configuration whether anonymous callers may reach this route.
	Exempt bool
	// Roles are the roles or permissions that a caller must have, for people; none if every caller gets through.
	Roles []string
	// Denies: some callers who are known are told that they may not, whatever decides about that.
	Denies bool
	// Introducer is the first middleware that tells handlers who calls, by its index; len(chain) if none does.
	Introducer int
	// Why explains Unknown.
	Why string
	// Starved: the execution was cut short.
	Starved bool
	// Data is where the handler first gets to stored data as an anonymous caller, if it does.
	Data finding.Place
	// Verifies: the handler checks a credential that came in the request's own data, as a login does.
	Verifies bool
	// Limits is what bounds requests and their bodies.
	Limits limit.Report
}

// chainFuel bounds the execution of one route, in instructions.
const chainFuel = 40_000

// roleFuel bounds the execution that looks for roles.
const roleFuel = chainFuel

// try runs the chain of route r for an anonymous caller.
func (c *Court) try(app *wiring.App, r *route.Route) *trialCase {
	t := c.newTrial(app, r)
	t.run()
	v := t.verdict(app.Machine.Starved())
	v.Introducer = len(r.Middleware)
	greeted := false
	if t.looked && (v.State == None || v.State == Unknown) {
		known := c.newTrial(app, r)
		known.caller = true
		known.run()
		if len(known.filled) > 0 { // with the knowledge of what middleware fills for others, more is found out
			t = c.newTrial(app, r)
			t.filled = known.filled
			t.run()
			v = t.verdict(app.Machine.Starved())
		}
		greeted = t.greetedBy(known)
		v.Introducer = known.introducer
	}
	if v.State == None && !t.early && (greeted || t.sought) {
		v.State = Optional
	}
	return &trialCase{t.watch, v}
}

// close adds the roles that the route demands to a verdict, and what bounds requests.
func (c *Court) close(k *trialCase, app *wiring.App, r *route.Route) {
	v := &k.verdict
	if v.State == Required {
		d := c.demandsOf(app, r, v.By, k.watch, c.roleFuel())
		v.Roles, v.Denies = d.roles, d.denies
		c.count(r, len(d.roles) == 0 && d.starved)
	}
	v.Limits = k.watch.Report()
	k.watch = nil
}

// greetedBy reports whether the handler asks for something that middleware keeps there for callers who are known, as the trial
// of one has shown.
func (t *trial) greetedBy(known *trial) bool {
	if known.introduced {
		return true
	}
	for key := range known.keys {
		if t.asked[key] {
			return true
		}
	}
	return false
}

// run executes the chain.
func (t *trial) run() {
	outer := t.m.World
	t.m.World = t
	t.m.Refuel(t.fuel)
	t.watch.Begin()
	t.m.Try(func() { t.step(&eval.Call{Callee: "server"}, 0) })
	t.m.World = outer
}

// Flags of the path that is being executed.
const (
	flagAborted eval.Flags = 1 << iota // what comes after the present middleware will not run
	flagPassed                         // the present middleware has passed the request on
)
