package inventory

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Filter chooses routes. The zero Filter chooses all.
type Filter struct {
	states  []State
	methods []string
	path    *regexp.Regexp
}

// States are all states of authentication.
var States = []State{Required, Optional, None, Public, Unknown}

// SetStates chooses routes in the states that s names, separated by commas.
func (f *Filter) SetStates(s string) error {
	for name := range strings.SplitSeq(s, ",") {
		if !slices.Contains(States, State(name)) {
			return fmt.Errorf("unknown state %q (want required, optional, none, public or unknown)", name)
		}
		f.states = append(f.states, State(name))
	}
	return nil
}

// SetMethods chooses routes that answer the methods that s names, separated by commas.
func (f *Filter) SetMethods(s string) error {
	for name := range strings.SplitSeq(s, ",") {
		if name == "" {
			return fmt.Errorf("empty method in %q", s)
		}
		f.methods = append(f.methods, strings.ToUpper(name))
	}
	return nil
}

// SetPath chooses routes whose path matches a pattern, in which * stands for anything within a segment and ** for
// anything at all. A parameter is a segment like any other: /orders/* matches /orders/{id}.
func (f *Filter) SetPath(pattern string) error {
	if !strings.HasPrefix(pattern, "/") && !strings.HasPrefix(pattern, "*") {
		return fmt.Errorf("pattern %q does not begin with a slash", pattern)
	}
	var b strings.Builder
	b.WriteString("^")
	for len(pattern) > 0 {
		switch {
		case strings.HasPrefix(pattern, "**"):
			b.WriteString(".*")
			pattern = pattern[2:]
		case pattern[0] == '*':
			b.WriteString("[^/]*")
			pattern = pattern[1:]
		default:
			n := strings.IndexByte(pattern+"*", '*')
			b.WriteString(regexp.QuoteMeta(pattern[:n]))
			pattern = pattern[n:]
		}
	}
	b.WriteString("/?$")
	path, err := regexp.Compile(b.String())
	if err != nil {
		return fmt.Errorf("pattern: %w", err)
	}
	f.path = path
	return nil
}

// Matches reports whether f chooses r.
func (f *Filter) Matches(r *Route) bool {
	return (f.states == nil || slices.Contains(f.states, r.Auth.State)) &&
		(f.methods == nil || r.Method == Any || slices.Contains(f.methods, r.Method)) &&
		(f.path == nil || f.path.MatchString(r.Path))
}

// Apply returns inv with the routes that f chooses.
func (f *Filter) Apply(inv *Inventory) *Inventory {
	out := *inv
	out.Routes = slices.DeleteFunc(slices.Clone(inv.Routes), func(r Route) bool { return !f.Matches(&r) })
	return &out
}
