package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/apilint/apilint/scripts/internal/lab"
)

// TestApps takes the guards of the example services away: at least 99 of 100 routes that lose their protection are not called protected,
// and none is called protected by the name of a guard that lets everybody pass.
func TestApps(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("analyzes a hundred mutants")
	}
	binary := filepath.Join(t.TempDir(), "apilint")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "../../cmd/apilint").CombinedOutput(); err != nil {
		t.Fatalf("building apilint: %v\n%s", err, out)
	}
	src := filepath.Join("..", "..", "testdata", "src")
	apps, err := os.ReadDir(filepath.Join(src, "apps"))
	if err != nil {
		t.Fatal(err)
	}
	for _, app := range apps {
		t.Run(app.Name(), func(t *testing.T) {
			t.Parallel()
			l := &laboratory{&lab.Service{Dir: t.TempDir(), Cache: t.TempDir(), Binary: binary}, authentication}
			copyApp(t, l.Dir, src, app.Name())
			total, err := l.measure(t.Context(), 100, func(m mutant, got tally) {
				t.Logf("%s: %s", m, got.summary())
			})
			if err != nil {
				t.Fatal(err)
			}
			lost := total.reported + total.doubt + total.missed
			if lost+total.other < 4 {
				t.Errorf("%d routes lost a guard, too few to tell", lost+total.other)
			}
			if total.missed*100 > lost || total.reported*100 < lost*80 { // some handlers fail where their guard is gone
				t.Errorf("%d of %d routes that lost their protection are reported, %d in doubt: %q", total.reported, lost, total.doubt, total.lines)
			}
		})
	}
}

// copyApp makes a module of one example service.
func copyApp(t *testing.T, to, src, app string) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(to, "apps", app), os.DirFS(filepath.Join(src, "apps", app))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(src, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, name), text, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
