package xss

import (
	_ "embed"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
)

//go:embed doc.go
var source string

// Rule is the rule xss.
var Rule = rule.Rule{
	Name:     "xss",
	Source:   source,
	Preset:   rule.Default,
	Severity: finding.Medium,
	OWASP:    []string{"API8"},
	CWE:      []int{79},
	Since:    "0.1.0",
	Check:    check,
}

// Analyzer reports what xss finds under go vet, nogo and other hosts of go/analysis.
var Analyzer = rule.NewAnalyzer(&Rule, hosted.Link)
