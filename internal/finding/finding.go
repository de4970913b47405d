// Package finding holds findings: what a rule reports, resolved to places, with trace, fingerprint and suppression.
// It knows neither go/ssa nor any output format.
package finding

import (
	"fmt"
	"slices"
	"strings"
)

// Severity says how bad a finding is if it is true.
type Severity int8

// The severities, from harmless to gravest.
const (
	Info Severity = iota
	Low
	Medium
	High
	Critical
)

var severityNames = []string{"info", "low", "medium", "high", "critical"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText implements encoding.TextMarshaler.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *Severity) UnmarshalText(b []byte) error {
	i := slices.Index(severityNames, string(b))
	if i < 0 {
		return fmt.Errorf("unknown severity %q (want one of %s)", b, strings.Join(severityNames, ", "))
	}
	*s = Severity(i)
	return nil
}

// Confidence says how likely a finding is to be true.
type Confidence int8

// The confidences.
const (
	Unlikely Confidence = iota // "low"
	Likely                     // "medium"
	Certain                    // "high"
)

var confidenceNames = []string{"low", "medium", "high"}

func (c Confidence) String() string { return confidenceNames[c] }

// MarshalText implements encoding.TextMarshaler.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (c *Confidence) UnmarshalText(b []byte) error {
	i := slices.Index(confidenceNames, string(b))
	if i < 0 {
		return fmt.Errorf("unknown confidence %q (want one of %s)", b, strings.Join(confidenceNames, ", "))
	}
	*c = Confidence(i)
	return nil
}

// Place is a range in a source file. Lines and columns are 1-based, columns count bytes; the end is exclusive and zero
// when only the start is known.
type Place struct {
	Package string `json:"package"`          // import path
	Module  string `json:"module,omitempty"` // path of the module that holds the file
	File    string `json:"file"`             // slash-separated, relative to the module's root
	Line    int    `json:"line"`
	Col     int    `json:"col"`
	EndLine int    `json:"endLine,omitempty"`
	EndCol  int    `json:"endCol,omitempty"`
}

// IsValid reports whether p is a place.
func (p Place) IsValid() bool { return p.Line > 0 }

func (p Place) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }

// Compare orders places by module, file, line and column.
func (p Place) Compare(q Place) int {
	if c := strings.Compare(p.Module, q.Module); c != 0 {
		return c
	}
	if c := strings.Compare(p.File, q.File); c != 0 {
		return c
	}
	for _, d := range []int{p.Line - q.Line, p.Col - q.Col, p.EndLine - q.EndLine, p.EndCol - q.EndCol} {
		if d != 0 {
			return d
		}
	}
	return 0
}

// Step is one station of a finding's trace: where a value came from, or which guard was looked for.
type Step struct {
	Place Place  `json:"place"`
	Text  string `json:"text"`
}

// Edit replaces the range of Place by New.
type Edit struct {
	Place Place  `json:"place"`
	New   string `json:"new"`
}

// Fix is a change that is always safe to apply and silences the finding.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// Finding is one report of a rule.
type Finding struct {
	Rule       string     `json:"rule"`
	Severity   Severity   `json:"severity"`
	Confidence Confidence `json:"confidence"`
	Place      Place      `json:"place"`
	Message    string     `json:"message"` // one lower-case sentence without a final stop
	Trace      []Step     `json:"trace,omitempty"`
	Fixes      []Fix      `json:"fixes,omitempty"`

	// Key identifies the finding within its rule by meaning, without positions: route, function, sink.
	Key string `json:"-"`
	// Fingerprint identifies the finding across runs and edits; see Fingerprints.
	Fingerprint string `json:"fingerprint"`
	// Generated and Test tell that the file is generated or a test.
	Generated bool `json:"generated,omitempty"`
	Test      bool `json:"test,omitempty"`

	Suppressed *Suppression `json:"suppressed,omitempty"`
}

// Suppression says why a finding is not shown.
type Suppression struct {
	Kind   string `json:"kind"` // "inSource"
	Reason string `json:"reason"`
	Place  Place  `json:"place"`
}

// Compare orders findings by place, rule and message.
func Compare(a, b Finding) int {
	if c := a.Place.Compare(b.Place); c != 0 {
		return c
	}
	if c := strings.Compare(a.Rule, b.Rule); c != 0 {
		return c
	}
	return strings.Compare(a.Message, b.Message)
}
