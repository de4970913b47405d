package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/scripts/internal/lab"
)

// mutant takes a guard away in one place. Of the edits that would do it, the first that compiles counts.
type mutant struct {
	guard guard
	file  string // relative to the module
	line  int
	edits []edit
}

func (m mutant) String() string {
	what := "strip"
	if m.guard.hollow {
		what = "hollow"
	}
	return fmt.Sprintf("%s %s at %s:%d", what, m.guard.name, m.file, m.line)
}

// edit replaces parts of a file, in order.
type edit []replacement

type replacement struct {
	from, to int
	text     string
}

func (e edit) apply(text []byte) []byte {
	var out []byte
	last := 0
	for _, r := range e {
		out = append(append(out, text[last:r.from]...), r.text...)
		last = r.to
	}
	return append(out, text[last:]...)
}

// findMutants lists the ways to take guards away from the files of a service. A function that returns a guard is one, too.
func findMutants(service *lab.Service, guards []guard) ([]mutant, error) {
	var all []mutant
	makers := map[guard]guard{} // functions that return a guard
	err := service.Files(func(name string, text []byte) {
		newSeeker(name, text, guards).makers(makers)
	})
	if err != nil {
		return nil, err
	}
	byName := func(a, b guard) int { return cmp.Compare(a.file+a.name, b.file+b.name) }
	attached := append(guards, slices.SortedFunc(maps.Keys(makers), byName)...)
	err = service.Files(func(name string, text []byte) {
		for _, m := range newSeeker(name, text, attached).mutants() {
			if g, ok := makers[m.guard]; ok {
				m.guard = g
			}
			all = append(all, m)
		}
	})
	return all, err
}

// newSeeker reads one file; one that does not parse is empty.
func newSeeker(name string, text []byte, guards []guard) *seeker {
	s := &seeker{fset: token.NewFileSet(), text: text, imports: map[string]string{}, guards: guards, name: name, file: &ast.File{}}
	file, err := parser.ParseFile(s.fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return s
	}
	s.file = file
	for _, imp := range file.Imports {
		importPath, _ := strconv.Unquote(imp.Path.Value)
		local := packageName(importPath)
		if imp.Name != nil {
			local = imp.Name.Name
		}
		s.imports[local] = importPath
	}
	return s
}

// mutants lists those of the file.
func (s *seeker) mutants() []mutant {
	for _, decl := range s.file.Decls {
		s.decl = decl
		s.hollows(decl)
		ast.PreorderStack(decl, nil, s.visit)
	}
	return s.found
}

// makers notes the functions of the file that return a guard, and the variables and fields that hold one.
func (s *seeker) makers(all map[guard]guard) {
	for _, decl := range s.file.Decls {
		s.decl = decl
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ReturnStmt:
				if f, ok := decl.(*ast.FuncDecl); ok && len(n.Results) == 1 {
					s.holds(all, n.Results[0], guard{name: f.Name.Name, receiver: receiverOf(f)})
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if len(n.Lhs) == len(n.Rhs) {
						s.holds(all, n.Rhs[i], variable(lhs))
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok {
					s.holds(all, n.Value, guard{name: key.Name, receiver: "field"})
				}
			}
			return true
		})
	}
}

func receiverOf(f *ast.FuncDecl) string {
	if f.Recv != nil {
		return "method"
	}
	return ""
}

// variable names what is assigned to: a variable of the package's files, or a field of something.
func variable(lhs ast.Expr) guard {
	switch lhs := lhs.(type) {
	case *ast.Ident:
		return guard{name: lhs.Name}
	case *ast.SelectorExpr:
		return guard{name: lhs.Sel.Name, receiver: "field"}
	}
	return guard{}
}

// holds notes that a name stands for the guard that an expression is, or is made by.
func (s *seeker) holds(all map[guard]guard, value ast.Expr, name guard) {
	if call, ok := value.(*ast.CallExpr); ok {
		value = call.Fun
	}
	for _, g := range s.guards {
		if s.mentions(value, g) && !s.declares(g) && name.name != "" && name.name != "_" && name.name != g.name {
			name.file, name.maker = s.name, true
			all[name] = g
		}
	}
}

// seeker collects the mutants of a file.
type seeker struct {
	fset    *token.FileSet
	text    []byte
	imports map[string]string // by local name
	guards  []guard
	name    string
	file    *ast.File
	decl    ast.Decl
	found   []mutant
}

func (s *seeker) visit(n ast.Node, stack []ast.Node) bool {
	expr, ok := n.(ast.Expr)
	if !ok {
		return true
	}
	for _, g := range s.guards {
		if !s.mentions(expr, g) || s.declares(g) {
			continue
		}
		if edits := s.removals(expr, stack); len(edits) > 0 {
			s.found = append(s.found, mutant{g, s.name, s.line(expr.Pos()), edits})
		}
		return false
	}
	return true
}

// declares reports whether the present declaration is that of a guard.
func (s *seeker) declares(g guard) bool {
	f, ok := s.decl.(*ast.FuncDecl)
	return ok && f.Name.Name == g.name && (f.Recv != nil) == (g.receiver != "")
}

// mentions reports whether an expression is the name of a guard.
func (s *seeker) mentions(e ast.Expr, g guard) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return g.receiver == "" && e.Name == g.name && g.file != "" && filepath.Dir(g.file) == filepath.Dir(s.name)
	case *ast.SelectorExpr:
		if e.Sel.Name != g.name {
			return false
		}
		if x, ok := e.X.(*ast.Ident); ok && s.imports[x.Name] != "" {
			return g.imported(s.imports[x.Name])
		}
		return g.receiver != ""
	}
	return false
}

// maxClimb bounds how many calls around a guard are looked at.
const maxClimb = 4

// removals lists the edits that take an expression out of the calls and lists that it is in, the narrowest first.
func (s *seeker) removals(e ast.Expr, stack []ast.Node) []edit {
	var edits []edit
	node := ast.Node(e)
	for depth := len(stack) - 1; depth >= 0 && len(stack)-depth <= maxClimb; depth-- {
		switch parent := stack[depth].(type) {
		case *ast.CallExpr:
			if parent.Fun == node {
				for _, arg := range slices.Backward(parent.Args) {
					edits = append(edits, s.replace(parent, s.source(arg)))
				}
				break
			}
			edits = append(edits, s.without(node, exprs(parent.Args), stack[:depth])...)
		case *ast.CompositeLit:
			return append(edits, s.without(node, exprs(parent.Elts), stack[:depth])...)
		case *ast.ExprStmt:
			return append(edits, s.replace(parent, ""))
		case *ast.KeyValueExpr, *ast.ParenExpr:
		default:
			return edits
		}
		node = stack[depth]
	}
	return edits
}

func exprs(list []ast.Expr) []ast.Node {
	var nodes []ast.Node
	for _, e := range list {
		nodes = append(nodes, e)
	}
	return nodes
}

// without takes one of a list of expressions out. What is taken out stays used, in an edit of its own, so that the mutant
// compiles.
func (s *seeker) without(node ast.Node, list []ast.Node, stack []ast.Node) []edit {
	i := slices.Index(list, node)
	if i < 0 {
		return nil
	}
	from, to := s.offset(node.Pos()), s.offset(node.End())
	switch {
	case i > 0:
		from = s.offset(list[i-1].End())
	case len(list) > 1:
		to = s.offset(list[1].Pos())
	}
	cut := replacement{from, to, ""}
	edits := []edit{{cut}}
	for _, n := range slices.Backward(stack) {
		if stmt, ok := n.(ast.Stmt); ok {
			if at := s.offset(stmt.Pos()); at <= from {
				edits = append(edits, edit{{at, at, "_ = " + s.source(node) + "; "}, cut})
			}
			break
		}
	}
	return edits
}

func (s *seeker) replace(n ast.Node, text string) edit {
	return edit{{s.offset(n.Pos()), s.offset(n.End()), text}}
}

// hollows adds the mutant in which a guard lets everybody pass, if the declaration is one whose form is known.
func (s *seeker) hollows(decl ast.Decl) {
	f, ok := decl.(*ast.FuncDecl)
	if !ok || f.Body == nil {
		return
	}
	for _, g := range s.guards {
		if g.name != f.Name.Name || g.file != s.name || (f.Recv != nil) != (g.receiver != "") {
			continue
		}
		pass := s.passing(f.Type)
		if pass == "" {
			continue
		}
		g.hollow = true
		at := s.offset(f.Body.Lbrace) + 1
		s.found = append(s.found, mutant{g, s.name, s.line(f.Pos()), []edit{{{at, at, " if true { " + pass + " }; "}}}})
	}
}

// passing writes the statement by which a function of a type lets everybody pass, "" if that is not known.
func (s *seeker) passing(t *ast.FuncType) string {
	params, result := t.Params.List, ""
	if t.Results != nil && len(t.Results.List) == 1 {
		result = s.source(t.Results.List[0].Type)
	}
	first, name := "", ""
	if len(params) == 1 {
		first = s.source(params[0].Type)
		if len(params[0].Names) == 1 {
			name = params[0].Names[0].Name
		}
	}
	switch {
	case first != "" && first == result && name != "" && name != "_":
		return "return " + name // a decorator
	case strings.HasSuffix(first, "gin.Context") && result == "" && name != "":
		return name + ".Next(); return"
	case strings.HasSuffix(first, "fiber.Ctx") && result == "error" && name != "":
		return "return " + name + ".Next()"
	}
	switch result {
	case "gin.HandlerFunc", "func(*gin.Context)", "func(c *gin.Context)":
		return "return func(c *gin.Context) { c.Next() }"
	case "fiber.Handler", "func(*fiber.Ctx) error", "func(c *fiber.Ctx) error":
		return "return func(c *fiber.Ctx) error { return c.Next() }"
	case "echo.MiddlewareFunc":
		return "return func(next echo.HandlerFunc) echo.HandlerFunc { return next }"
	case "func(http.Handler) http.Handler", "func(next http.Handler) http.Handler", "mux.MiddlewareFunc":
		return "return func(next http.Handler) http.Handler { return next }"
	case "func(http.HandlerFunc) http.HandlerFunc", "func(next http.HandlerFunc) http.HandlerFunc":
		return "return func(next http.HandlerFunc) http.HandlerFunc { return next }"
	}
	return ""
}

func (s *seeker) offset(p token.Pos) int { return s.fset.Position(p).Offset }
func (s *seeker) line(p token.Pos) int   { return s.fset.Position(p).Line }

func (s *seeker) source(n ast.Node) string {
	return string(s.text[s.offset(n.Pos()):s.offset(n.End())])
}
