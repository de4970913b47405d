package nosqlinject

import (
	_ "embed"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
)

//go:embed doc.go
var source string

// Rule is the rule nosqlinject.
var Rule = rule.Rule{
	Name:     "nosqlinject",
	Source:   source,
	Preset:   rule.Default,
	Severity: finding.High,
	OWASP:    []string{"API8"},
	CWE:      []int{943},
	Since:    "0.1.0",
	Check:    check,
}

// Analyzer reports what nosqlinject finds under go vet, nogo and other hosts of go/analysis.
var Analyzer = rule.NewAnalyzer(&Rule, hosted.Link)
