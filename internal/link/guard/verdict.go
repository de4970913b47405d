package guard

import (
	"slices"

	"github.com/apilint/apilint/internal/link/eval"
)

// verdict sums up the trial.
func (t *trial) verdict(starved bool) Verdict {
	n := len(t.chain)
	v := Verdict{State: None, By: -1, Starved: starved, Verifies: t.verifies}
	if t.early {
		return v // whatever refuses comes too late
	}
	for i := range n {
		before, after := t.reach(t.entries[i]), t.reach(t.entries[i+1])
		if before == never || before <= after {
			continue
		}
		return t.stopped(v, i, after)
	}
	if t.opaque >= 0 {
		v.State, v.Place = Unknown, t.chain[t.opaque].Place
		v.Why = "what the middleware " + t.chainName(t.opaque) + " does could not be followed"
		return v
	}
	return t.inHandler(v)
}

// stopped is the verdict when element i stops anonymous requests.
func (t *trial) stopped(v Verdict, i int, after reachability) Verdict {
	v.By, v.Conditional = i, after == configured && t.reach(t.entries[len(t.chain)]) != never
	v.Exempt = v.Conditional && !t.switched(i)
	v.Place = t.evidence[i].place
	if !v.Place.IsValid() {
		v.Place = t.chain[i].Place
	}
	switch {
	case t.evidence[i].credential || t.credentialed(i+1):
		v.State = Required
	case v.Starved:
		v.State, v.Why = Unknown, "the middleware is too long to be followed to its end"
	default:
		v.State, v.Why = Unknown, "the middleware stops requests for a reason that is not clear"
	}
	return v
}

// credentialed reports whether element i is reached only under conditions on a credential.
func (t *trial) credentialed(i int) bool {
	for _, c := range t.entries[i] {
		if c.needsCredential() {
			return true
		}
	}
	return false
}

// inHandler is the verdict on a handler that anonymous requests get to.
func (t *trial) inHandler(v Verdict) Verdict {
	n := len(t.chain)
	goals := t.data
	if len(goals) == 0 {
		goals = t.answers
	}
	if len(goals) == 0 {
		goals = t.hidden
	}
	var cubes []cube
	shown := len(goals) > 0
	for _, e := range goals {
		cubes = append(cubes, e.cube)
		shown = shown && e.shown
	}
	v.Verifies = v.Verifies || shown
	switch r := t.reach(cubes); {
	case t.evidence[n].credential && r != always && len(t.cuts) > 0 && t.reach(slices.Concat(cubes, t.cuts)) == always:
		v.State, v.Place, v.Why = Unknown, t.evidence[n].place, "the handler is too long to be followed to its end"
		return v
	case t.evidence[n].credential && r != always:
		v.State, v.By, v.Place, v.Conditional = Required, n, t.evidence[n].place, r == configured
		return v
	case r == never && len(goals) > 0:
		v.State, v.Why = Unknown, "the handler refuses for a reason that is not clear"
		return v
	}
	for _, e := range t.data {
		if t.reach([]cube{e.cube}) != never {
			v.Data = e.place
			return v
		}
	}
	for _, e := range t.hidden {
		if t.reach([]cube{e.cube}) != never {
			v.State, v.Place, v.Why = Unknown, e.place, "the handler hands the request to a function that is not known"
			return v
		}
	}
	return v
}

// switched reports whether start-up decides that element i is not there for some of the requests that get past it.
func (t *trial) switched(i int) bool {
	return slices.ContainsFunc(t.entries[i+1], func(c cube) bool {
		return slices.ContainsFunc(c, func(l eval.Literal) bool { return l.Frame < 0 })
	})
}
