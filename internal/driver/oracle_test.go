package driver

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/internal/compile"
	"github.com/apilint/apilint/internal/summary"
)

// The simple way to load the same packages is go/packages, which has the go command compile all dependencies and keeps the
// syntax of everything in memory. The summaries must be the same, byte for byte, wherever the types came from.
func TestSummariesAreThoseOfTheSimpleLoader(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the libraries that the fixtures use")
	}
	dir, err := filepath.Abs(filepath.FromSlash("../../testdata/src"))
	if err != nil {
		t.Fatal(err)
	}
	want := simpleLoader(t, dir, "./apps/...")
	one, two := t.TempDir(), t.TempDir()
	tests := []struct {
		name  string
		self  []string
		cache string
		tool  string // another tool's summaries are not used, but the types that it wrote are
		want  int    // packages compiled
	}{
		{"types from source", nil, one, "first", len(want)},
		{"types that an earlier run wrote", nil, one, "second", len(want)},
		{"types from the build cache", self(t), two, "first", len(want)},
		{"summaries from the cache", nil, one, "first", 0},
	}
	for _, tt := range tests {
		cfg := config(t, dir)
		cfg.Patterns, cfg.Self, cfg.Cache, cfg.NeedProgram = []string{"./apps/..."}, tt.self, tt.cache, true
		r, err := newRun(cfg)
		if err != nil {
			t.Fatal(err)
		}
		r.tool = tt.tool
		res, err := r.run(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Problems) > 0 {
			t.Errorf("%s: %q", tt.name, problems(res))
		}
		if res.Stats.Compiled != tt.want {
			t.Errorf("%s: compiled %d packages, want %d", tt.name, res.Stats.Compiled, tt.want)
		}
		for _, p := range res.Program.Packages {
			if !bytes.Equal(encode(t, p), want[p.Path]) {
				t.Errorf("%s: the summary of %s differs", tt.name, p.Path)
			}
		}
		if len(res.Program.Packages) != len(want) {
			t.Errorf("%s: %d packages, want %d", tt.name, len(res.Program.Packages), len(want))
		}
	}
}

// simpleLoader returns the encoded summaries of packages by import path.
func simpleLoader(t *testing.T, dir string, patterns ...string) map[string][]byte {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Dir: dir, Mode: packages.LoadSyntax | packages.NeedModule}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	if len(pkgs) == 0 {
		t.Fatal("no packages")
	}
	summaries := make(map[string][]byte)
	for _, p := range pkgs {
		for _, err := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, err)
		}
		rel, err := filepath.Rel(p.Module.Dir, filepath.Dir(p.GoFiles[0]))
		if err != nil {
			t.Fatal(err)
		}
		summaries[p.PkgPath] = encode(t, compile.Package(compile.Input{
			Fset:   p.Fset,
			Files:  p.Syntax,
			Pkg:    p.Types,
			Info:   p.TypesInfo,
			Sizes:  p.TypesSizes,
			Module: p.Module.Path,
			Dir:    filepath.ToSlash(rel),
			Local:  func(path string) bool { return path == p.Module.Path || strings.HasPrefix(path, p.Module.Path+"/") },
		}))
	}
	return summaries
}

func encode(t *testing.T, p *summary.Package) []byte {
	t.Helper()
	data, err := summary.Encode(p)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
