// Package page writes what a run found as one page for a browser: findings with their traces and code, and the routes of the
// service. The page needs nothing but itself, and shows everything without scripts.
package page

import (
	"cmp"
	_ "embed" // page.html
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/inventory"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/rule"
)

//go:embed page.html
var source string

var page = template.Must(template.New("page").Parse(source))

// HTML writes a run and the routes of its program.
type HTML struct {
	Inventory *inventory.Inventory
}

// Report implements report.Handler.
func (h HTML) Report(w io.Writer, run *report.Run) error {
	if err := page.Execute(w, h.document(run)); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// The document as the template sees it.
type (
	document struct {
		Version    string
		Complete   bool
		Problems   []string
		Severities []tally // of the open findings, the gravest first
		Rules      []tally
		Open       int
		Findings   []entry
		Routes     []inventory.Route
		States     []tally
	}
	tally struct {
		Name string
		N    int
	}
	entry struct {
		finding.Finding
		Number int
		Title  string // of the rule
		URL    string // of the rule's page
		Where  string
		Code   []line
		Steps  []step
		Words  string // that a search looks in
	}
	step struct {
		Text, Where string
		Code        []line
	}
	// line is a line of source. What is meant is Mark, between Before and After.
	line struct {
		N                   int
		Before, Mark, After string
	}
)

func (h HTML) document(run *report.Run) document {
	d := document{Version: run.Version, Complete: run.Complete, Routes: h.Inventory.Routes}
	for _, p := range run.Problems {
		if p.Kind != report.Note {
			d.Problems = append(d.Problems, strings.TrimPrefix(p.Package+": "+p.Text, ": "))
		}
	}
	rules := map[string]*rule.Rule{}
	for _, r := range run.Rules {
		rules[r.Name] = r
	}
	sorted := slices.Clone(run.Findings)
	slices.SortStableFunc(sorted, func(a, b finding.Finding) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(b.Confidence, a.Confidence))
	})
	for i, f := range sorted {
		e := newEntry(run.Files, f, rules[f.Rule])
		e.Number = i + 1
		d.Findings = append(d.Findings, e)
		if f.Suppressed == nil {
			d.Open++
		}
	}
	for s := finding.Critical; s >= finding.Info; s-- {
		d.Severities = count(d.Severities, s.String(), sorted, func(f finding.Finding) bool { return f.Severity == s })
	}
	for _, r := range append(slices.Clone(run.Rules), &rule.Rule{Name: finding.DirectiveRule}) {
		d.Rules = count(d.Rules, r.Name, sorted, func(f finding.Finding) bool { return f.Rule == r.Name })
	}
	for _, s := range inventory.States {
		n := 0
		for _, r := range d.Routes {
			if r.Auth.State == s {
				n++
			}
		}
		if n > 0 {
			d.States = append(d.States, tally{string(s), n})
		}
	}
	return d
}

// count appends the number of findings that are like something, if there are any.
func count(list []tally, name string, findings []finding.Finding, like func(finding.Finding) bool) []tally {
	n := 0
	for _, f := range findings {
		if like(f) {
			n++
		}
	}
	if n == 0 {
		return list
	}
	return append(list, tally{name, n})
}

// The lines of code that are shown before and after what is meant.
const around = 2

func newEntry(files *report.Files, f finding.Finding, r *rule.Rule) entry {
	e := entry{Finding: f, Where: where(files, f.Place), Code: excerpt(files, f.Place, around)}
	if r != nil {
		e.Title, e.URL = r.Documentation().Title, r.URL()
	}
	for _, s := range f.Trace {
		e.Steps = append(e.Steps, step{s.Text, where(files, s.Place), excerpt(files, s.Place, 1)})
	}
	e.Words = strings.ToLower(strings.Join([]string{f.Rule, f.Message, e.Where}, " "))
	return e
}

func where(files *report.Files, p finding.Place) string {
	if !p.IsValid() {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d", files.Name(p), p.Line, p.Col)
}

// excerpt returns the first line of a place with the lines around it, without what all of them are indented by. It is empty
// if the file cannot be read.
func excerpt(files *report.Files, p finding.Place, around int) []line {
	if !p.IsValid() || files.Line(p, p.Line) == "" {
		return nil
	}
	var lines []line
	for n := max(1, p.Line-around); n <= p.Line+around; n++ {
		text := files.Line(p, n)
		l := line{N: n, Before: text}
		if n == p.Line {
			l = marked(text, p)
		}
		lines = append(lines, l)
	}
	for len(lines) > 1 && lines[len(lines)-1].text() == "" {
		lines = lines[:len(lines)-1]
	}
	for outdent(lines) {
	}
	return lines
}

func (l *line) text() string { return l.Before + l.Mark + l.After }

// marked divides the first line of a place.
func marked(text string, p finding.Place) line {
	from := min(max(p.Col-1, 0), len(text))
	to := len(text)
	switch {
	case p.EndLine == p.Line && p.EndCol > p.Col:
		to = min(to, p.EndCol-1)
	case p.EndLine == 0:
		_, size := utf8.DecodeRuneInString(text[from:])
		to = from + size
	}
	return line{N: p.Line, Before: text[:from], Mark: text[from:to], After: text[to:]}
}

// outdent removes the first character of all lines if it is the same blank, and reports whether it did.
func outdent(lines []line) bool {
	var blank byte
	for i := range lines {
		text := lines[i].text()
		if text == "" {
			continue
		}
		if c := text[0]; len(lines[i].Before) == 0 && lines[i].Mark != "" || c != '\t' && c != ' ' || blank != 0 && blank != c {
			return false
		}
		blank = text[0]
	}
	if blank == 0 {
		return false
	}
	for i := range lines {
		if lines[i].Before != "" {
			lines[i].Before = lines[i].Before[1:]
		}
	}
	return true
}
