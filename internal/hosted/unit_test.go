package hosted

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestLocal(t *testing.T) {
	replaced := &analysis.Module{Path: "example.com/lib", Version: "v1.2.3", Replace: &analysis.Module{Path: "../lib"}}
	forked := &analysis.Module{Path: "example.com/lib", Version: "v1.2.3", Replace: &analysis.Module{Path: "example.com/fork", Version: "v1.0.0"}}
	tests := []struct {
		name   string
		path   string // of the package
		module *analysis.Module
		file   string
		want   bool
	}{
		{"the main module", "example.com/m/api", &analysis.Module{Path: "example.com/m"}, "/src/m/api/api.go", true},
		{"a main module without a domain", "shop/api", &analysis.Module{Path: "shop"}, "/src/shop/api/api.go", true},
		{"a directory called vendor in it", "example.com/m/vendor/x", &analysis.Module{Path: "example.com/m"}, "/src/m/vendor/x/x.go", false},
		{"a dependency", "example.com/lib", &analysis.Module{Path: "example.com/lib", Version: "v1.2.3"}, "/go/pkg/mod/example.com/lib@v1.2.3/lib.go", false},
		{"a vendored dependency", "example.com/lib", &analysis.Module{Path: "example.com/lib", Version: "v1.2.3"}, "/src/m/vendor/example.com/lib/lib.go", false},
		{"a directory instead of a dependency", "example.com/lib", replaced, "/src/lib/lib.go", true},
		{"the same, where the host does not say it", "example.com/lib", &analysis.Module{Path: "example.com/lib", Version: "v1.2.3"}, "/src/lib/lib.go", true},
		{"a module instead of a dependency", "example.com/lib", forked, "/go/pkg/mod/example.com/fork@v1.0.0/lib.go", false},
		{"the standard library", "net/http", &analysis.Module{}, "/usr/local/go/src/net/http/server.go", false},
		{"the standard library without a module", "net/http", nil, "/usr/local/go/src/net/http/server.go", false},
		{"files on the command line", commandLine, nil, "/tmp/main.go", true},
		{"a package of a build without modules", "example.com/m/api", nil, "api/api.go", true},
		{"an external repository of such a build", "example.com/lib", nil, "external/com_example_lib/lib.go", false},
		{"a test", "example.com/m/api_test", &analysis.Module{Path: "example.com/m"}, "/src/m/api/api_test.go", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, tt.file, "package p", 0)
			if err != nil {
				t.Fatal(err)
			}
			u := newUnit(&analysis.Pass{
				Fset: fset, Files: []*ast.File{file}, Pkg: types.NewPackage(tt.path, "p"), TypesInfo: new(types.Info), Module: tt.module,
			})
			if got := u.local(); got != tt.want {
				t.Errorf("local is %t, want %t", got, tt.want)
			}
		})
	}
}

func TestProgramsOfGoTestAreNotLocal(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "/cache/_testmain.go", "package main", 0)
	if err != nil {
		t.Fatal(err)
	}
	pass := &analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: types.NewPackage("example.com/m/api.test", "main"),
		TypesInfo: new(types.Info), Module: &analysis.Module{Path: "example.com/m"},
	}
	if newUnit(pass).local() {
		t.Error("it is")
	}
}
