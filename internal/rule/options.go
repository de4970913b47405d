package rule

import (
	"flag"

	"github.com/apilint/apilint/internal/finding"
)

// Options are what flags set for one rule, wherever it runs. The zero Options are those of a rule of which nobody said
// anything.
type Options struct {
	Confidence *finding.Confidence // the least confidence of a finding that is shown; nil: not set
}

// DefaultOptions are the options of a rule of which nobody said anything.
var DefaultOptions Options

// DefaultConfidence is the least confidence of a finding that is shown where nobody said anything.
const DefaultConfidence = finding.Likely

// Register adds a flag for each option to flags, under names that begin with prefix.
func (o *Options) Register(flags *flag.FlagSet, prefix string) {
	flags.Func(prefix+"confidence", "show findings of at least this confidence `level`: low, medium or high (default medium)", func(s string) error {
		o.Confidence = new(finding.Confidence)
		return o.Confidence.UnmarshalText([]byte(s))
	})
}

// Shows reports whether a host that runs one rule at a time reports f where nothing else is configured: it is certain
// enough, no directive silences it, and it lies neither in a generated file nor in a test.
func (o Options) Shows(f finding.Finding) bool {
	least := DefaultConfidence
	if o.Confidence != nil {
		least = *o.Confidence
	}
	return f.Confidence >= least && f.Suppressed == nil && !f.Generated && !f.Test
}
