package link

// settleExempt says optional of routes that a guard lets everybody reach under some configuration, if the same guard
// refuses anonymous callers of other routes whatever the configuration: then it is the route that is meant to be open,
// and no switch of the whole program. The same goes for routes that it always lets everybody reach, if it tells them who
// calls.
func settleExempt(routes []*Route) {
	firm := map[string]bool{}
	for _, r := range routes {
		if a := &r.Auth; a.State == AuthRequired && !a.Conditional && !a.ByHandler {
			firm[a.By] = true
		}
	}
	for _, r := range routes {
		a := &r.Auth
		if a.State == AuthRequired && r.exempt && firm[a.By] {
			a.State, a.Conditional = AuthOptional, false
		}
		if a.State == AuthNone && r.Purpose == "" && firm[r.introducer] {
			a.State = AuthOptional
		}
	}
}
