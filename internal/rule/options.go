package rule

import (
	"flag"

	"github.com/apilint/apilint/internal/finding"
)

// Options are what users set for one rule, wherever it runs.
type Options struct {
	Confidence finding.Confidence // the least confidence of a finding that is shown
}

// DefaultOptions are the options of a rule of which nobody said anything.
var DefaultOptions = Options{Confidence: finding.Likely}

// Register adds a flag for each option to flags, under names that begin with prefix. Their defaults are the present values.
func (o *Options) Register(flags *flag.FlagSet, prefix string) {
	flags.TextVar(&o.Confidence, prefix+"confidence", o.Confidence, "show findings of at least this confidence `level`: low, medium or high")
}

// Shows reports whether a host that runs one rule at a time reports f: it is certain enough, no directive silences it, and
// it lies neither in a generated file nor in a test.
func (o Options) Shows(f finding.Finding) bool {
	return f.Confidence >= o.Confidence && f.Suppressed == nil && !f.Generated && !f.Test
}
