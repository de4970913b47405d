package inventory

import (
	"fmt"
	"slices"
	"strings"
)

// strength orders states by how much they protect. Unknown counts as more than none: what cannot be told may be there.
var strength = map[State]int{Public: 0, None: 0, Optional: 1, Unknown: 2, Required: 3}

// compareRoutes tells in what after differs from before. The whole inventory after tells whether others kept a guard.
func compareRoutes(before, after *Route, all *Inventory) Change {
	c := Change{Before: *before, After: *after, Down: []string{}, Other: []string{}}
	if before.answer() != after.answer() {
		c.note(false, fmt.Sprintf("it was %s", before.Name()))
	}
	c.compareAuth(all)
	c.compareLimit("rate limit", before.RateLimit, after.RateLimit)
	c.compareLimit("body limit", before.BodyLimit, after.BodyLimit)
	if !sameFunction(before.Handler, after.Handler) && (before.Handler.IsKnown() || after.Handler.IsKnown()) {
		c.note(false, fmt.Sprintf("handler %s → %s", before.Handler.Name(), after.Handler.Name()))
	}
	c.compareMiddleware()
	return c
}

func (c *Change) note(down bool, text string) {
	if down {
		c.Down = append(c.Down, text)
	} else {
		c.Other = append(c.Other, text)
	}
}

func (c *Change) compareAuth(all *Inventory) {
	before, after := &c.Before.Auth, &c.After.Auth
	weaker := strength[after.State] < strength[before.State]
	switch {
	case before.State != after.State:
		text := fmt.Sprintf("authentication %s → %s", before, after)
		if weaker {
			text += c.whatHappened(all)
		}
		c.note(weaker, text)
	case before.Conditional != after.Conditional:
		c.note(after.Conditional, fmt.Sprintf("authentication %s → %s", before, after))
	case before.State == Required && before.By != after.By:
		c.note(false, fmt.Sprintf("authentication %s → %s%s", before, after, c.whatHappened(all)))
	}
	if before.Role != after.Role {
		c.note(after.Role == "", fmt.Sprintf("role %s → %s", orNone(before.Role), orNone(after.Role)))
	}
}

// String describes a as in "required by RequireUser".
func (a *Auth) String() string {
	s := string(a.State)
	if a.Conditional {
		s += " on condition"
	}
	if a.By != "" && a.State == Required {
		s += " by " + a.By
	}
	return s
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// whatHappened says why the guard of the route before does not guard it any more, "" if that is not known.
func (c *Change) whatHappened(all *Inventory) string {
	i := slices.IndexFunc(c.Before.Middleware, func(m Middleware) bool { return isCalled(m.Function, c.Before.Auth.By) })
	if i < 0 {
		return ""
	}
	lost := c.Before.Middleware[i]
	guard := c.Before.Auth.By
	if c.After.has(lost.Function) && c.After.Auth.State == Unknown {
		return fmt.Sprintf(": %s is still on its way, but what it does cannot be told any more", guard)
	}
	if c.After.has(lost.Function) && c.After.Auth.State == Required {
		return ""
	}
	if c.After.has(lost.Function) {
		return fmt.Sprintf(": %s is still on its way and no longer refuses anonymous callers", guard)
	}
	others := 0
	for j := range all.Routes {
		if all.Routes[j].has(lost.Function) {
			others++
		}
	}
	switch {
	case others == 0:
		return fmt.Sprintf(": %s no longer stands before any route", guard)
	case lost.On == "group":
		return fmt.Sprintf(": it left the group behind %s, in which %d other %s", guard, others, remain(others))
	default:
		return fmt.Sprintf(": %s no longer stands before it, and still does before %d other %s", guard, others, routesWord(others))
	}
}

func remain(n int) string {
	if n == 1 {
		return "route remains"
	}
	return "routes remain"
}

func routesWord(n int) string {
	if n == 1 {
		return "route"
	}
	return "routes"
}

// isCalled reports whether f is meant by name, which may lack the package.
func isCalled(f Function, name string) bool {
	full := declared(f.Name())
	return name != "" && (full == name || strings.HasSuffix(full, "."+name))
}

// has reports whether f stands before r.
func (r *Route) has(f Function) bool {
	return slices.ContainsFunc(r.Middleware, func(m Middleware) bool { return sameFunction(m.Function, f) })
}

func (c *Change) compareLimit(what string, before, after *Limit) {
	switch {
	case before != nil && after == nil:
		c.note(true, fmt.Sprintf("%s by %s is gone", what, before.By))
	case before == nil && after != nil:
		c.note(false, fmt.Sprintf("%s by %s is new", what, after.By))
	case before != nil && before.Conditional != after.Conditional:
		c.note(after.Conditional, fmt.Sprintf("%s by %s → by %s", what, before.named(), after.named()))
	case before != nil && *before != *after:
		c.note(false, fmt.Sprintf("%s %s by %s → %s by %s", what, before.Value, before.By, after.Value, after.By))
	}
}

// named names what limits, with a word on what configuration can switch off.
func (l *Limit) named() string {
	if l.Conditional {
		return l.By + " on condition"
	}
	return l.By
}

// compareMiddleware notes what else came into the way, left it or changed its place.
func (c *Change) compareMiddleware() {
	missing := func(from, in *Route) []string {
		var names []string
		for _, m := range from.Middleware {
			if m.IsKnown() && !in.has(m.Function) {
				names = append(names, declared(m.Name()))
			}
		}
		return names
	}
	if gone := missing(&c.Before, &c.After); len(gone) > 0 {
		c.note(false, "middleware gone: "+strings.Join(gone, ", "))
	}
	if added := missing(&c.After, &c.Before); len(added) > 0 {
		c.note(false, "middleware new: "+strings.Join(added, ", "))
	}
}
