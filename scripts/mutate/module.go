package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/apilint/apilint/scripts/internal/lab"
)

// module is what a service declares.
type module struct {
	declarations []*declaration
	constants    map[string]bool // the names of the module that are constants
}

// declaration is a function, or one of the constants, variables or types of a group.
type declaration struct {
	file        string // relative to the module
	names       []string
	node        ast.Node
	start       token.Pos // of its file
	text        []byte    // of its file
	first, last int       // its lines
	isGenerated bool
	isApart     bool // it runs before there are requests
}

// read reads the files of a service. What does not parse is not analyzed either.
func read(service *lab.Service) (*module, error) {
	src := &module{constants: map[string]bool{}}
	err := service.Files(func(name string, text []byte) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return
		}
		template := declaration{file: name, text: text, start: file.FileStart, isGenerated: ast.IsGenerated(file), isApart: isMigration(name)}
		for _, decl := range file.Decls {
			for _, d := range template.split(decl) {
				d.first, d.last = fset.Position(d.node.Pos()).Line, fset.Position(d.node.End()).Line
				src.declarations = append(src.declarations, d)
				for _, name := range d.names {
					g, ok := decl.(*ast.GenDecl)
					src.constants[name] = ok && g.Tok == token.CONST
				}
			}
		}
	})
	return src, err
}

// isMigration reports whether a file changes the tables of a database.
func isMigration(name string) bool {
	return slices.ContainsFunc(strings.Split(path.Dir(name), "/"), func(dir string) bool { return strings.HasPrefix(dir, "migrat") })
}

// split returns what a declaration of the language declares, like d in all else.
func (d *declaration) split(decl ast.Decl) []*declaration {
	one := func(n ast.Node, names ...*ast.Ident) *declaration {
		made := *d
		made.node = n
		for _, name := range names {
			made.names = append(made.names, name.Name)
		}
		return &made
	}
	var list []*declaration
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		made := one(decl, decl.Name)
		made.isApart = made.isApart || decl.Name.Name == "init"
		list = append(list, made)
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok {
				list = append(list, one(v, v.Names...))
			}
		}
	}
	return list
}

// isAbout reports whether a finding, or its trace, lies in the declaration that was changed, in one that names it, as a handler
// does that asks a helper, or in one that is put behind it where routes are registered.
func (src *module) isAbout(m mutant, f finding) bool {
	for _, p := range append(f.Trace, f.place) {
		d := src.at(p)
		if d != nil && (d == m.declaration || slices.ContainsFunc(m.names, d.mentions) || src.joins(m.names, d.names)) {
			return true
		}
	}
	return false
}

// joins reports whether a call names one of each list: guard("admin", handler).
func (src *module) joins(guards, handlers []string) (found bool) {
	for _, d := range src.declarations {
		if !slices.ContainsFunc(guards, d.mentions) {
			continue
		}
		ast.Inspect(d.node, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			in := func(name string) bool { return mentions(call, name) }
			found = found || ok && !hasBody(call) && slices.ContainsFunc(guards, in) && slices.ContainsFunc(handlers, in)
			return !found
		})
	}
	return found
}

func (src *module) at(p place) *declaration {
	i := slices.IndexFunc(src.declarations, func(d *declaration) bool { return d.file == p.File && d.first <= p.Line && p.Line <= d.last })
	if i < 0 {
		return nil
	}
	return src.declarations[i]
}

// hasBody reports whether a function is written out in a call, as those are that register all routes of a group.
func hasBody(call *ast.CallExpr) (found bool) {
	ast.Inspect(call, func(n ast.Node) bool {
		_, ok := n.(*ast.FuncLit)
		found = found || ok
		return !found
	})
	return found
}

// mentions reports whether a declaration uses a name.
func (d *declaration) mentions(name string) bool { return mentions(d.node, name) }

func mentions(n ast.Node, name string) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}

func (d *declaration) offset(p token.Pos) int { return int(p - d.start) }

func (d *declaration) line(p token.Pos) int {
	return 1 + strings.Count(string(d.text[:d.offset(p)]), "\n")
}

func (d *declaration) source(n ast.Node) string {
	return string(d.text[d.offset(n.Pos()):d.offset(n.End())])
}
