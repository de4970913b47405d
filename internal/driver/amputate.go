package driver

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// amputate makes an ill-typed package fit for go/ssa, which takes well-typed code for granted: functions that hold an error,
// and package variables initialised by one, lose their bodies and initializers, as if they were written in assembly. So one
// mistake costs one function, not a package.
//
// The same serves files that use cgo: what they take from C has no type here, because telling it would take a C compiler.
func (u *unit) amputate() {
	bad := u.illTyped()
	if len(bad) == 0 {
		return
	}
	slices.Sort(bad)
	within := func(n ast.Node) bool {
		i, _ := slices.BinarySearch(bad, n.Pos())
		return i < len(bad) && bad[i] < n.End()
	}
	for _, f := range u.files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && within(fn) {
				fn.Body = nil
			}
		}
	}
	u.info.InitOrder = slices.DeleteFunc(u.info.InitOrder, func(init *types.Initializer) bool { return within(init.Rhs) })
}

// illTyped returns where things are whose type is not known: errors, names whose type holds an invalid one, and names of
// packages that could not be imported, of which go/types does not complain more than once.
func (u *unit) illTyped() []token.Pos {
	bad := slices.Clone(u.errors)
	invalid := make(map[types.Type]bool)
	isInvalid := func(t types.Type) bool {
		v, ok := invalid[t]
		if !ok {
			v = t != nil && strings.Contains(types.TypeString(t, nil), "invalid type")
			invalid[t] = v
		}
		return v
	}
	for _, objects := range []map[*ast.Ident]types.Object{u.info.Uses, u.info.Defs} {
		for id, obj := range objects {
			if name, ok := obj.(*types.PkgName); ok && !name.Imported().Complete() ||
				!ok && obj != nil && isInvalid(obj.Type()) {
				bad = append(bad, id.Pos())
			}
		}
	}
	return bad
}

// suspect reports whether a package may be ill-typed.
func (u *unit) suspect() bool {
	return len(u.errors) > 0 || slices.ContainsFunc(u.files, importsC)
}

func importsC(f *ast.File) bool {
	return slices.ContainsFunc(f.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"C"` })
}
