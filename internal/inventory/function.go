package inventory

import (
	"regexp"
	"strings"
)

// parseFunction takes apart the full name of a function: "example.com/shop/api.List", "(*example.com/shop/api.Orders).Show",
// "example.com/shop.main$1".
func parseFunction(id string) Function {
	if inner, ok := strings.CutPrefix(id, "("); ok {
		if receiver, method, ok := strings.Cut(inner, ")."); ok {
			pkg, typ := splitName(strings.TrimPrefix(receiver, "*"))
			return Function{Package: pkg, Type: typ, Method: method}
		}
	}
	pkg, name := splitName(id)
	return Function{Package: pkg, Function: name}
}

// splitName splits "example.com/v2.Name[T]" at the point that ends the import path.
func splitName(s string) (pkg, name string) {
	path := s
	if i := strings.IndexByte(s, '['); i >= 0 {
		path = s[:i] // type arguments have import paths of their own
	}
	dot := strings.LastIndexByte(path, '.') // the last element of the path may have points, too
	if dot < 0 || dot < strings.LastIndexByte(path, '/') {
		return "", s
	}
	return s[:dot], s[dot+1:]
}

// IsKnown reports whether f names a function.
func (f Function) IsKnown() bool { return f.Function != "" || f.Method != "" }

// Name is the function as people call it, with the last part of its import path: "api.Orders.Show". A function literal has
// the name that stack traces give it, "api.NewRouter.func2". The name is "?" if the function is not known.
func (f Function) Name() string {
	if !f.IsKnown() {
		return "?"
	}
	name := f.Function
	if f.Method != "" {
		name = f.Type + "." + f.Method
	}
	name = literalNumber.ReplaceAllString(name, ".func$1")
	if f.Package == "" {
		return name
	}
	return packageName(f.Package) + "." + name
}

var literalNumber = regexp.MustCompile(`\$(\d+)`)

// declared is the function without the numbers of literals: what a middleware is called, whether it is a function or made
// by one.
func declared(name string) string { return literalSuffix.ReplaceAllString(name, "") }

var literalSuffix = regexp.MustCompile(`(\.func\d+|\$\d+)+$`)

// packageName is the part of an import path that names the package; a major version does not.
func packageName(path string) string {
	parts := strings.Split(path, "/")
	last := parts[len(parts)-1]
	if len(parts) > 1 && majorVersion.MatchString(last) {
		return parts[len(parts)-2]
	}
	return last
}

var majorVersion = regexp.MustCompile(`^v\d+$`)
