package baseline

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/finding"
)

func found(fingerprint, message string) finding.Finding {
	return finding.Finding{Rule: "routeauth", Fingerprint: fingerprint, Message: message, Place: finding.Place{File: "a.go", Line: 1}}
}

func TestSplit(t *testing.T) {
	silenced := found("c", "silenced")
	silenced.Suppressed = &finding.Suppression{}
	tests := []struct {
		name             string
		before, now      []finding.Finding
		fresh, old, gone string // messages
	}{
		{"nothing before", nil, []finding.Finding{found("a", "one")}, "one", "", ""},
		{"the same", []finding.Finding{found("a", "one")}, []finding.Finding{found("a", "one")}, "", "one", ""},
		{"the same in other words", []finding.Finding{found("a", "one")}, []finding.Finding{found("a", "two")}, "", "two", ""},
		{"another", []finding.Finding{found("a", "one")}, []finding.Finding{found("b", "two")}, "two", "", "one"},
		{"moved, with another fingerprint", []finding.Finding{found("a", "one")}, []finding.Finding{found("b", "one")}, "", "one", ""},
		{"moved, with another count", []finding.Finding{found("a", "1 of 4 routes")}, []finding.Finding{found("b", "1 of 5 routes")}, "", "1 of 5 routes", ""},
		{"of two that say the same, one is new", []finding.Finding{found("a", "one")},
			[]finding.Finding{found("a", "one"), found("b", "one")}, "one", "one", ""},
		{"what was silenced before is new", []finding.Finding{silenced}, []finding.Finding{found("c", "silenced")}, "silenced", "", ""},
		{"what is silenced now is gone", []finding.Finding{found("c", "silenced")}, []finding.Finding{silenced}, "silenced", "", "silenced"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fresh, old, gone := New(tt.before).Split(tt.now)
			if got := messages(fresh); got != tt.fresh {
				t.Errorf("new: %q, want %q", got, tt.fresh)
			}
			if got := messages(old); got != tt.old {
				t.Errorf("old: %q, want %q", got, tt.old)
			}
			var names []string
			for _, e := range gone {
				names = append(names, e.Message)
			}
			if got := strings.Join(names, " "); got != tt.gone {
				t.Errorf("gone: %q, want %q", got, tt.gone)
			}
		})
	}
}

func messages(fs []finding.Finding) string {
	var all []string
	for _, f := range fs {
		all = append(all, f.Message)
	}
	return strings.Join(all, " ")
}

func TestWriteAndRead(t *testing.T) {
	for _, findings := range [][]finding.Finding{nil, {found("b", "two <\n"), found("a", "one")}} {
		b := New(findings)
		var out bytes.Buffer
		if err := b.Write(&out); err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(out.String(), "\n"); got != 5+len(findings) {
			t.Errorf("%d lines:\n%s", got, out.String())
		}
		again, err := Read(&out)
		if err != nil || !slices.Equal(again.Entries, b.Entries) {
			t.Errorf("read %v, error %v; want %v", again, err, b)
		}
	}
}
