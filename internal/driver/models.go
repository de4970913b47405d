package driver

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/spelling"
)

// BadModel says what is wrong with the model of a symbol.
type BadModel struct{ Symbol, Text string }

// resolveModels looks for what models describe. A model of a function that is not there would be obeyed in silence, that
// is never; so would one that speaks of an operand which the function does not have. Models of packages that are no part
// of the run may be meant for another program, and a note says so.
func (r *run) resolveModels(g *graph) {
	declared := map[*node]map[string]signature{}
	for _, symbol := range r.Link.Models.Symbols() {
		n, name := g.split(symbol)
		if n == nil {
			r.absentModel(g, symbol)
			continue
		}
		if declared[n] == nil {
			declared[n] = n.declared()
		}
		sig, ok := declared[n][name]
		if !ok {
			near := spelling.Nearest(name, slices.Sorted(maps.Keys(declared[n])))
			if near != "" {
				near = " (did you mean " + near + "?)"
			}
			r.badModel(symbol, "%s declares no %s%s", n.Path(), name, near)
			continue
		}
		for _, a := range r.Link.Models.Lookup(symbol).Operands() {
			if a == knowledge.Recv && !sig.method || a >= knowledge.Arg0 && int(a-knowledge.Arg0) >= sig.params {
				r.badModel(symbol, "%s has no %s", symbol, a)
				break
			}
		}
	}
}

func (r *run) badModel(symbol, format string, args ...any) {
	r.result.BadModels = append(r.result.BadModels, BadModel{symbol, fmt.Sprintf(format, args...)})
}

// absentModel judges a model whose package is not in the graph.
func (r *run) absentModel(g *graph, symbol string) {
	path := strings.TrimLeft(symbol, "(*")
	for module, dir := range g.modules() {
		below, ok := strings.CutPrefix(path, module+"/")
		if !ok {
			continue
		}
		slash := strings.LastIndexByte(below, '/') + 1
		name, _, _ := strings.Cut(below[slash:], ".")
		files, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(below[:slash]+name), "*.go"))
		if len(files) == 0 {
			r.badModel(symbol, "there is no package %s", module+"/"+below[:slash]+name)
			return
		}
	}
	r.result.Problems = append(r.result.Problems,
		Problem{Kind: Note, Text: "nothing of this run imports the package of " + symbol + ", which a model describes"})
}

// split returns the package that a symbol is of and the symbol's name in it, as declared gives it.
func (g *graph) split(symbol string) (*node, string) {
	path := strings.TrimLeft(symbol, "(*")
	prefix := symbol[:len(symbol)-len(path)]
	for i := range path {
		if path[i] == '.' {
			if n := g.byID[path[:i]]; n != nil {
				return n, prefix + path[i+1:]
			}
		}
	}
	return nil, ""
}

// signature is the outside of what a package declares.
type signature struct {
	method bool
	params int
}

// declared returns what a package declares: functions F, methods (T).M and (*T).M, those of interfaces among them, variables V
// and fields T.F.
func (n *node) declared() map[string]signature {
	names := map[string]signature{}
	for _, file := range n.files() {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil && f == nil {
			continue // the package is broken, which is reported elsewhere
		}
		for _, decl := range f.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				names[funcName(d)] = signature{d.Recv != nil, count(d.Type.Params)}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					declare(names, spec)
				}
			}
		}
	}
	return names
}

func declare(names map[string]signature, spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		for _, id := range s.Names {
			names[id.Name] = signature{params: len(knowledge.Args)}
		}
	case *ast.TypeSpec:
		switch t := s.Type.(type) {
		case *ast.InterfaceType:
			for _, m := range t.Methods.List {
				if sig, ok := m.Type.(*ast.FuncType); ok && len(m.Names) > 0 {
					names["("+s.Name.Name+")."+m.Names[0].Name] = signature{true, count(sig.Params)}
				}
			}
		case *ast.StructType:
			for _, f := range t.Fields.List {
				for _, id := range f.Names {
					names[s.Name.Name+"."+id.Name] = signature{params: len(knowledge.Args)}
				}
			}
		}
	}
}

// funcName returns the name of a function as symbols have it.
func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	t, star := d.Recv.List[0].Type, ""
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t, star = x.X, "*"
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return "(" + star + x.Name + ")." + d.Name.Name
		default:
			return d.Name.Name
		}
	}
}

// count returns the number of parameters.
func count(params *ast.FieldList) int {
	n := 0
	for _, f := range params.List {
		n += max(1, len(f.Names))
	}
	return n
}
