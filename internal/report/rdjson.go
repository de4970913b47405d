package report

import (
	"fmt"
	"io"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// RDJSON writes findings in the format of reviewdog, which turns them into comments on GitHub, GitLab, Bitbucket and Gerrit.
// Its columns count bytes, as ours do.
type RDJSON struct{}

type (
	rdResult struct {
		Source      rdSource       `json:"source"`
		Diagnostics []rdDiagnostic `json:"diagnostics"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Related     []rdRelated    `json:"relatedLocations,omitempty"`
	}
	rdLocation struct {
		Path  string  `json:"path"`
		Range rdRange `json:"range"`
	}
	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	}
	rdCode struct {
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
	rdRelated struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
	}
)

// Report implements Handler.
func (RDJSON) Report(w io.Writer, run *Run) error {
	urls := map[string]string{}
	for _, r := range run.Rules {
		urls[r.Name] = r.URL()
	}
	out := rdResult{Source: rdSource{"apilint", rule.Home}, Diagnostics: []rdDiagnostic{}}
	for _, f := range run.Findings {
		if f.Suppressed == nil {
			out.Diagnostics = append(out.Diagnostics, rdFinding(run.Files, f, urls[f.Rule]))
		}
	}
	return encode(w, out)
}

func rdFinding(files *Files, f finding.Finding, url string) rdDiagnostic {
	d := rdDiagnostic{
		Message:  fmt.Sprintf("%s (%s severity, %s confidence)", f.Message, f.Severity, f.Confidence),
		Location: rdPlace(files, f.Place),
		Severity: map[string]string{"error": "ERROR", "warning": "WARNING", "note": "INFO"}[level(f.Severity)],
		Code:     rdCode{f.Rule, url},
	}
	for _, s := range f.Trace {
		if s.Place.IsValid() {
			d.Related = append(d.Related, rdRelated{s.Text, rdPlace(files, s.Place)})
		}
	}
	for _, fix := range f.Fixes {
		if len(fix.Edits) == 1 && fix.Edits[0].Place.File == f.Place.File { // reviewdog suggests one edit at the place itself
			d.Suggestions = append(d.Suggestions, rdSuggestion{rdSpan(fix.Edits[0].Place), fix.Edits[0].New})
		}
	}
	return d
}

func rdPlace(files *Files, p finding.Place) rdLocation { return rdLocation{files.Name(p), rdSpan(p)} }

func rdSpan(p finding.Place) rdRange {
	r := rdRange{Start: rdPosition{p.Line, p.Col}}
	if p.EndLine > 0 {
		r.End = &rdPosition{p.EndLine, p.EndCol}
	}
	return r
}
