// Package hosted runs the engine inside programs that analyze one package at a time: go vet, golangci-lint, nogo and
// whatever else runs go/analysis.
//
// [Compile] visits every package, compiles those of the user's modules and hands their summaries up as facts. A link
// analyzer joins, at every main package, the summaries of what that program is made of; the rules report through it, by
// the seam that package rule has for this. What no main package imports, directly or not, is never linked here.
//
// Passes read nothing but their pass: no file, no environment, no clock.
package hosted

import (
	"slices"

	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// Host says how the program differs that the analyzers run in.
type Host struct {
	// Nolint says that the host itself obeys //nolint comments and judges whether they are of use.
	Nolint bool
	// Flat says that the host shows nothing but a position and a message, so that the message takes the trace along.
	Flat bool
	// Fragile says that an analyzer which fails takes the host down, and with it what others found.
	Fragile bool
	// Config is what the user says about the service; nil: nothing.
	Config *config.Config
	// Selected lists rules that the user asked for, whatever the configuration says of them in general.
	Selected []string
	// Schemas returns scripts that declare the tables of the database; nil: there are none.
	Schemas func() []string
}

// configuration returns what the user says.
func (h *Host) configuration() *config.Config {
	if h.Config == nil {
		return &config.Config{}
	}
	return h.Config
}

// Running returns those of rules that run.
func (h *Host) Running(rules []*rule.Rule) []*rule.Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r *rule.Rule) bool {
		return !slices.Contains(h.Selected, r.Name) && !h.configuration().Runs(r)
	})
}

// shows reports whether a finding of r in a file is reported; a nil r is what judges directives, which is always on.
func (h *Host) shows(f finding.Finding, file string, r *rule.Rule, options rule.Options) bool {
	c := h.configuration()
	if f.Suppressed != nil || f.Test || f.Generated && !c.Generated {
		return false
	}
	base := config.Level{Confidence: rule.DefaultConfidence, Selected: slices.Contains(h.Selected, f.Rule)}
	base.Enabled = base.Selected || r == nil || r.Preset <= c.Preset
	level := c.Level(f.Rule, file, base)
	if options.Confidence != nil {
		level.Confidence = *options.Confidence
	}
	return level.Shows(f)
}
