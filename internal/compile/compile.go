// Package compile turns one type-checked package into its summary.
package compile

import (
	"go/ast"
	"go/token"
	"go/types"

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

// Package compiles in. It never panics on well-typed input; what it could not compile is in the summary's notes.
func Package(in Input) *summary.Package {
	return nil
}
