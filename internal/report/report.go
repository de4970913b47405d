// Package report writes what a run found. Each format is a [Handler] in a file of its own; a format holds no analysis and
// knows nothing of how the findings were made.
package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// Run is what one run has to tell.
type Run struct {
	Version  string            // of apilint
	Rules    []*rule.Rule      // that ran
	Findings []finding.Finding // sorted by place; suppressed ones only if readers asked for them
	Problems []Problem         // sorted
	Complete bool              // everything could be analyzed
	Files    *Files
	Source   *Source // nil if nobody knows
}

// Source says which version of which repository was analyzed.
type Source struct {
	Repository string // address, without credentials
	Revision   string // commit
}

// ProblemKind tells whose mistake a problem is.
type ProblemKind string

// The kinds of problems.
const (
	Broken   ProblemKind = "broken"   // the code does not parse or type-check
	Internal ProblemKind = "internal" // apilint failed
	Note     ProblemKind = "note"     // something was left out on purpose
)

// Problem says what could not be analyzed.
type Problem struct {
	Kind    ProblemKind
	Package string        // import path, if the problem is one of a package
	Place   finding.Place // may be no place
	Text    string
	Stack   string // of an internal error
}

// Handler writes a run in one format.
type Handler interface {
	Report(w io.Writer, run *Run) error
}

// Format names a format. The zero Format is text.
type Format string

// The formats.
const (
	FormatText   Format = "text"
	FormatJSON   Format = "json"
	FormatSARIF  Format = "sarif"
	FormatHTML   Format = "html"
	FormatGitHub Format = "github"
	FormatGitLab Format = "gitlab"
	FormatRDJSON Format = "rdjson"
)

// Formats are all formats.
var Formats = []Format{FormatText, FormatJSON, FormatSARIF, FormatHTML, FormatGitHub, FormatGitLab, FormatRDJSON}

// MarshalText implements encoding.TextMarshaler.
func (f Format) MarshalText() ([]byte, error) { return []byte(f), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (f *Format) UnmarshalText(b []byte) error {
	if slices.Contains(Formats, Format(b)) {
		*f = Format(b)
		return nil
	}
	var names []string
	for _, known := range Formats {
		names = append(names, string(known))
	}
	return fmt.Errorf("unknown format %q (want one of %s)", b, strings.Join(names, ", "))
}
