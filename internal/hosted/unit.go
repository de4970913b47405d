package hosted

import (
	"go/ast"
	"go/types"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// unit is the part of a pass that the engine sees: a package without its tests.
type unit struct {
	pass    *analysis.Pass
	files   []*ast.File      // those that are no tests
	imports []*types.Package // of these files
}

func newUnit(pass *analysis.Pass) *unit {
	u := &unit{pass: pass}
	seen := map[*types.Package]bool{}
	for _, f := range pass.Files {
		if strings.HasSuffix(u.name(f), "_test.go") {
			continue
		}
		u.files = append(u.files, f)
		for _, spec := range f.Imports {
			if p := pass.TypesInfo.PkgNameOf(spec); p != nil && !seen[p.Imported()] {
				seen[p.Imported()] = true
				u.imports = append(u.imports, p.Imported())
			}
		}
	}
	return u
}

func (u *unit) name(f *ast.File) string { return u.pass.Fset.File(f.FileStart).Name() }

// dir returns the slash-separated directory of the package, as the host names it.
func (u *unit) dir() string { return path.Dir(filepath.ToSlash(u.name(u.files[0]))) }

// local reports whether the package is one of the user's. What hosts say about modules differs: go vet tells neither
// where a module is nor, before Go 1.27, what replaces it; nogo tells nothing.
func (u *unit) local() bool {
	if len(u.files) == 0 || testMain(u.pass.Pkg) {
		return false
	}
	m := u.pass.Module
	switch {
	case m == nil:
		first, _, _ := strings.Cut(u.pass.Pkg.Path(), "/")
		return u.pass.Pkg.Path() == commandLine || strings.Contains(first, ".") && !downloaded(u.dir())
	case m.Path == "":
		return false // the standard library
	case m.Version == "", m.Replace != nil && m.Replace.Version == "":
		return !slices.Contains(strings.Split(u.relDir(), "/"), "vendor")
	default:
		return m.Replace == nil && !downloaded(u.dir()) // a directory may replace it
	}
}

// commandLine is the path of a package that consists of files named to the go command.
const commandLine = "command-line-arguments"

// testMain reports whether a package is a program that go test generates.
func testMain(p *types.Package) bool {
	return p.Name() == "main" && strings.HasSuffix(p.Path(), ".test")
}

// inModuleCache matches directories of the module cache, which have versions in them.
var inModuleCache = regexp.MustCompile(`@v\d`)

// downloaded reports whether a directory holds what somebody else wrote: it is in the module cache, vendored or, in a
// build by Bazel, an external repository.
func downloaded(dir string) bool {
	elements := strings.Split(dir, "/")
	return inModuleCache.MatchString(dir) || slices.Contains(elements, "vendor") || elements[0] == "external" ||
		slices.Contains(elements, "bazel-out")
}

// module returns the path of the module that holds the package. Where the host knows none, each package is one.
func (u *unit) module() string {
	if u.pass.Module == nil {
		return u.pass.Pkg.Path()
	}
	return u.pass.Module.Path
}

// relDir returns the slash-separated directory of the package relative to its module's root.
func (u *unit) relDir() string {
	rel, ok := strings.CutPrefix(u.pass.Pkg.Path(), u.module()+"/")
	if !ok {
		return ""
	}
	return rel
}
