// Package golangci makes apilint a linter of golangci-lint: a build of that program which imports this package knows the
// module plugin "apilint". docs/integrations.md says how to make one.
package golangci

import (
	"fmt"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
)

func init() { register.Plugin("apilint", New) }

// settings are what the configuration file of golangci-lint says under linters.settings.custom.apilint.settings.
type settings struct {
	Preset     rule.Preset `json:"preset"`     // default or audit
	Disable    []string    `json:"disable"`    // rules of the preset that do not run
	Confidence string      `json:"confidence"` // the least that is shown: low, medium or high
}

// New returns apilint with settings as golangci-lint has read them.
func New(raw any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[settings](raw)
	if err != nil {
		return nil, err
	}
	for _, name := range s.Disable {
		if _, err := analyzers.Lookup(name); err != nil {
			return nil, fmt.Errorf("disable: %w", err)
		}
	}
	p := &plugin{settings: s}
	_, err = p.BuildAnalyzers() // so that a mistake in the settings comes to light at once
	return p, err
}

// plugin implements [register.LinterPlugin].
type plugin struct{ settings settings }

// host is what golangci-lint makes of analyzers: it drops everything of a diagnostic but its position and message, knows
// //nolint itself, and gives up altogether when one analyzer fails.
var host = hosted.Host{Nolint: true, Flat: true, Fragile: true}

// BuildAnalyzers returns the rules that the settings choose, and the analyzer that judges directives.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	link := hosted.NewLink(host)
	var as []*analysis.Analyzer
	rules := slices.DeleteFunc(analyzers.Preset(p.settings.Preset), func(r *rule.Rule) bool {
		return slices.Contains(p.settings.Disable, r.Name)
	})
	for _, r := range rules {
		a := rule.NewAnalyzer(r, link)
		if p.settings.Confidence != "" {
			if err := a.Flags.Set("confidence", p.settings.Confidence); err != nil {
				return nil, fmt.Errorf("confidence: %w", err)
			}
		}
		as = append(as, a)
	}
	return append(as, hosted.NewDirectives(analyzers.All(), rules, link)), nil
}

// GetLoadMode implements [register.LinterPlugin].
func (*plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
