package page

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/browsertest"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/inventory"
	"github.com/apilint/apilint/internal/report"
)

const code = `package api

func show() {
	if true {
		load("<id>")
	}
}
`

// run returns a run with findings of two rules and three severities, in a module that is written down.
func run(t *testing.T) *report.Run {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte(code), 0o666); err != nil {
		t.Fatal(err)
	}
	at := func(line, col, endCol int) finding.Place {
		return finding.Place{Module: "m", File: "a.go", Line: line, Col: col, EndLine: line, EndCol: endCol}
	}
	return &report.Run{
		Version: "v0.1.0", Complete: true, Files: report.NewFiles(map[string]string{"m": dir}, dir),
		Findings: []finding.Finding{
			{Rule: "directive", Severity: finding.Low, Place: at(3, 1, 5), Message: "a stale directive"},
			{Rule: "ownercheck", Severity: finding.High, Confidence: finding.Certain, Place: at(5, 3, 15),
				Message: "GET /orders/{id}: <script>alert(1)</script>",
				Trace:   []finding.Step{{Text: "no place"}, {Text: "the client chooses", Place: at(5, 8, 14)}}},
			{Rule: "ownercheck", Severity: finding.Medium, Place: finding.Place{Module: "m", File: "gone.go", Line: 9, Col: 1},
				Message: "in a file that is gone", Suppressed: &finding.Suppression{Reason: "it was known"}},
		},
	}
}

func write(t *testing.T, r *report.Run, inv *inventory.Inventory) string {
	t.Helper()
	var out bytes.Buffer
	if err := (HTML{inv}).Report(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func routes() *inventory.Inventory {
	return &inventory.Inventory{Routes: []inventory.Route{
		{Method: "GET", Path: "/orders/{id}", File: "a.go", Line: 3, Auth: inventory.Auth{State: inventory.Required, By: "guard", Role: "clerk"},
			Findings: []inventory.Finding{{Rule: "ownercheck"}}},
		{Method: "GET", Path: "/prices", Auth: inventory.Auth{State: inventory.Public, Reason: "for everybody"}},
	}}
}

func TestPage(t *testing.T) {
	got := write(t, run(t), routes())
	for _, want := range []string{
		"<h1>2 findings</h1>",
		"1 high, 1 medium, 1 low",
		"2 routes: 1 required, 1 public",
		"GET /orders/{id}: &lt;script&gt;alert(1)&lt;/script&gt;",
		`<span data-n="4">	if true {</span><span data-n="5">		<mark>load(&#34;&lt;id&gt;&#34;)</mark></span>`,
		"2 steps",
		"Silenced: it was known",
		`guard <span class="soft">as</span> clerk`,
		`<span class="soft">for everybody</span>`,
		"apilint v0.1.0",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(got, "<script>alert") || strings.Contains(got, "http://") {
		t.Error("the page runs what findings say, or asks others for something")
	}
	if order := regexp.MustCompile(`id="finding-\d+" data-severity="(\w+)"`).FindAllStringSubmatch(got, -1); len(order) != 3 ||
		order[0][1] != "high" || order[1][1] != "medium" || order[2][1] != "low" {
		t.Errorf("the order is %v", order)
	}
}

func TestPageOfNothing(t *testing.T) {
	got := write(t, &report.Run{Files: report.NewFiles(nil, t.TempDir()), Problems: []report.Problem{
		{Kind: report.Broken, Package: "m/api", Text: "undefined: <load>"}, {Kind: report.Note, Text: "a note"},
	}}, &inventory.Inventory{})
	for _, want := range []string{"<h1>0 findings</h1>", "Nothing was found.", "Not everything could be analyzed.", "m/api: undefined: &lt;load&gt;"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(got, "a note") || strings.Contains(got, `role="search"`) || strings.Contains(got, "<table>") {
		t.Error("the page shows what is not there")
	}
}

func TestFailingWriter(t *testing.T) {
	if err := (HTML{routes()}).Report(full{}, run(t)); err == nil {
		t.Error("a failing writer was not noticed")
	}
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrInvalid }

// The page works in a browser: the address says what is searched for, and only that is shown.
func TestPageInABrowser(t *testing.T) {
	browser := browsertest.Find(t)
	address := browsertest.Write(t, write(t, run(t), routes()))
	tests := []struct {
		name, hash    string
		shown, opened int
	}{
		{"everything at first", "", 3, 0},
		{"a word", "#q=orders", 1, 0},
		{"a severity", "#severity=medium,low", 2, 0},
		{"a rule and a word", "#rule=ownercheck&q=gone", 1, 0},
		{"nothing", "#q=nowhere", 0, 0},
		{"traces", "#traces", 3, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dom := browser.Document(t, address+tt.hash)
			all := regexp.MustCompile(`<article [^>]*>`).FindAllString(dom, -1)
			hidden := regexp.MustCompile(`<article [^>]*hidden=""[^>]*>`).FindAllString(dom, -1)
			if len(all) != 3 || len(all)-len(hidden) != tt.shown {
				t.Errorf("%d of %d findings are shown, want %d of 3", len(all)-len(hidden), len(all), tt.shown)
			}
			if opened := strings.Count(dom, `<details class="trace" open="">`); opened != tt.opened {
				t.Errorf("%d traces are open, want %d", opened, tt.opened)
			}
		})
	}
}
