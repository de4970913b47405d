package analyzers

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/spelling"
)

// Lookup returns the rule called name. The error for an unknown name proposes the rule that was probably meant.
func Lookup(name string) (*rule.Rule, error) {
	rules := All()
	var names []string
	for _, r := range rules {
		if r.Name == name {
			return r, nil
		}
		names = append(names, r.Name)
	}
	if near := spelling.Nearest(name, names); near != "" {
		return nil, fmt.Errorf("unknown rule %q (did you mean %s?)", name, near)
	}
	return nil, fmt.Errorf("unknown rule %q (the rules are %s)", name, strings.Join(names, ", "))
}
