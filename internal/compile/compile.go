// Package compile turns one type-checked package into its summary: it builds go/ssa for this package alone, lowers every
// function to the portable instructions of package summary, and records the types, methods and directives that link needs.
package compile

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apilint/apilint/internal/summary"
)

// Input is one type-checked package.
type Input struct {
	Fset   *token.FileSet
	Files  []*ast.File // parsed with comments
	Pkg    *types.Package
	Info   *types.Info // with Types, Defs, Uses, Selections, Implicits, Instances, Scopes, FileVersions
	Sizes  types.Sizes
	Module string // module path
	Dir    string // slash-separated directory relative to the module's root
	// Local reports whether the package with an import path is one of the user's.
	Local func(path string) bool
	// Tests tells whether files named *_test.go are compiled.
	Tests bool
}

// Package compiles in. What could not be compiled, such as a function whose types are broken, is in the summary's notes.
func Package(in Input) *summary.Package {
	c := &compiler{
		in:      in,
		out:     &summary.Package{Path: in.Pkg.Path(), Name: in.Pkg.Name(), Module: in.Module, Dir: in.Dir},
		typeIdx: map[string]summary.TypeRef{},
		consts:  map[summary.Const]int{},
		symbols: map[string]int{},
		files:   map[*token.File]int32{},
	}
	c.addImports()
	c.addFiles()
	c.nodes = indexNodes(c.kept)
	c.addDirectives()
	c.addTexts()
	c.build()
	c.addTypes()
	return c.out
}

// compiler holds the tables of the summary under construction.
type compiler struct {
	in   Input
	out  *summary.Package
	kept []*ast.File // the files that are compiled

	typeIdx map[string]summary.TypeRef
	consts  map[summary.Const]int
	symbols map[string]int
	files   map[*token.File]int32
	nodes   map[token.Pos]ast.Node
}

func (c *compiler) addImports() {
	for _, imp := range c.in.Pkg.Imports() {
		c.out.Deps = append(c.out.Deps, imp.Path())
		if c.in.Local(imp.Path()) {
			c.out.Imports = append(c.out.Imports, imp.Path())
		}
	}
	slices.Sort(c.out.Deps)
	slices.Sort(c.out.Imports)
}

func (c *compiler) addFiles() {
	for _, f := range c.in.Files {
		tf := c.in.Fset.File(f.FileStart)
		name := filepath.Base(tf.Name())
		test := strings.HasSuffix(name, "_test.go")
		c.files[tf] = int32(len(c.out.Files))
		c.out.Files = append(c.out.Files, summary.File{Name: name, Generated: ast.IsGenerated(f), Test: test})
		if !test || c.in.Tests {
			c.kept = append(c.kept, f)
		}
	}
}

// build makes go/ssa for the package and lowers its functions. Ill-typed code can make go/ssa panic; then the whole
// package has no bodies, and a note says so.
func (c *compiler) build() {
	defer func() {
		if r := recover(); r != nil {
			c.out.Notes = append(c.out.Notes, summary.Note{Text: fmt.Sprintf("package %s has no usable bodies: %v", c.in.Pkg.Path(), r)})
		}
	}()
	prog := ssa.NewProgram(c.in.Fset, ssa.BuilderMode(0))
	for _, imp := range c.in.Pkg.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}
	pkg := prog.CreatePackage(c.in.Pkg, c.kept, c.in.Info, false)
	pkg.Build()

	for _, fn := range c.declared(prog, pkg) {
		c.lowerTree(fn, "")
	}
	slices.SortFunc(c.out.Funcs, func(a, b summary.Func) int { return strings.Compare(a.ID, b.ID) })
	for _, m := range pkg.Members {
		if g, ok := m.(*ssa.Global); ok && g.Object() != nil {
			c.out.Globals = append(c.out.Globals, summary.Global{ID: globalID(g), Type: c.typ(deref(g.Type())), Pos: c.pos(g.Pos())})
		}
	}
	slices.SortFunc(c.out.Globals, func(a, b summary.Global) int { return strings.Compare(a.ID, b.ID) })
}

// declared lists the package's functions and methods, generic ones as their origin, in order of their IDs.
func (c *compiler) declared(prog *ssa.Program, pkg *ssa.Package) []*ssa.Function {
	var fns []*ssa.Function
	for _, m := range pkg.Members {
		switch m := m.(type) {
		case *ssa.Function:
			fns = append(fns, m)
		case *ssa.Type:
			named, ok := types.Unalias(m.Type()).(*types.Named)
			if !ok || m.Object().Pkg() != c.in.Pkg || named.Obj() != m.Object() {
				continue // an alias: its methods belong to the type that it stands for
			}
			for i := range named.NumMethods() {
				if fn := prog.FuncValue(named.Method(i)); fn != nil {
					fns = append(fns, fn)
				}
			}
		}
	}
	slices.SortFunc(fns, func(a, b *ssa.Function) int { return strings.Compare(functionID(a), functionID(b)) })
	return fns
}

// addTypes records every named type declared at package level, also those that no function mentions: entities live here.
func (c *compiler) addTypes() {
	scope := c.in.Pkg.Scope()
	for _, name := range scope.Names() {
		if tn, ok := scope.Lookup(name).(*types.TypeName); ok && !tn.IsAlias() {
			c.typ(tn.Type())
		}
	}
}

// symbol returns the index of name in the symbol table.
func (c *compiler) symbol(name string) int {
	i, ok := c.symbols[name]
	if !ok {
		i = len(c.out.Symbols)
		c.symbols[name] = i
		c.out.Symbols = append(c.out.Symbols, name)
	}
	return i
}

// deref returns the element type of a pointer type.
func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
