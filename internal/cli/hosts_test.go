package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/schema"
)

// TestHostsAgree compares what the program finds in the services of testdata/src/apps with what its analyzers find under
// other drivers: the same rules say the same at the same columns.
func TestHostsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("go vet runs once for every library of the services")
	}
	t.Parallel()
	dir, err := filepath.Abs(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for _, name := range services(t) {
		want[name] = foundByProgram(t, name)
	}
	t.Run("go vet", func(t *testing.T) {
		t.Parallel()
		compareServices(t, foundByVet(t, dir), want)
	})
	t.Run("checker", func(t *testing.T) {
		t.Parallel()
		compareServices(t, foundByChecker(t, dir), want)
	})
}

// found writes a finding for comparison, with a position relative to dir.
func found(dir, position, rule, message string) string {
	return fmt.Sprintf("%s: %s: %s", filepath.ToSlash(strings.TrimPrefix(position, dir+string(filepath.Separator))), rule, message)
}

func foundByProgram(t *testing.T, service string) []string {
	var answer struct {
		Findings []struct {
			Rule, File, Message string
			Line, Column        int
		}
	}
	runOn(t, service, &answer, "-format", "json")
	var all []string
	for _, f := range answer.Findings {
		all = append(all, found("", fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column), f.Rule, f.Message))
	}
	return all
}

// foundByVet has the go command run this program.
func foundByVet(t *testing.T, dir string) []string {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	tool := filepath.Join(t.TempDir(), "apilint") // as TestMain knows it
	if err := os.Symlink(self, tool); err != nil {
		t.Skipf("no symbolic links: %v", err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "vet", "-json", "-vettool="+tool, "./apps/...")
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("go vet: %v\n%s", err, stderr.String())
	}
	var all []string
	for dec := json.NewDecoder(&stdout); dec.More(); {
		var packages map[string]map[string][]struct{ Posn, Message string }
		if err := dec.Decode(&packages); err != nil {
			t.Fatal(err)
		}
		for _, byRule := range packages {
			for rule, diagnostics := range byRule {
				for _, d := range diagnostics {
					all = append(all, found(dir, d.Posn, rule, d.Message))
				}
			}
		}
	}
	return all
}

// foundByChecker runs the analyzers in this process, on the packages of the services only: for their libraries there is
// nothing to do.
func foundByChecker(t *testing.T, dir string) []string {
	pkgs, err := packages.Load(&packages.Config{Dir: dir, Mode: packages.LoadSyntax | packages.NeedModule}, "./apps/...")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		maps.DeleteFunc(p.Imports, func(_ string, imp *packages.Package) bool { return !slices.Contains(pkgs, imp) })
	}
	host := hosted.Host{Schemas: func() []string { return schema.Read(dir).Texts }}
	graph, err := checker.Analyze(analyzers.Configured(host), pkgs, &checker.Options{SanityCheck: true})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Errorf("%s: %v", act, act.Err)
		}
		for _, d := range act.Diagnostics {
			at := act.Package.Fset.Position(d.Pos)
			all = append(all, found(dir, fmt.Sprintf("%s:%d:%d", at.Filename, at.Line, at.Column), act.Analyzer.Name, d.Message))
		}
	}
	return all
}

// compareServices compares all findings with those of each service.
func compareServices(t *testing.T, got []string, want map[string][]string) {
	t.Helper()
	var all []string
	for _, findings := range want {
		all = append(all, findings...)
	}
	if len(all) == 0 {
		t.Fatal("nothing to compare")
	}
	for _, f := range all {
		if !slices.Contains(got, f) {
			t.Errorf("missing:    %s", f)
		}
	}
	for _, f := range got {
		if !slices.Contains(all, f) {
			t.Errorf("unexpected: %s", f)
		}
	}
}
