package analyzers

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/imports"
)

// complete makes a program of an example, which has neither package clause nor imports.
func complete(t *testing.T, example string) []byte {
	t.Helper()
	source, err := imports.Process("main.go", []byte("package main\n\n"+example), nil)
	if err != nil {
		t.Fatalf("%v in:\n%s", err, example)
	}
	return source
}

func TestExamplesCompile(t *testing.T) {
	fset := token.NewFileSet()
	std := importer.ForCompiler(fset, "source", nil)
	for _, r := range All() {
		doc := r.Documentation()
		for name, example := range map[string]string{"bad": doc.Before, "good": doc.After} {
			source := complete(t, example)
			file, err := parser.ParseFile(fset, r.Name+"-"+name+".go", source, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			conf := types.Config{Importer: std, Error: func(err error) { t.Error(err) }}
			conf.Check("main", fset, []*ast.File{file}, nil) // errors are reported one by one
		}
	}
}
