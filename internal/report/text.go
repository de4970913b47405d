package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/finding"
)

// Text writes findings for people, one paragraph each:
//
//	api/orders.go:31:12: GET /orders/{id}: order is loaded by … (ownercheck, high severity, medium confidence)
//		row := db.QueryRow(query, r.PathValue("id"))
//		                          ^^^^^^^^^^^^^^^^^
//
// The first line is what editors and the problem matchers of CI systems look for; nothing may come before the file.
type Text struct {
	Trace bool // write the trace below each finding
	Color bool // use the terminal's escape sequences
}

// The escape sequences of terminals.
const (
	bold  = "\x1b[1m"
	red   = "\x1b[31m"
	green = "\x1b[32m"
	faint = "\x1b[2m"
	reset = "\x1b[0m"
)

// Report implements Handler.
func (t Text) Report(w io.Writer, run *Run) error {
	b := bufio.NewWriter(w)
	for _, f := range run.Findings {
		t.finding(b, run.Files, f)
	}
	return b.Flush()
}

func (t Text) finding(w io.Writer, files *Files, f finding.Finding) {
	fmt.Fprintf(w, "%s: %s %s\n", t.paint(bold, position(files, f.Place)), f.Message, t.paint(faint, qualities(f)))
	t.source(w, files, f.Place)
	if f.Suppressed != nil {
		fmt.Fprintf(w, "\tsuppressed at %s: %s\n", position(files, f.Suppressed.Place), f.Suppressed.Reason)
	}
	if !t.Trace {
		return
	}
	for i, step := range f.Trace {
		fmt.Fprintf(w, "\t%d. %s: %s\n", i+1, position(files, step.Place), step.Text)
	}
}

func position(files *Files, p finding.Place) string {
	if !p.IsValid() {
		return "-"
	}
	return fmt.Sprintf("%s:%d:%d", files.Name(p), p.Line, p.Col)
}

func qualities(f finding.Finding) string {
	return fmt.Sprintf("(%s, %s severity, %s confidence)", f.Rule, f.Severity, f.Confidence)
}

// source writes the first line of p with the part that p covers underlined.
func (t Text) source(w io.Writer, files *Files, p finding.Place) {
	line := files.Line(p, p.Line)
	if strings.TrimSpace(line) == "" || p.Col < 1 || p.Col > len(line) {
		return
	}
	end := len(line)
	switch {
	case p.EndLine == p.Line && p.EndCol > p.Col:
		end = min(end, p.EndCol-1)
	case p.EndLine == 0:
		end = p.Col // only the start is known
	}
	marked := strings.TrimRight(line[p.Col-1:max(end, p.Col)], " \t")
	carets := strings.Repeat("^", max(1, utf8.RuneCountInString(marked)))

	trimmed := strings.TrimLeft(line, " \t")
	indent := len(line) - len(trimmed)
	fmt.Fprintf(w, "\t%s\n\t%s%s\n", trimmed, blank(line[min(indent, p.Col-1):p.Col-1]), t.paint(green, carets))
}

// blank returns white space that is as wide as s: a tab stays a tab.
func blank(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, s)
}

func (t Text) paint(color, s string) string {
	if !t.Color {
		return s
	}
	return color + s + reset
}

// WriteProblem writes p for people, on one line. The stack of an internal error follows if stack is set.
func (t Text) WriteProblem(w io.Writer, files *Files, p Problem, stack bool) error {
	where := p.Package
	if p.Place.IsValid() {
		where = position(files, p.Place)
	}
	if where != "" {
		where = t.paint(bold, where) + ": "
	}
	what := p.Text
	if p.Kind == Internal {
		what = t.paint(red, "internal error") + ": " + what
	}
	if _, err := fmt.Fprintf(w, "%s%s\n", where, what); err != nil {
		return err
	}
	if stack && p.Stack != "" {
		_, err := fmt.Fprintln(w, strings.TrimSpace(p.Stack))
		return err
	}
	return nil
}
