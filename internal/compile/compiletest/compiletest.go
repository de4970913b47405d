// Package compiletest compiles packages for tests of the layers above: from folders with real dependencies, or from
// source text that imports nothing but the standard library.
package compiletest

import (
	"fmt"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/internal/compile"
	"github.com/apilint/apilint/internal/summary"
)

// Load compiles the packages of dir's module that match patterns and what they import from the same module. Every
// summary has been through its encoding, as it would be in a real run.
func Load(t testing.TB, dir string, patterns ...string) []*summary.Package {
	t.Helper()
	pkgs, err := load(dir, patterns)
	if err != nil {
		t.Fatal(err)
	}
	return pkgs
}

// Source compiles one package named main with path "example.com/app" from the text of a file.
func Source(t testing.TB, src string) []*summary.Package {
	t.Helper()
	return Files(t, map[string]string{"main.go": src})
}

// Files compiles a module "example.com/app" made of the given files.
func Files(t testing.TB, files map[string]string) []*summary.Package {
	t.Helper()
	dir := t.TempDir()
	if _, ok := files["go.mod"]; !ok {
		write(t, filepath.Join(dir, "go.mod"), "module example.com/app\n\ngo 1.26\n")
	}
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	return Load(t, dir, "./...")
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func load(dir string, patterns []string) ([]*summary.Package, error) {
	// A first pass finds the module's packages below the patterns; naming them all as roots gives them syntax, while
	// everything foreign comes from export data.
	graph, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedImports | packages.NeedDeps | packages.NeedModule, Dir: dir,
	}, patterns...)
	if err != nil {
		return nil, err
	}
	local := map[string]bool{}
	packages.Visit(graph, nil, func(p *packages.Package) {
		if p.Module != nil && p.Module.Main {
			local[p.PkgPath] = true
		}
	})
	fset := token.NewFileSet()
	roots, err := packages.Load(&packages.Config{
		Mode: packages.LoadSyntax | packages.NeedModule, Dir: dir, Fset: fset,
	}, slices.Sorted(mapKeys(local))...)
	if err != nil {
		return nil, err
	}
	var out []*summary.Package
	for _, p := range roots {
		if len(p.Errors) > 0 {
			return nil, fmt.Errorf("compiletest: %s: %v", p.PkgPath, p.Errors[0])
		}
		s, err := compilePackage(fset, p, local)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}

func compilePackage(fset *token.FileSet, p *packages.Package, local map[string]bool) (*summary.Package, error) {
	in := compile.Input{
		Fset: fset, Files: p.Syntax, Pkg: p.Types, Info: p.TypesInfo,
		Sizes: types.SizesFor("gc", "amd64"), Module: p.Module.Path,
		Local: func(path string) bool { return local[path] },
	}
	if len(p.GoFiles) > 0 {
		if rel, err := filepath.Rel(p.Module.Dir, filepath.Dir(p.GoFiles[0])); err == nil && rel != "." {
			in.Dir = filepath.ToSlash(rel)
		}
	}
	data, err := summary.Encode(compile.Package(in))
	if err != nil {
		return nil, err
	}
	return summary.Decode(data)
}

func mapKeys(m map[string]bool) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
