package link

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link/guard"
)

// nameRoles says which roles routes demand, but for those that every caller of a program must have: they set nobody apart, as
// when accounts must be active. A policy that is asked about the route is another demand for each.
func nameRoles(routes []*Route) {
	guarded, demands := map[string]int{}, map[[2]string]int{}
	for _, r := range routes {
		if r.Auth.State == AuthRequired {
			guarded[r.Main]++
			for _, role := range r.Auth.roles {
				demands[[2]string{r.Main, role}]++
			}
		}
	}
	for _, r := range routes {
		n := guarded[r.Main]
		r.Auth.Role = strings.Join(slices.DeleteFunc(slices.Clone(r.Auth.roles), func(role string) bool {
			return n > 1 && role != guard.Policy && demands[[2]string{r.Main, role}] == n
		}), ", ")
	}
}
