package cmdinject

import (
	_ "embed"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
)

//go:embed doc.go
var source string

// Rule is the rule cmdinject.
var Rule = rule.Rule{
	Name:     "cmdinject",
	Source:   source,
	Preset:   rule.Default,
	Severity: finding.Critical,
	OWASP:    []string{"API8"},
	CWE:      []int{78, 88},
	Since:    "0.1.0",
	Check:    check,
}

// Analyzer reports what cmdinject finds under go vet, nogo and other hosts of go/analysis.
var Analyzer = rule.NewAnalyzer(&Rule, hosted.Link)
