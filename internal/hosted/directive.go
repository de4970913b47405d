package hosted

import (
	"errors"

	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// NewDirectives returns the analyzer that reports directives which are wrong, or of no use where running ones of all rules
// run. It fails if the program could not be analyzed in full, so that somebody says it.
func NewDirectives(all, running []*rule.Rule, link *analysis.Analyzer) *analysis.Analyzer {
	var names []string
	for _, r := range all {
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
			policy := finding.Policy{Known: names, Public: rule.Public(all...)}
			var findings []finding.Finding
			errs := []error{l.incomplete()}
			for _, r := range running {
				found, err := l.check(r)
				if err == nil {
					policy.Ran = append(policy.Ran, r.Name)
				}
				findings, errs = append(findings, found...), append(errs, err)
			}
			l.report(pass, l.suppressed(findings, policy), nil, rule.DefaultOptions)
			return nil, errors.Join(errs...)
		},
	}
}
