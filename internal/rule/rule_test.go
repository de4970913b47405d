package rule

import (
	"flag"
	"io"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
)

const source = `// Package doors reports doors that
// stand open.
//
// # Why it matters
//
// Anybody walks in.
//
// # Bad
//
//	open()
//
// # Good
//
//	shut()
//
// # Not reported
//
// Windows.
//
// # Not seen
//
// Holes in the wall.
//
// # Configuration
//
// A lock helps.
package doors
`

func doors() *Rule {
	return &Rule{
		Name: "doors", Source: source, Severity: finding.High, OWASP: []string{"API2"}, CWE: []int{306}, Since: "0.1.0",
		Check: func(*link.Program, func(finding.Finding)) {},
	}
}

func TestDocumentation(t *testing.T) {
	doc := doors().Documentation()
	for _, tt := range []struct{ field, got, want string }{
		{"title", doc.Title, "Doors that stand open"},
		{"before", doc.Before, "open()"},
		{"after", doc.After, "shut()"},
		{"since", doc.Since, "0.1.0"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %q, want %q", tt.field, tt.got, tt.want)
		}
	}
	for _, text := range []string{doc.Text, doc.TextMarkdown} {
		last := -1
		for _, part := range []string{"Why it matters", "Anybody walks in.", "Not reported", "Windows.", "Not seen",
			"Holes in the wall.", "Configuration", "A lock helps.", "apilint:ignore doors"} {
			i := strings.Index(text, part)
			if i <= last {
				t.Errorf("%q is missing or out of order in:\n%s", part, text)
			}
			last = i
		}
		if strings.Contains(text, "open()") {
			t.Errorf("the text repeats the example:\n%s", text)
		}
	}
}

func TestValidate(t *testing.T) {
	edit := func(change func(*Rule)) []*Rule {
		r := doors()
		change(r)
		return []*Rule{r}
	}
	tests := []struct {
		name  string
		rules []*Rule
		want  string // part of the error, "" for none
	}{
		{"a complete rule", []*Rule{doors()}, ""},
		{"a missing configuration section is fine", edit(func(r *Rule) {
			r.Source = strings.Replace(source, "// # Configuration\n//\n// A lock helps.\n", "", 1)
		}), ""},
		{"two rules of one name", []*Rule{doors(), doors()}, "the name is taken"},
		{"the name of the pseudo rule", edit(func(r *Rule) { r.Name = "directive" }), "the name is taken"},
		{"a name of two words", edit(func(r *Rule) { r.Name = "openDoors" }), "not one lower-case word"},
		{"no check", edit(func(r *Rule) { r.Check = nil }), "no check"},
		{"an unknown category", edit(func(r *Rule) { r.OWASP = []string{"API11"} }), `"API11"`},
		{"no weakness", edit(func(r *Rule) { r.CWE = nil }), "at least one"},
		{"a weakness without title", edit(func(r *Rule) { r.CWE = []int{16} }), "CWE 16"},
		{"no version", edit(func(r *Rule) { r.Since = "soon" }), `"soon"`},
		{"a missing section", edit(func(r *Rule) {
			r.Source = strings.Replace(source, "// # Not seen\n//\n// Holes in the wall.\n", "", 1)
		}), "headings"},
		{"an empty section", edit(func(r *Rule) { r.Source = strings.Replace(source, "// Windows.\n", "", 1) }), "is empty"},
		{"an example that is prose", edit(func(r *Rule) {
			r.Source = strings.Replace(source, "//	open()", "// Open it.", 1)
		}), "not one block of code"},
		{"another first sentence", edit(func(r *Rule) {
			r.Source = strings.Replace(source, "reports", "finds", 1)
		}), `"Package doors reports"`},
		{"no Go", edit(func(r *Rule) { r.Source = "doors" }), "parsing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := Validate(tt.rules)
			if tt.want == "" && err != nil {
				t.Errorf("got %v, want no error", err)
			}
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

// linked is a link result that hands every finding on.
type linked struct{ findings []finding.Finding }

func (l *linked) Report(pass *analysis.Pass, r *Rule, options Options) error {
	for _, f := range l.findings {
		if f.Rule == r.Name && options.Shows(f) {
			pass.Report(analysis.Diagnostic{Message: f.Message})
		}
	}
	return nil
}

func TestAnalyzerReportsThroughLink(t *testing.T) {
	result := &linked{[]finding.Finding{
		{Rule: "doors", Confidence: finding.Likely, Message: "open"},
		{Rule: "doors", Confidence: finding.Unlikely, Message: "ajar"},
		{Rule: "doors", Confidence: finding.Certain, Message: "silenced", Suppressed: &finding.Suppression{}},
		{Rule: "doors", Confidence: finding.Certain, Message: "generated", Generated: true},
		{Rule: "doors", Confidence: finding.Certain, Message: "tested", Test: true},
		{Rule: "windows", Confidence: finding.Certain, Message: "broken"},
	}}
	link := &analysis.Analyzer{Name: "link", Doc: "link", Run: func(*analysis.Pass) (any, error) { return result, nil }}
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"by default", nil, "open"},
		{"with a flag", []string{"-confidence=low"}, "open ajar"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := NewAnalyzer(doors(), link)
			if err := analysis.Validate([]*analysis.Analyzer{a}); err != nil {
				t.Fatal(err)
			}
			if err := a.Flags.Parse(tt.args); err != nil {
				t.Fatal(err)
			}
			var got []string
			pass := &analysis.Pass{
				Analyzer: a,
				ResultOf: map[*analysis.Analyzer]any{link: result},
				Report:   func(d analysis.Diagnostic) { got = append(got, d.Message) },
			}
			if _, err := a.Run(pass); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("reported %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOptionsRejectUnknownConfidence(t *testing.T) {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	options := DefaultOptions
	options.Register(flags, "doors.")
	if err := flags.Parse([]string{"-doors.confidence=sure"}); err == nil {
		t.Error("no error")
	}
}
