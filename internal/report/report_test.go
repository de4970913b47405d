package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const doorsSource = `// Package doors reports doors that stand open.
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
package doors
`

// The rule whose findings the runs of the tests hold.
var doors = &rule.Rule{
	Name: "doors", Source: doorsSource, Severity: finding.High, OWASP: []string{"API1", "API8"}, CWE: []int{639, 862}, Since: "0.1.0",
	Check: func(*link.Program, func(finding.Finding)) {},
}

const module = "example.com/shop"

// files returns the files of the module in testdata/shop, as seen from its root.
func files(t *testing.T) *Files {
	dir, err := filepath.Abs("testdata/shop")
	if err != nil {
		t.Fatal(err)
	}
	f := NewFiles(map[string]string{module: dir}, dir)
	f.root = dir // not the repository of apilint
	return f
}

func at(file string, line, col, endLine, endCol int) finding.Place {
	return finding.Place{Package: module + "/" + filepath.Dir(file), Module: module, File: file,
		Line: line, Col: col, EndLine: endLine, EndCol: endCol}
}

// The findings of the tests: each has something that formats get wrong.
var (
	traced = finding.Finding{
		Rule: "doors", Severity: finding.High, Confidence: finding.Certain,
		Place:   at("api/orders.go", 10, 7, 10, 24),
		Message: "GET /orders/{id}: order is loaded by a [client-chosen] id and never tied to the caller",
		Trace: []finding.Step{
			{Place: at("api/orders.go", 6, 2, 6, 46), Text: "the route is registered here"},
			{Place: finding.Place{}, Text: "no guard was found"},
			{Place: at("api/orders.go", 10, 7, 10, 24), Text: "the client chooses the id"},
		},
		Fixes: []finding.Fix{{Message: "Use a constant", Edits: []finding.Edit{
			{Place: at("api/orders.go", 10, 7, 10, 24), New: `"1"`},
		}}},
		Fingerprint: "0123456789abcdef",
	}
	wide = finding.Finding{
		Rule: "doors", Severity: finding.Medium, Confidence: finding.Likely,
		Place:       at("my handlers/übersicht.go", 6, 30, 6, 35),
		Message:     "the token is logged",
		Fingerprint: "1123456789abcdef",
	}
	manyLines = finding.Finding{
		Rule: "doors", Severity: finding.Critical, Confidence: finding.Unlikely,
		Place:       at("api/orders.go", 13, 1, 16, 2),
		Message:     "load trusts its parameter",
		Fingerprint: "2123456789abcdef",
	}
	startOnly = finding.Finding{
		Rule: finding.DirectiveRule, Severity: finding.Low, Confidence: finding.Certain,
		Place:       at("api/orders.go", 5, 6, 0, 0),
		Message:     "//apilint:ignore silences nothing and can be removed",
		Fingerprint: "3123456789abcdef",
	}
	unreadable = finding.Finding{
		Rule: "doors", Severity: finding.Info, Confidence: finding.Certain,
		Place:       at("api/gone.go", 3, 1, 3, 9),
		Message:     "the file was removed since",
		Fingerprint: "4123456789abcdef",
	}
)

func suppressed(f finding.Finding) finding.Finding {
	f.Suppressed = &finding.Suppression{
		Kind: "inSource", Reason: "it is a demonstration", Place: at("my handlers/übersicht.go", 6, 37, 6, 85),
	}
	return f
}

func TestFormats(t *testing.T) {
	runs := []struct {
		name string
		run  Run
	}{
		{"nothing", Run{Complete: true, Source: &Source{"https://example.com/shop", "0123456789abcdef0123456789abcdef01234567"}}},
		{"findings", Run{Complete: true, Findings: []finding.Finding{unreadable, startOnly, traced, manyLines, wide}}},
		{"suppressed", Run{Complete: true, Findings: []finding.Finding{suppressed(wide)}}},
		{"problems", Run{Findings: []finding.Finding{wide}, Problems: []Problem{
			{Kind: Broken, Package: module + "/api", Place: at("api/orders.go", 9, 1, 0, 0), Text: "undefined: load"},
			{Kind: Internal, Package: module + "/db", Text: "index out of range [3]", Stack: "goroutine 1 [running]:"},
			{Kind: Note, Package: module + "/gen", Text: "left out"},
		}}},
	}
	formats := []struct {
		name    string
		handler Handler
	}{
		{"txt", Text{}},
		{"trace.txt", Text{Trace: true}},
		{"color.txt", Text{Color: true}},
		{"json", JSON{}},
		{"sarif", SARIF{}},
		{"github", GitHub{}},
		{"gitlab", GitLab{}},
		{"rdjson", RDJSON{}},
	}
	for _, r := range runs {
		for _, f := range formats {
			golden := filepath.Join("testdata", r.name+"."+f.name)
			t.Run(filepath.Base(golden), func(t *testing.T) {
				run := r.run
				run.Version, run.Rules, run.Files = "v0.1.0", []*rule.Rule{doors}, files(t)
				var got bytes.Buffer
				if err := f.handler.Report(&got, &run); err != nil {
					t.Fatal(err)
				}
				if *update {
					if err := os.WriteFile(golden, got.Bytes(), 0o666); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got.Bytes(), want) {
					t.Errorf("got:\n%s\nwant:\n%s", got.Bytes(), want)
				}
			})
		}
	}
}

// The golden files obey the official schema of SARIF, and the one that we publish for JSON.
func TestGoldenFilesAreValid(t *testing.T) {
	for pattern, schemaFile := range map[string]string{
		"testdata/*.sarif": "testdata/schema/sarif-schema-2.1.0.json",
		"testdata/*.json":  "../../docs/json.schema.json",
	} {
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		schema, err := c.Compile(schemaFile)
		if err != nil {
			t.Fatal(err)
		}
		documents, err := filepath.Glob(pattern)
		if err != nil || len(documents) == 0 {
			t.Fatalf("found %d golden files like %s, error %v", len(documents), pattern, err)
		}
		for _, name := range documents {
			if err := validate(schema, name); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func validate(schema *jsonschema.Schema, name string) error {
	content, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
	if err != nil {
		return err
	}
	return schema.Validate(doc)
}

// Columns count bytes in findings and UTF-16 code units in SARIF: "Grüße 😀" has three bytes more than characters, and one
// character of two units.
func TestSARIFColumnsCountUTF16(t *testing.T) {
	var out bytes.Buffer
	run := Run{Files: files(t), Findings: []finding.Finding{wide}}
	if err := (SARIF{}).Report(&out, &run); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				Locations []struct {
					PhysicalLocation struct {
						Region struct{ StartColumn, EndColumn int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	region := log.Runs[0].Results[0].Locations[0].PhysicalLocation.Region
	line := []rune("\tlog.Println(\"Grüße 😀\", token)")
	for i := range line {
		if string(line[i:i+5]) != "token" {
			continue
		}
		want := i + 2 // columns begin at 1, and the emoji takes one more
		if region.StartColumn != want || region.EndColumn != want+5 {
			t.Errorf("got columns %d to %d, want %d to %d", region.StartColumn, region.EndColumn, want, want+5)
		}
		return
	}
}

func TestFailingWriter(t *testing.T) {
	for name, handler := range map[string]Handler{"text": Text{}, "json": JSON{}, "sarif": SARIF{}, "github": GitHub{}, "gitlab": GitLab{}, "rdjson": RDJSON{}} {
		run := Run{Files: files(t), Findings: []finding.Finding{traced}}
		if err := handler.Report(full{}, &run); err == nil {
			t.Errorf("%s: a failing writer was not noticed", name)
		}
	}
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrInvalid }

func TestFileNames(t *testing.T) {
	tests := []struct {
		name, dir, root, file string
		wantName, wantURI     string
		wantRelative          bool
	}{
		{"from the root", "/repo", "/repo", "api/a.go", "mod/api/a.go", "mod/api/a.go", true},
		{"from the module", "/repo/mod", "/repo", "api/a.go", "api/a.go", "mod/api/a.go", true},
		{"from a sister directory", "/repo/cmd", "/repo", "a.go", "../mod/a.go", "mod/a.go", true},
		{"blanks and a percent sign", "/repo/mod", "/repo", "a b%.go", "a b%.go", "mod/a%20b%25.go", true},
		{"outside the repository", "/other/x/y", "/other", "a.go", "/repo/mod/a.go", "file:///repo/mod/a.go", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := NewFiles(map[string]string{"m": "/repo/mod"}, tt.dir)
			f.root = tt.root
			p := finding.Place{Module: "m", File: tt.file, Line: 1, Col: 1}
			if got := f.Name(p); got != tt.wantName {
				t.Errorf("Name = %s, want %s", got, tt.wantName)
			}
			if got, rel := f.uri(p); got != tt.wantURI || rel != tt.wantRelative {
				t.Errorf("uri = %s, %t; want %s, %t", got, rel, tt.wantURI, tt.wantRelative)
			}
		})
	}
}

// GitHub shows ten annotations of each kind. Those that it would not show are text, and none is lost.
func TestGitHubLimits(t *testing.T) {
	run := Run{Files: files(t)}
	for i := range 25 {
		f := wide
		f.Place.Line = i + 1
		if f.Severity = finding.Medium; i%2 == 0 {
			f.Severity = finding.High
		}
		run.Findings = append(run.Findings, f)
	}
	var out bytes.Buffer
	if err := (GitHub{}).Report(&out, &run); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	annotations := strings.Count(got, "::error ") + strings.Count(got, "::warning ")
	text := strings.Count(got, "the token is logged (doors, ")
	if strings.Count(got, "::error ") != 10 || strings.Count(got, "::warning ") != 10 || annotations+text != 25 {
		t.Errorf("%d annotations and %d findings as text:\n%s", annotations, text, got)
	}
	if strings.LastIndex(got, "::error ") > strings.Index(got, "::warning ") {
		t.Error("the gravest do not come first")
	}
}

// What is escaped has a meaning to the runner.
func TestGitHubEscapes(t *testing.T) {
	f := wide
	f.Place.File = "a,b:c%.go"
	f.Message = "100%\nof ::error::"
	var out bytes.Buffer
	if err := (GitHub{}).Report(&out, &Run{Files: files(t), Findings: []finding.Finding{f}}); err != nil {
		t.Fatal(err)
	}
	const want = "::warning file=a%2Cb%3Ac%25.go,line=6,col=30,endColumn=35,title=apilint doors%3A medium severity%2C medium confidence::100%25%0Aof ::error::\n"
	if got := out.String(); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

// Code scanning refuses a log with more results than this.
func TestSARIFLimitsResults(t *testing.T) {
	run := Run{Files: files(t), Findings: slices.Repeat([]finding.Finding{unreadable}, maxResults+1)}
	run.Findings[maxResults].Severity = finding.Critical
	var out bytes.Buffer
	if err := (SARIF{}).Report(&out, &run); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), `"ruleId"`); n != maxResults || !strings.Contains(out.String(), `"critical"`) {
		t.Errorf("%d results; the gravest is there: %t", n, strings.Contains(out.String(), `"critical"`))
	}
}

// Runs on two modules of one repository have identities of their own, by which code scanning tells them apart.
func TestSARIFIdentity(t *testing.T) {
	for dir, want := range map[string]string{"/repo": "apilint/./", "/repo/services/shop": "apilint/services/shop/", "/elsewhere": "apilint/./"} {
		f := NewFiles(nil, dir)
		f.root = "/repo"
		var out bytes.Buffer
		if err := (SARIF{}).Report(&out, &Run{Files: f}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), `"id": "`+want+`"`) {
			t.Errorf("%s: the identity is not %s in\n%s", dir, want, out.String())
		}
	}
}
