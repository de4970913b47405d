package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/apptest"
	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/inventory"
)

const fixtures = "../../testdata/src"

// TestServices runs the program on the services of testdata/src/apps: it finds what each one expects, and nothing else.
func TestServices(t *testing.T) {
	t.Parallel()
	for _, name := range services(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expected, err := apptest.Load(filepath.Join(fixtures, "apps", name))
			if err != nil {
				t.Fatal(err)
			}
			t.Run("findings", func(t *testing.T) {
				t.Parallel()
				var answer struct{ Findings []serviceFinding }
				runOn(t, name, &answer, "-format", "json")
				compareFindings(t, path.Join("apps", name), answer.Findings, expected.Findings)
			})
			t.Run("routes", func(t *testing.T) {
				t.Parallel()
				var answer inventory.Inventory
				runOn(t, name, &answer, "routes", "-format", "json")
				compareRoutes(t, answer.Routes, expected.Routes)
			})
		})
	}
}

func services(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(fixtures, "apps"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// runOn runs the program on a service and decodes its answer.
func runOn(t *testing.T, service string, answer any, args ...string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	program := &tool{
		stdout:    &stdout,
		stderr:    &stderr,
		env:       func(string) string { return "" },
		rules:     analyzers.All(),
		analyze:   driver.Run,
		buildInfo: debug.ReadBuildInfo,
	}
	args = append(args, "-cache", "off", "-C", fixtures, "./apps/"+service+"/...")
	if code := program.run(t.Context(), args); code != exitClean && code != exitFindings {
		t.Fatalf("apilint %s: exit code %d\n%s", strings.Join(args, " "), code, stderr.String())
	}
	if err := json.Unmarshal(stdout.Bytes(), answer); err != nil {
		t.Fatalf("apilint %s: %v\n%s", strings.Join(args, " "), err, stdout.String())
	}
}

// serviceFinding is what the JSON form says of a finding, as far as services expect it.
type serviceFinding struct {
	Rule    string
	File    string
	Line    int
	Message string
}

func compareFindings(t *testing.T, dir string, got []serviceFinding, want []apptest.Finding) {
	t.Helper()
	type place struct {
		rule, file string
		line       int
	}
	wanted := make(map[place]string)
	for _, w := range want {
		wanted[place{w.Rule, path.Join(dir, w.File), w.Line}] = w.Contains
	}
	found := make(map[place]bool)
	for _, f := range got {
		at := place{f.Rule, f.File, f.Line}
		contains, ok := wanted[at]
		if !ok {
			t.Errorf("%s:%d: unexpected %s: %s", f.File, f.Line, f.Rule, f.Message)
		} else if !strings.Contains(f.Message, contains) {
			t.Errorf("%s:%d: %s says %q, want it to contain %q", f.File, f.Line, f.Rule, f.Message, contains)
		}
		found[at] = true
	}
	for _, w := range want {
		if at := (place{w.Rule, path.Join(dir, w.File), w.Line}); !found[at] {
			t.Errorf("%s:%d: no finding of %s %q", at.file, at.line, at.rule, w.Contains)
		}
	}
}

func compareRoutes(t *testing.T, got []inventory.Route, want []apptest.Route) {
	t.Helper()
	listed := make(map[string]inventory.Route)
	for _, r := range got {
		if _, twice := listed[r.Name()]; twice {
			t.Errorf("%s is listed twice", r.Name())
		}
		listed[r.Name()] = r
	}
	for _, w := range want {
		name := w.Method + " " + w.Path
		r, ok := listed[name]
		if !ok {
			t.Errorf("%s is not listed", name)
			continue
		}
		delete(listed, name)
		if handler := handlerName(r); handler != w.Handler && r.Kind != inventory.Static {
			t.Errorf("%s is served by %s, want %s", name, handler, w.Handler)
		}
		// TODO(#3): compare the role once the inventory knows roles.
		if !sameDemand(r.Auth.State, w.Auth) {
			t.Errorf("%s: authentication is %s by %q, want %s", name, r.Auth.State, r.Auth.By, w.Auth)
		}
	}
	for name := range listed {
		t.Errorf("%s is listed, but no route of the service", name)
	}
}

// handlerName names a handler as services do: Type.Method or package.Function, literals after the function around them.
func handlerName(r inventory.Route) string {
	name := r.Handler.Type + "." + r.Handler.Method
	if r.Handler.Method == "" {
		name = path.Base(r.Handler.Package) + "." + r.Handler.Function
	}
	outer, _, _ := strings.Cut(name, "$")
	return outer
}

// sameDemand reports whether an inventory agrees with a service, which also calls public what is open by its kind.
func sameDemand(got inventory.State, want apptest.Auth) bool {
	return string(got) == string(want) || got == inventory.None && want == apptest.Public
}
