package hosted

import (
	"errors"

	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// NewDirectives returns the analyzer that reports directives which are wrong, or of no use to any of rules. It fails if the
// program could not be analyzed in full, so that somebody says it.
func NewDirectives(rules []*rule.Rule, link *analysis.Analyzer) *analysis.Analyzer {
	var names []string
	for _, r := range rules {
		names = append(names, r.Name)
	}
	return &analysis.Analyzer{
		Name:     finding.DirectiveRule,
		Doc:      "report apilint directives that are malformed, lack a reason or silence nothing",
		Requires: []*analysis.Analyzer{link},
		Run: func(pass *analysis.Pass) (any, error) {
			l := pass.ResultOf[link].(*linked)
			if l.program == nil {
				return nil, nil
			}
			policy := finding.Policy{Known: names, Public: publicRules(rules...)}
			var all []finding.Finding
			errs := []error{l.incomplete()}
			for _, r := range rules {
				found, err := l.check(r)
				if err == nil {
					policy.Ran = append(policy.Ran, r.Name)
				}
				all, errs = append(all, found...), append(errs, err)
			}
			l.report(pass, l.suppressed(all, policy), "", rule.DefaultOptions)
			return nil, errors.Join(errs...)
		},
	}
}
