package main

import (
	"path"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/inventory"
)

// guard is a middleware that protects routes.
type guard struct {
	pkg, receiver, name string
	file                string // of its declaration, "" if it is a library's
	hollow              bool   // it is still attached, and lets everybody pass
	maker               bool   // it only returns one
}

// guardsOf lists the middleware that protects routes of an inventory, in order of the routes.
func guardsOf(inv *inventory.Inventory, what protection) []guard {
	var list []guard
	seen := map[guard]bool{}
	for i := range inv.Routes {
		r := &inv.Routes[i]
		for _, m := range r.Middleware {
			g := guard{pkg: m.Package, receiver: m.Type, name: declared(m.Function), file: m.File}
			if g.name != "" && g.is(what.by(r)) && !seen[g] {
				seen[g] = true
				list = append(list, g)
			}
		}
	}
	return list
}

// literal matches the end of the name of a function literal.
var literal = regexp.MustCompile(`(\$\d+)+$`)

// declared returns the name of the declaration that a function is, or is in.
func declared(f inventory.Function) string {
	if f.Method != "" {
		return literal.ReplaceAllString(f.Method, "")
	}
	return literal.ReplaceAllString(f.Function, "")
}

// is reports whether people call the guard so: "Server.authenticate", or with its package if it is a library's.
func (g guard) is(by string) bool {
	qualifier, name := "", by
	if i := strings.LastIndexByte(by, '.'); i >= 0 {
		qualifier, name = by[:i], by[i+1:]
	}
	if by == "" || literal.ReplaceAllString(name, "") != g.name {
		return false
	}
	return g.file != "" || g.receiver != "" || qualifier == path.Base(g.pkg) || qualifier == packageName(g.pkg)
}

// among counts how often the guard is in a chain.
func (g guard) among(chain []inventory.Middleware) int {
	n := 0
	for _, m := range chain {
		if m.Package == g.pkg && declared(m.Function) == g.name {
			n++
		}
	}
	return n
}

// imported reports whether an import path is the guard's package.
func (g guard) imported(importPath string) bool {
	if g.maker { // the folder of its file ends the import path
		return strings.HasSuffix(importPath, "/"+path.Dir(g.file)) || path.Dir(g.file) == "."
	}
	return importPath == g.pkg
}

// packageName guesses the name of a package from its path.
func packageName(importPath string) string {
	base := path.Base(importPath)
	if major.MatchString(base) {
		base = path.Base(path.Dir(importPath))
	}
	return strings.TrimPrefix(strings.TrimSuffix(base, "-go"), "go-")
}

var major = regexp.MustCompile(`^v\d+$`)
