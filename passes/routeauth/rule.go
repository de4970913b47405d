package routeauth

import (
	_ "embed"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
)

//go:embed doc.go
var source string

const name = "routeauth"

// Rule is the rule routeauth.
var Rule = rule.Rule{
	Name:     name,
	Source:   source,
	Preset:   rule.Default,
	Severity: finding.High,
	OWASP:    []string{"API2", "API5"},
	CWE:      []int{306},
	Since:    "0.1.0",
	Public:   true,
	Check:    check,
}

// Analyzer reports what routeauth finds under go vet, nogo and other hosts of go/analysis.
var Analyzer = rule.NewAnalyzer(&Rule, hosted.Link)
