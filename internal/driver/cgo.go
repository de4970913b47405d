package driver

import "go/ast"

// hideC makes files that use cgo fit for analysis without running cgo, which would need a C compiler: functions that mention
// C lose their bodies, like those written in assembly. Types that mention C are left to types.Config.FakeImportC.
func hideC(files []*ast.File) {
	for _, f := range files {
		if !importsC(f) {
			continue
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil && mentionsC(fn.Body) && fn.Name.Name != "init" && fn.Name.Name != "main" {
				fn.Body = nil
			}
		}
	}
}

func importsC(f *ast.File) bool {
	for _, spec := range f.Imports {
		if spec.Path.Value == `"C"` {
			return true
		}
	}
	return false
}

func mentionsC(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && id.Name == "C" {
				found = true
			}
		}
		return !found
	})
	return found
}
