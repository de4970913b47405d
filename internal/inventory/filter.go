package inventory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/glob"
)

// Filter chooses routes. The zero Filter chooses all.
type Filter struct {
	states  []State
	methods []string
	path    *glob.Pattern
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

// SetPath chooses routes whose path matches a pattern of package glob.
func (f *Filter) SetPath(pattern string) error {
	if !strings.HasPrefix(pattern, "/") && !strings.HasPrefix(pattern, "*") {
		return fmt.Errorf("pattern %q does not begin with a slash", pattern)
	}
	path, err := glob.Compile(pattern)
	if err != nil {
		return err
	}
	f.path = &path
	return nil
}

// Matches reports whether f chooses r.
func (f *Filter) Matches(r *Route) bool {
	return (f.states == nil || slices.Contains(f.states, r.Auth.State)) &&
		(f.methods == nil || r.Method == Any || slices.Contains(f.methods, r.Method)) &&
		(f.path == nil || f.path.Match(r.Path))
}

// Apply returns inv with the routes that f chooses.
func (f *Filter) Apply(inv *Inventory) *Inventory {
	out := *inv
	out.Routes = slices.DeleteFunc(slices.Clone(inv.Routes), func(r Route) bool { return !f.Matches(&r) })
	return &out
}
