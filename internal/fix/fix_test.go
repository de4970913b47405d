package fix

import (
	"os"
	"testing"

	"github.com/apilint/apilint/internal/finding"
)

const source = "package p\n\nvar a, b = 1, 2\n"

// replace returns a finding whose fix replaces columns of line 3.
func replace(col, endCol int, text string) finding.Finding {
	p := finding.Place{File: "p.go", Line: 3, Col: col, EndLine: 3, EndCol: endCol}
	return finding.Finding{Rule: "r", Place: p, Fixes: []finding.Fix{{Edits: []finding.Edit{{Place: p, New: text}}}}}
}

func TestPlan(t *testing.T) {
	suppressed := replace(5, 6, "x")
	suppressed.Suppressed = &finding.Suppression{}
	both := replace(5, 6, "x")
	both.Fixes[0].Edits = append(both.Fixes[0].Edits, replace(8, 9, "y").Fixes[0].Edits...)
	tests := []struct {
		name      string
		source    string
		findings  []finding.Finding
		want      string // "" if the file does not change
		fixed     int
		remaining int
	}{
		{"no fix", source, []finding.Finding{{Rule: "r"}}, "", 0, 1},
		{"one edit", source, []finding.Finding{replace(5, 6, "x")}, "package p\n\nvar x, b = 1, 2\n", 1, 0},
		{"two findings, the later first", source, []finding.Finding{replace(8, 9, "y"), replace(5, 6, "x")},
			"package p\n\nvar x, y = 1, 2\n", 2, 0},
		{"one fix of two edits", source, []finding.Finding{both}, "package p\n\nvar x, y = 1, 2\n", 1, 0},
		{"an insertion", source, []finding.Finding{replace(5, 5, "x, ")}, "package p\n\nvar x, a, b = 1, 2\n", 1, 0},
		{"the same edit twice", source, []finding.Finding{replace(5, 6, "x"), replace(5, 6, "x")},
			"package p\n\nvar x, b = 1, 2\n", 2, 0},
		{"contradicting edits", source, []finding.Finding{replace(5, 6, "x"), replace(5, 6, "z")},
			"package p\n\nvar x, b = 1, 2\n", 1, 1},
		{"a fix that is half taken is left alone", source, []finding.Finding{replace(8, 9, "z"), both},
			"package p\n\nvar a, z = 1, 2\n", 1, 1},
		{"a suppressed finding", source, []finding.Finding{suppressed}, "", 0, 1},
		{"a formatted file stays formatted", source, []finding.Finding{replace(5, 6, "x,   c")},
			"package p\n\nvar x, c, b = 1, 2\n", 1, 0},
		{"an unformatted file is not formatted", "package p\n\nvar a,  b = 1, 2\n", []finding.Finding{replace(5, 6, "x")},
			"package p\n\nvar x,  b = 1, 2\n", 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := func(p finding.Place) string { return p.File }
			read := func(string) ([]byte, error) { return []byte(tt.source), nil }
			got, err := Plan(tt.findings, path, read)
			if err != nil {
				t.Fatal(err)
			}
			text := ""
			if len(got.Files) > 0 {
				text = string(got.Files[0].New)
			}
			if text != tt.want || got.Fixed != tt.fixed || len(got.Remaining) != tt.remaining {
				t.Errorf("got %q, %d fixed, %d remaining; want %q, %d, %d",
					text, got.Fixed, len(got.Remaining), tt.want, tt.fixed, tt.remaining)
			}
		})
	}
}

func TestPlanRefusesPlacesThatAreGone(t *testing.T) {
	path := func(p finding.Place) string { return p.File }
	for name, f := range map[string]finding.Finding{
		"column behind the line": replace(40, 41, "x"),
		"end before the start":   replace(8, 5, "x"),
	} {
		if _, err := Plan([]finding.Finding{f}, path, func(string) ([]byte, error) { return []byte(source), nil }); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Plan([]finding.Finding{replace(5, 6, "x")}, path, func(string) ([]byte, error) { return nil, os.ErrNotExist }); err == nil {
		t.Error("unreadable file: no error")
	}
}
