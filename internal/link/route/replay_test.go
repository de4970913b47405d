package route

import (
	"go/ast"
	"go/constant"
	"go/types"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
)

// replay executes the straight-line source of a fixture on a Table, as the library executed it for the golden file. It
// knows no more of Go than fixtures need.
type replay struct {
	table *Table
	info  *types.Info
	funcs map[types.Object]*ast.FuncDecl
	pkg   *packages.Package
	vars  map[types.Object]Value
	inits map[types.Object]ast.Expr // of package variables
}

// The values of a replay besides strings and objects.
type (
	named   struct{ name string } // a middleware or handler of the fixture
	applied struct {              // a middleware around a handler
		middleware *named
		inner      Value
	}
	list    struct{ elems []Value }
	closure struct{ lit *ast.FuncLit }
)

// replayPackage runs function Routes of a fixture and serves its result.
func replayPackage(t *testing.T, path string) *Table {
	t.Helper()
	cfg := &packages.Config{
		Mode: packages.NeedName | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports,
		Dir:  "../../../testdata/src",
	}
	pkgs, err := packages.Load(cfg, path)
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatalf("load %s: %v", path, err)
	}
	r := &replay{info: pkgs[0].TypesInfo, pkg: pkgs[0], funcs: map[types.Object]*ast.FuncDecl{}, vars: map[types.Object]Value{}}
	r.inits = map[types.Object]ast.Expr{}
	r.table = NewTable(r)
	for _, file := range pkgs[0].Syntax {
		for _, decl := range file.Decls {
			r.declare(decl)
		}
	}
	routes := pkgs[0].Types.Scope().Lookup("Routes")
	r.table.servers = append(r.table.servers, server{handler: r.block(r.funcs[routes].Body)})
	return r.table
}

func (r *replay) declare(decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		r.funcs[r.info.Defs[d.Name]] = d
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok && len(v.Values) > 0 {
				r.inits[r.info.Defs[v.Names[0]]] = v.Values[0]
			}
		}
	}
}

// block executes a body and returns what it returns.
func (r *replay) block(body *ast.BlockStmt) Value {
	for _, stmt := range body.List {
		switch s := stmt.(type) {
		case *ast.ExprStmt:
			r.expr(s.X)
		case *ast.AssignStmt:
			obj := r.info.ObjectOf(s.Lhs[0].(*ast.Ident))
			r.vars[obj] = r.expr(s.Rhs[0])
		case *ast.IfStmt: // of which fixtures have only error checks
			r.expr(s.Init.(*ast.AssignStmt).Rhs[0])
		case *ast.DeclStmt:
			spec := s.Decl.(*ast.GenDecl).Specs[0].(*ast.ValueSpec)
			r.vars[r.info.Defs[spec.Names[0]]] = r.expr(spec.Values[0])
		case *ast.ReturnStmt:
			return r.expr(s.Results[0])
		}
	}
	return nil
}

func (r *replay) expr(e ast.Expr) Value {
	if v := r.info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v)
	} else if v != nil && v.Kind() == constant.Int {
		return v.ExactString()
	}
	switch e := e.(type) {
	case *ast.Ident:
		obj := r.info.Uses[e]
		if init := r.inits[obj]; init != nil && r.vars[obj] == nil {
			r.vars[obj] = r.expr(init)
		}
		return r.vars[obj]
	case *ast.SelectorExpr:
		if obj := r.info.Uses[e.Sel]; obj.Pkg() != nil {
			return r.table.Global(obj.Pkg().Path() + "." + obj.Name())
		}
	case *ast.FuncLit:
		return &closure{e}
	case *ast.UnaryExpr:
		return r.expr(e.X)
	case *ast.CompositeLit:
		return r.composite(e)
	case *ast.CallExpr:
		return r.call(e)
	}
	return nil
}

// composite returns a list, or a struct as a map by field name.
func (r *replay) composite(lit *ast.CompositeLit) Value {
	fields := map[string]Value{}
	l := &list{}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			fields[kv.Key.(*ast.Ident).Name] = r.expr(kv.Value)
			continue
		}
		l.elems = append(l.elems, r.expr(e))
	}
	if len(fields) > 0 {
		return &fields
	}
	return l
}

func (r *replay) call(e *ast.CallExpr) Value {
	if r.info.Types[e.Fun].IsType() {
		return r.expr(e.Args[0])
	}
	if id, ok := e.Fun.(*ast.Ident); ok && id.Name == "new" {
		return r.table.Zero(r.info.TypeOf(e.Args[0]).String(), finding.Place{}, nil)
	}
	fn, recv := r.callee(e.Fun)
	if fn == nil { // a value: a middleware is applied to a handler
		if mw, ok := r.expr(e.Fun).(*named); ok {
			return &applied{mw, r.expr(e.Args[0])}
		}
		return nil
	}
	switch fn.Name() {
	case "mark", "markStream", "Mark", "handle", "Handle":
		if fn.Signature().Recv() == nil && fn.Pkg().Path() != "net/http" {
			return &named{r.expr(e.Args[0]).(string)}
		}
	}
	if decl := r.funcs[fn]; decl != nil {
		r.bind(decl.Type, r.args(fn.Signature(), e))
		return r.block(decl.Body)
	}
	entry := knowledge.Lookup(fn.FullName())
	if entry == nil || entry.Router == nil {
		return nil
	}
	pos := r.pkg.Fset.Position(e.Rparen)
	return r.table.Apply(Call{
		Symbol: fn.FullName(), Op: entry.Router, Recv: recv, Args: r.args(fn.Signature(), e),
		Place: finding.Place{File: "routes.go", Line: pos.Line, Col: pos.Column},
	})
}

// callee returns the function that is called, and the receiver of a method.
func (r *replay) callee(fun ast.Expr) (*types.Func, Value) {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		fn, _ := r.info.Uses[fun].(*types.Func)
		return fn, nil
	case *ast.SelectorExpr:
		fn, _ := r.info.Uses[fun.Sel].(*types.Func)
		if r.info.Selections[fun] == nil {
			return fn, nil
		}
		return fn, r.expr(fun.X)
	case *ast.IndexExpr:
		return r.callee(fun.X)
	}
	return nil, nil
}

// args evaluates arguments; those of a variadic parameter are one list.
func (r *replay) args(sig *types.Signature, e *ast.CallExpr) []Value {
	var args []Value
	for _, a := range e.Args {
		args = append(args, r.expr(a))
	}
	if !sig.Variadic() || e.Ellipsis.IsValid() {
		return args
	}
	fixed := sig.Params().Len() - 1
	return append(args[:fixed:fixed], &list{args[fixed:]})
}

func (r *replay) Object(v Value) Object {
	obj, _ := v.(Object)
	return obj
}

func (r *replay) IsNil(v Value) bool { return v == nil }

func (r *replay) Text(v Value) (string, bool) {
	s, ok := v.(string)
	return s, ok
}

func (r *replay) Elems(v Value) ([]Elem, bool) {
	l, ok := v.(*list)
	if !ok {
		return []Elem{{Value: v}}, true
	}
	var elems []Elem
	for _, e := range l.elems {
		elems = append(elems, Elem{Value: e})
	}
	return elems, true
}

func (r *replay) Field(v Value, name string) (Value, bool) {
	fields, ok := v.(*map[string]Value)
	if !ok {
		return nil, false
	}
	f, ok := (*fields)[name]
	return f, ok
}

func (r *replay) Choices(v Value) []Elem { return []Elem{{Value: v}} }

func (r *replay) Call(fn Value, args ...Value) {
	lit := fn.(*closure).lit
	r.bind(lit.Type, args)
	r.block(lit.Body)
}

// bind assigns arguments to the parameters of a function.
func (r *replay) bind(fn *ast.FuncType, args []Value) {
	for _, field := range fn.Params.List {
		for _, name := range field.Names {
			r.vars[r.info.Defs[name]] = args[0]
			args = args[1:]
		}
	}
}

func (r *replay) Method(_ Value, name string) (Value, bool) { return &named{name}, true }

func (r *replay) Next(v Value) []Value {
	if a, ok := v.(*applied); ok {
		return []Value{a.inner}
	}
	return nil
}
