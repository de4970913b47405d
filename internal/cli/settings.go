package cli

import (
	"maps"

	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// configure reads the configuration for a run in dir. Flags go before the file.
func (o *options) configure(dir string, rules []*rule.Rule) error {
	c, err := config.Load(o.config, dir, rules)
	if err != nil {
		return err
	}
	var preset *rule.Preset
	if o.given["preset"] {
		preset = &o.preset
	}
	var confidence *finding.Confidence
	if o.given["confidence"] {
		confidence = &o.confidence
	}
	var severity *finding.Severity
	if o.given["severity"] {
		severity = &o.severity
	}
	o.settings = c.WithFlags(preset, confidence, severity)
	o.generated = o.generated || c.Generated
	return nil
}

// verdict is what the user's wishes make of a finding.
type verdict uint8

const (
	unwanted  verdict = iota
	uncertain         // it would be shown if it were more certain
	shown
)

// judge says what becomes of a finding of a rule in a file. A nil rule is what judges directives, which is always on.
func (o *options) judge(f finding.Finding, r *rule.Rule, file string) verdict {
	if !o.suppressed && f.Suppressed != nil || !o.generated && f.Generated {
		return unwanted
	}
	base := config.Level{Confidence: rule.DefaultConfidence}
	if c := o.selected[f.Rule]; c != nil {
		base.Selected = c.set && c.value
	}
	base.Enabled = base.Selected || r == nil || r.Preset <= o.settings.Preset
	level := o.settings.Level(f.Rule, file, base)
	if c := o.rules[f.Rule].Confidence; c != nil {
		level.Confidence = *c
	}
	switch {
	case level.Shows(f):
		return shown
	case level.Enabled && f.Severity >= level.Severity:
		return uncertain
	default:
		return unwanted
	}
}

// blame returns an error for each model that describes nothing, with its position in the configuration.
func (o *options) blame(bad []driver.BadModel) error {
	var errs []*config.Error
	for _, m := range bad {
		errs = append(errs, o.settings.Blame(m.Symbol, m.Text))
	}
	return config.Join(errs)
}

// withConfiguration adds the directory of the configuration to those of modules, since places may lie in its file.
func (o *options) withConfiguration(modules map[string]string) map[string]string {
	dirs := map[string]string{config.Module: o.settings.Dir()}
	maps.Copy(dirs, modules)
	return dirs
}
