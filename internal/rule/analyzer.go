package rule

import "golang.org/x/tools/go/analysis"

// Reporter is the result that the analyzer given to NewAnalyzer must have: the linked program as one pass sees it.
type Reporter interface {
	// Report reports those findings of r that belong to pass and that options let through. An error is a mistake of ours.
	Report(pass *analysis.Pass, r *Rule, options Options) error
}

// NewAnalyzer returns r as an analyzer for go vet, golangci-lint and nogo. It reports through the result of link, which
// joins the summaries of the packages below; that result must be a Reporter.
func NewAnalyzer(r *Rule, link *analysis.Analyzer) *analysis.Analyzer {
	options := new(Options)
	a := &analysis.Analyzer{
		Name:     r.Name,
		Doc:      r.Documentation().String(),
		URL:      r.URL(),
		Requires: []*analysis.Analyzer{link},
		Run: func(pass *analysis.Pass) (any, error) {
			return nil, pass.ResultOf[link].(Reporter).Report(pass, r, *options)
		},
	}
	options.Register(&a.Flags, "")
	return a
}
