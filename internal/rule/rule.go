// Package rule defines what a rule is: a check over a linked program with its documentation and metadata.
package rule

import (
	"fmt"
	"slices"
	"strings"

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

var presetNames = []string{"default", "audit"}

func (p Preset) String() string { return presetNames[p] }

// MarshalText implements encoding.TextMarshaler.
func (p Preset) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *Preset) UnmarshalText(b []byte) error {
	i := slices.Index(presetNames, string(b))
	if i < 0 {
		return fmt.Errorf("unknown preset %q (want one of %s)", b, strings.Join(presetNames, ", "))
	}
	*p = Preset(i)
	return nil
}

// Rule reports one kind of weakness.
type Rule struct {
	Name     string // one lower-case word; package name, analyzer name, suppression name and SARIF ruleId
	Source   string // the rule's doc.go, embedded; its package comment is the rule's documentation
	Preset   Preset
	Severity finding.Severity // the usual severity of its findings
	OWASP    []string         // OWASP API Security Top 10 (2023) categories: "API1"
	CWE      []int            // the weaknesses that it finds, the most fitting one first
	Since    string           // version of apilint that introduced it
	Public   bool             // //apilint:public answers its findings
	// Check reports the rule's findings in the program, in any order.
	Check func(p *link.Program, report func(finding.Finding))
}

// Home is the address of apilint.
const Home = "https://github.com/apilint/apilint"

// URL returns the address of the page about r.
func (r *Rule) URL() string {
	return Home + "/blob/main/docs/rules/" + r.Name + ".md"
}

// Public returns the names of those rules whose findings //apilint:public answers.
func Public(rules ...*Rule) []string {
	var names []string
	for _, r := range rules {
		if r.Public {
			names = append(names, r.Name)
		}
	}
	return names
}
