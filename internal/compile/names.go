package compile

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// FuncID names a function or method as (*types.Func).FullName does, without type arguments and vendor prefixes:
// "net/http.Handle", "(*net/http.ServeMux).Handle", "(net/http.Handler).ServeHTTP".
func FuncID(f *types.Func) string {
	f = f.Origin()
	recv := f.Signature().Recv()
	if recv == nil {
		if f.Pkg() == nil {
			return f.Name()
		}
		return pkgPath(f.Pkg()) + "." + f.Name()
	}
	t, star := types.Unalias(recv.Type()), ""
	if p, ok := t.(*types.Pointer); ok {
		t, star = types.Unalias(p.Elem()), "*"
	}
	if named, ok := t.(*types.Named); ok {
		return "(" + star + typeNameID(named.Obj()) + ")." + f.Name()
	}
	return "(interface)." + f.Name()
}

func typeNameID(tn *types.TypeName) string {
	if tn.Pkg() == nil {
		return tn.Name() // error
	}
	return pkgPath(tn.Pkg()) + "." + tn.Name()
}

func pkgPath(p *types.Package) string {
	path := p.Path()
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		path = path[i+len("/vendor/"):]
	}
	return path
}

// functionID names an ssa function: declared ones by their object, closures by their outer function and number.
func functionID(fn *ssa.Function) string {
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	if outer := fn.Parent(); outer != nil {
		for i, anon := range outer.AnonFuncs {
			if anon == fn {
				return functionID(outer) + "$" + strconv.Itoa(i+1)
			}
		}
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if fn.Pkg != nil && strings.HasPrefix(fn.Name(), "init#") {
			return pkgPath(fn.Pkg.Pkg) + "." + fn.Name()
		}
		return FuncID(obj)
	}
	if fn.Pkg != nil {
		return pkgPath(fn.Pkg.Pkg) + "." + fn.Name()
	}
	return fn.String()
}

func globalID(g *ssa.Global) string { return pkgPath(g.Pkg.Pkg) + "." + g.Name() }

// shortName is a function's name for people: without the package path.
func shortName(id string) string {
	if inner, ok := strings.CutPrefix(id, "("); ok {
		if receiver, method, ok := strings.Cut(inner, ")."); ok {
			return withoutPath(strings.TrimPrefix(receiver, "*")) + "." + method
		}
	}
	return withoutPath(id)
}

// withoutPath drops the import path of a name, of which the last element may have points, too.
func withoutPath(name string) string {
	end := len(name)
	if i := strings.IndexByte(name, '['); i >= 0 {
		end = i // type arguments have import paths of their own
	}
	return name[strings.LastIndexByte(name[:end], '.')+1:]
}
