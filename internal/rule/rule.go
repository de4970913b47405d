// Package rule defines what a rule is: a check over a linked program with its documentation and metadata.
package rule

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
)

// Preset is a named set of rules.
type Preset uint8

// The presets: Default is what a reviewer wants on every pull request, Audit is everything.
const (
	Default Preset = iota
	Audit
)

// Rule reports one kind of weakness.
type Rule struct {
	Name     string // one lower-case word; package name, analyzer name, suppression name and SARIF ruleId
	Source   string // the rule's doc.go, embedded; its package comment is the rule's documentation
	Preset   Preset
	Severity finding.Severity // the usual severity of its findings
	OWASP    []string         // OWASP API Security Top 10 (2023) categories: "API1"
	CWE      []int
	Since    string // version of apilint that introduced it
	// Check reports the rule's findings in the program, in any order.
	Check func(p *link.Program, report func(finding.Finding))
}
