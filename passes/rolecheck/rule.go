package rolecheck

import (
	_ "embed"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
)

//go:embed doc.go
var source string

const name = "rolecheck"

// Rule is the rule rolecheck.
var Rule = rule.Rule{
	Name:     name,
	Source:   source,
	Preset:   rule.Default,
	Severity: finding.High,
	OWASP:    []string{"API5"},
	CWE:      []int{285},
	Since:    "0.1.0",
	Check:    check,
}

// Analyzer reports what rolecheck finds under go vet, nogo and other hosts of go/analysis.
var Analyzer = rule.NewAnalyzer(&Rule, hosted.Link)
