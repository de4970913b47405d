// Package repotest holds what is true of the whole repository.
package repotest

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/apilint/apilint"

// root is the repository, seen from this package.
const root = "../.."

// layers are the packages from bottom to top, as patterns of path.Match relative to the module; a package imports only from
// layers below its own. Packages of one family may import each other.
var layers = []struct {
	packages []string
	family   bool
}{
	{packages: []string{"internal/finding", "internal/summary", "internal/knowledge", "internal/glob", "internal/spelling", "internal/schema"}},
	{packages: []string{"internal/compile"}},
	{packages: []string{"internal/link", "internal/link/*", "internal/link/object/sqltext"}, family: true},
	{packages: []string{"internal/rule", "internal/sources"}},
	{packages: []string{"internal/config"}},
	{packages: []string{"internal/hosted"}},
	{packages: []string{"passes/*"}},
	{packages: []string{"analyzers"}},
	{packages: []string{"internal/driver", "internal/driver/*"}, family: true},
	{packages: []string{"internal/report", "internal/inventory", "internal/baseline", "internal/draft", "internal/fix", "internal/docgen"}},
	{packages: []string{"internal/page"}},
	{packages: []string{"internal/cli", "analyzers/golangci"}},
	{packages: []string{"scripts/internal/lab"}},
	{packages: []string{"cmd/*", "scripts/*"}},
}

// forTests are packages that only tests import.
var forTests = []string{"internal/apptest", "internal/browsertest", "internal/passtest", "internal/compile/compiletest", "internal/link/route/routetest"}

// goPackage is what go list says of a package.
type goPackage struct {
	ImportPath string
	Imports    []string
}

func list(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p goPackage
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < 20 {
		t.Fatalf("found %d packages", len(packages))
	}
	return packages
}

// layerOf returns the index of a package's layer, -1 if it is in none.
func layerOf(name string) int {
	for i, l := range layers {
		for _, pattern := range l.packages {
			if ok, err := path.Match(pattern, name); ok && err == nil {
				return i
			}
		}
	}
	return -1
}

func TestImportsPointDown(t *testing.T) {
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		if slices.Contains(forTests, name) || name == "internal/repotest" {
			continue
		}
		from := layerOf(name)
		if from < 0 {
			t.Errorf("%s is in no layer", name)
			continue
		}
		for _, imp := range p.Imports {
			below, ok := strings.CutPrefix(imp, module+"/")
			if !ok {
				continue
			}
			if to := layerOf(below); to < 0 || to > from || to == from && !layers[from].family {
				t.Errorf("%s imports %s, which is not below it", name, below)
			}
		}
	}
}

// Some libraries are for one place only.
func TestLibrariesStayWhereTheyBelong(t *testing.T) {
	places := []struct {
		library string // import path of a package, with those below it
		in      []string
	}{
		{"golang.org/x/tools/go/ssa", []string{"internal/compile"}},
		{"github.com/owenrumney/go-sarif", []string{"internal/report"}},
		{"github.com/golangci", []string{"analyzers/golangci"}},
		{"golang.org/x/tools/go/analysis/unitchecker", []string{"internal/cli"}},
		{"flag", []string{"internal/cli", "internal/rule", "scripts/big", "scripts/mutate", "scripts/score", "scripts/strip"}},
	}
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		for _, pl := range places {
			for _, imp := range p.Imports {
				if strings.HasPrefix(imp+"/", pl.library+"/") && !slices.Contains(pl.in, name) {
					t.Errorf("%s imports %s, which is for %v", name, imp, pl.in)
				}
			}
		}
	}
}
