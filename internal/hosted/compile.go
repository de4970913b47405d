package hosted

import (
	"fmt"
	"go/ast"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/compile"
	"github.com/apilint/apilint/internal/summary"
)

// Compile hands summaries up. It reports nothing.
var Compile = &analysis.Analyzer{
	Name: "apilintcompile",
	Doc: `compile packages for apilint

The packages of the user's modules are turned into summaries, which travel as facts to the main packages that they are part of.`,
	Run:        runCompile,
	ResultType: reflect.TypeFor[*linkable](),
	FactTypes:  []analysis.Fact{new(linkable)},
}

func runCompile(pass *analysis.Pass) (any, error) {
	u := newUnit(pass)
	all := u.below()
	if u.local() {
		own, err := pack(u.summary(all))
		if err != nil {
			return nil, err
		}
		all = merge(all, own)
	}
	if len(all.Packages) > 0 {
		pass.ExportPackageFact(all)
	}
	return all, nil
}

// below returns what the imported packages hand up.
func (u *unit) below() *linkable {
	var facts []*linkable
	for _, imp := range u.imports {
		fact := new(linkable)
		if u.pass.ImportPackageFact(imp, fact) {
			facts = append(facts, fact)
		}
	}
	return merge(facts...)
}

// summary compiles the package. If that fails, which is a mistake of ours, the summary has a note and nothing else: a
// package that is missing must not cost the others.
func (u *unit) summary(below *linkable) (out *summary.Package) {
	defer func() {
		if e := recover(); e != nil {
			out = &summary.Package{Path: u.pass.Pkg.Path(), Name: u.pass.Pkg.Name(), Module: u.module(), Dir: u.relDir()}
			out.Notes = []summary.Note{{Text: fmt.Sprintf("compile %s: %v", u.pass.Pkg.Path(), e)}}
		}
	}()
	pkg, info := u.checked()
	return compile.Package(compile.Input{
		Fset:   u.pass.Fset,
		Files:  u.files,
		Pkg:    pkg,
		Info:   info,
		Sizes:  u.pass.TypesSizes,
		Module: u.module(),
		Dir:    u.relDir(),
		Local:  below.has,
	})
}

// checked returns the types of the package without its tests. Hosts that look at tests have type-checked the package
// together with them; what it is without them takes a check of its own.
func (u *unit) checked() (*types.Package, *types.Info) {
	if len(u.files) == len(u.pass.Files) {
		return u.pass.Pkg, u.pass.TypesInfo
	}
	info := &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}
	conf := types.Config{
		Importer:    u,
		Sizes:       u.pass.TypesSizes,
		GoVersion:   u.pass.Pkg.GoVersion(),
		FakeImportC: true,
	}
	pkg, err := conf.Check(u.pass.Pkg.Path(), u.pass.Fset, u.files, info)
	if err != nil {
		panic(err) // it was well-typed together with its tests
	}
	return pkg, info
}

// Import implements types.Importer with the packages that the pass imports.
func (u *unit) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	for _, p := range u.pass.Pkg.Imports() {
		if p.Path() == path {
			return p, nil
		}
	}
	return nil, fmt.Errorf("%s is not imported by %s", path, u.pass.Pkg.Path())
}
