// Package baseline tells findings that are new from those that were there before: in a file that was written earlier, or in
// another revision of the source.
package baseline

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
)

// Baseline is what was found before. Findings are known by what they mean: code that was moved or formatted anew brings
// none, and a change far away may.
type Baseline struct {
	Entries []Entry
}

// Entry is a finding of then. What it says besides the fingerprint is for people, and for recognizing what was moved.
type Entry struct {
	Rule        string `json:"rule"`
	Fingerprint string `json:"fingerprint"`
	File        string `json:"file"`
	Message     string `json:"message"`
}

// schema is the version of the file's form.
const schema = 1

// file is the form of the file. One line for each finding lets git merge it.
type file struct {
	Schema   int     `json:"schema"`
	Findings []Entry `json:"findings"`
}

// New returns the baseline of findings, which are those that were shown.
func New(findings []finding.Finding) *Baseline {
	b := &Baseline{}
	for _, f := range findings {
		if f.Suppressed == nil {
			b.Entries = append(b.Entries, Entry{f.Rule, f.Fingerprint, f.Place.File, f.Message})
		}
	}
	slices.SortFunc(b.Entries, func(a, b Entry) int {
		return slices.Compare([]string{a.File, a.Rule, a.Message, a.Fingerprint}, []string{b.File, b.Rule, b.Message, b.Fingerprint})
	})
	return b
}

// Write writes b so that Read reads it.
func (b *Baseline) Write(w io.Writer) error {
	var out strings.Builder
	fmt.Fprintf(&out, "{\n\"schema\": %d,\n\"findings\": [", schema)
	for i, e := range b.Entries {
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n")
		line, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("writing the baseline: %w", err)
		}
		out.Write(line)
	}
	out.WriteString("\n]\n}\n")
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("writing the baseline: %w", err)
	}
	return nil
}

// Read reads what Write wrote.
func Read(r io.Reader) (*Baseline, error) {
	var f file
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("it is no baseline of apilint: %w", err)
	}
	if f.Schema != schema {
		return nil, fmt.Errorf("it has the form %d, and this apilint knows %d; write it anew", f.Schema, schema)
	}
	return &Baseline{f.Findings}, nil
}

// Split divides findings into those that are new and those that were there before; gone are the entries that are found no
// more. Suppressed findings are neither: they go with those that are new, marked as they are.
//
// What is left of both sides after fingerprints were compared is compared by rule and message: a handler that was moved into
// another package has another name, and its finding says the same.
func (b *Baseline) Split(findings []finding.Finding) (fresh, old []finding.Finding, gone []Entry) {
	known := make([]bool, len(findings))
	gone = match(b.Entries, findings, known, func(f finding.Finding) string { return f.Fingerprint },
		func(e Entry) string { return e.Fingerprint })
	gone = match(gone, findings, known, func(f finding.Finding) string { return saying(f.Rule, f.Message) },
		func(e Entry) string { return saying(e.Rule, e.Message) })
	for i, f := range findings {
		if known[i] {
			old = append(old, f)
		} else {
			fresh = append(fresh, f)
		}
	}
	return fresh, old, gone
}

// digits are what changes in messages when something else does: numbers of function literals, counts of other routes.
var digits = regexp.MustCompile(`\d+`)

// saying returns what a finding of a rule says.
func saying(ruleName, message string) string {
	return ruleName + "\x00" + digits.ReplaceAllLiteralString(message, "#")
}

// match marks findings that are like an entry as known, each entry once, and returns the entries that are like none.
func match(entries []Entry, findings []finding.Finding, known []bool, ofFinding func(finding.Finding) string, ofEntry func(Entry) string) (rest []Entry) {
	open := map[string][]int{} // findings by name
	for i, f := range findings {
		if !known[i] && f.Suppressed == nil {
			name := ofFinding(f)
			open[name] = append(open[name], i)
		}
	}
	for _, e := range entries {
		name := ofEntry(e)
		if len(open[name]) == 0 {
			rest = append(rest, e)
			continue
		}
		known[open[name][0]] = true
		open[name] = open[name][1:]
	}
	return rest
}
