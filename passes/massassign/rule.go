package massassign

import (
	_ "embed"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
)

//go:embed doc.go
var source string

// Rule is the rule massassign.
var Rule = rule.Rule{
	Name:     "massassign",
	Source:   source,
	Preset:   rule.Default,
	Severity: finding.High,
	OWASP:    []string{"API3"},
	CWE:      []int{915},
	Since:    "0.1.0",
	Check:    check,
}

// Analyzer reports what massassign finds under go vet, nogo and other hosts of go/analysis.
var Analyzer = rule.NewAnalyzer(&Rule, hosted.Link)
