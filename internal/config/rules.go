package config

import (
	"path/filepath"
	"slices"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// everyRule stands for every rule in an entry of rules.
const everyRule = "*"

// Level is how much of a rule's findings is shown somewhere.
type Level struct {
	Enabled    bool
	Selected   bool               // the user asked for the rule: only entries about single files switch it off
	Confidence finding.Confidence // the least that is shown
	Severity   finding.Severity   // likewise
}

// Runs reports whether r has anything to say under the configuration, in some file at least.
func (c *Config) Runs(r *rule.Rule) bool {
	runs := r.Preset <= c.Preset
	for _, e := range c.Rules {
		if e.speaksOf(r.Name) && e.Enabled != nil && (len(e.Paths) == 0 || *e.Enabled) {
			runs = *e.Enabled
		}
	}
	return runs
}

// Level returns how much is shown of the findings of a rule in a file. Base is what holds where the configuration says
// nothing.
func (c *Config) Level(ruleName, file string, base Level) Level {
	if c.Confidence != nil {
		base.Confidence = *c.Confidence
	}
	if c.Severity != nil {
		base.Severity = *c.Severity
	}
	path := c.relative(file)
	for _, p := range c.Exclude {
		if path != "" && p.MatchWithin(path) {
			base.Enabled = false
			return base
		}
	}
	for _, e := range c.Rules {
		if e.speaksOf(ruleName) && e.covers(path) {
			e.apply(&base)
		}
	}
	return base
}

func (r *Rule) speaksOf(name string) bool { return r.Rule == name || r.Rule == everyRule }

func (r *Rule) covers(path string) bool {
	if len(r.Paths) == 0 {
		return true
	}
	for _, p := range r.Paths {
		if path != "" && p.MatchWithin(path) {
			return true
		}
	}
	return false
}

func (r *Rule) apply(l *Level) {
	if r.Enabled != nil && !(l.Selected && len(r.Paths) == 0) {
		l.Enabled = *r.Enabled
	}
	if r.Confidence != nil {
		l.Confidence = *r.Confidence
	}
	if r.Severity != nil {
		l.Severity = *r.Severity
	}
}

// WithFlags returns c with what flags say, which goes before what the file says; nil is a flag that was not given.
func (c *Config) WithFlags(preset *rule.Preset, confidence *finding.Confidence, severity *finding.Severity) *Config {
	out := *c
	out.Rules = slices.Clone(c.Rules)
	if preset != nil {
		out.Preset = *preset
	}
	if confidence != nil {
		out.Confidence = confidence
	}
	if severity != nil {
		out.Severity = severity
	}
	for i := range out.Rules {
		if confidence != nil {
			out.Rules[i].Confidence = nil
		}
		if severity != nil {
			out.Rules[i].Severity = nil
		}
	}
	return &out
}

// At returns c for a copy of the source in which files have other names.
func (c *Config) At(path func(name string) string) *Config {
	out := *c
	if c.File != "" {
		out.File = path(c.File)
	}
	return &out
}

// Shows reports whether l lets a finding through.
func (l Level) Shows(f finding.Finding) bool {
	return l.Enabled && f.Confidence >= l.Confidence && f.Severity >= l.Severity
}

// Dir returns the directory that paths in the configuration are relative to, "" if there is no file.
func (c *Config) Dir() string {
	if c.File == "" {
		return ""
	}
	return filepath.Dir(c.File)
}

// relative returns the slash-separated name of a file relative to the configuration, "" if it lies elsewhere.
func (c *Config) relative(file string) string {
	rel, err := filepath.Rel(c.Dir(), file)
	if c.File == "" || err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}
