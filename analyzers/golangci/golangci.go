// Package golangci makes apilint a linter of golangci-lint: a build of that program which imports this package knows the
// module plugin "apilint". docs/integrations.md says how to make one.
package golangci

import (
	"fmt"
	"os"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/schema"
)

func init() { register.Plugin("apilint", New) }

// settings are what the configuration file of golangci-lint says under linters.settings.custom.apilint.settings. They go
// before what .apilint.yml says.
type settings struct {
	Config     string              `json:"config"`     // file with the configuration, relative to the working directory, or off; default: the nearest .apilint.yml
	Preset     *rule.Preset        `json:"preset"`     // default or audit
	Enable     []string            `json:"enable"`     // rules that run, whatever the preset
	Disable    []string            `json:"disable"`    // rules that do not run
	Confidence *finding.Confidence `json:"confidence"` // the least that is shown: low, medium or high
	Severity   *finding.Severity   `json:"severity"`   // the least that is shown: info, low, medium, high or critical
}

// New returns apilint with settings as golangci-lint has read them.
func New(raw any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[settings](raw)
	if err != nil {
		return nil, err
	}
	for key, names := range map[string][]string{"enable": s.Enable, "disable": s.Disable} {
		for _, name := range names {
			if _, err := analyzers.Lookup(name); err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
		}
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	c, err := config.Load(s.Config, dir, analyzers.All())
	if err != nil {
		return nil, err
	}
	return &plugin{s, c.WithFlags(s.Preset, s.Confidence, s.Severity), schema.Read(dir)}, nil
}

// plugin implements [register.LinterPlugin].
type plugin struct {
	settings settings
	config   *config.Config
	scripts  schema.Scripts
}

// host is what golangci-lint makes of analyzers: it drops everything of a diagnostic but its position and message, knows
// //nolint itself, and gives up altogether when one analyzer fails.
func (p *plugin) host() hosted.Host {
	return hosted.Host{Nolint: true, Flat: true, Fragile: true, Config: p.config, Selected: p.settings.Enable,
		Schemas: func() []string { return p.scripts.Texts }}
}

// BuildAnalyzers returns the rules that the settings choose, and the analyzer that judges directives.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	host := p.host()
	link := hosted.NewLink(host)
	rules := slices.DeleteFunc(host.Running(analyzers.All()), func(r *rule.Rule) bool {
		return slices.Contains(p.settings.Disable, r.Name)
	})
	var as []*analysis.Analyzer
	for _, r := range rules {
		as = append(as, rule.NewAnalyzer(r, link))
	}
	return append(as, hosted.NewDirectives(analyzers.All(), rules, link), p.marker()), nil
}

// marker returns an analyzer that does nothing and is called by the content of the configuration and of the scripts. golangci-lint
// keeps what analyzers found under their names, and would not notice that a file has changed.
func (p *plugin) marker() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "apilintconfig" + p.config.Sum + p.scripts.Sum,
		Doc:  "stand for the configuration of apilint\n\nIt reports nothing.",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}
}

// GetLoadMode implements [register.LinterPlugin].
func (*plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
