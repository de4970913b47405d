package ratelimit

import (
	_ "embed"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
)

//go:embed doc.go
var source string

const name = "ratelimit"

// Rule is the rule ratelimit.
var Rule = rule.Rule{
	Name:     name,
	Source:   source,
	Preset:   rule.Default,
	Severity: finding.Medium,
	OWASP:    []string{"API4", "API2"},
	CWE:      []int{307, 770},
	Since:    "0.1.0",
	Check:    check,
}

// Analyzer reports what ratelimit finds under go vet, nogo and other hosts of go/analysis.
var Analyzer = rule.NewAnalyzer(&Rule, hosted.Link)
