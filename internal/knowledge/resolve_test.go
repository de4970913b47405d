package knowledge

import (
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// name is a symbol taken apart.
type name struct {
	path, recv, member string // of a field: recv is the struct, and isField is set
	isField            bool
}

var gopkgVersion = regexp.MustCompile(`^[^./]+\.v\d+`)

// dotted lists packages with a dot in the last element of their path.
var dotted = []string{"goji.io", "github.com/satori/go.uuid"}

// parseName takes apart path.F, path.Type.Field, (path.T).M and (*path.T).M.
func parseName(symbol string) (name, error) {
	recvPart, member, isMethod := strings.Cut(strings.TrimLeft(symbol, "(*"), ").")
	i := strings.LastIndexByte(recvPart, '/') + 1
	end := strings.IndexByte(recvPart[i:], '.')
	if v := gopkgVersion.FindString(recvPart[i:]); v != "" && strings.Contains(recvPart[:i], "gopkg.in/") {
		end = len(v)
	}
	for _, path := range dotted {
		if strings.HasPrefix(recvPart, path+".") {
			i, end = 0, len(path)
		}
	}
	if end < 0 {
		return name{}, fmt.Errorf("%s: no package", symbol)
	}
	n := name{path: recvPart[:i+end]}
	rest := recvPart[i+end+1:]
	switch {
	case isMethod:
		n.recv, n.member = rest, member
	default:
		var field string
		n.member, field, n.isField = strings.Cut(rest, ".")
		if n.isField {
			n.recv, n.member = n.member, field
		}
	}
	return n, nil
}

// notInFixtures lists packages that tables speak of and the fixtures module does not require, because their modules cannot
// be had or would weigh too much. Their entries are not checked.
var notInFixtures = []string{
	"connectrpc.com/authn",
	"encoding/json/v2", // only with an experiment of the toolchain
	"firebase.google.com/go/v4/auth",
	"github.com/beego/beego/v2/server/web/filter/cors",
	"github.com/charmbracelet/log",
	"github.com/doug-martin/goqu/v9",
	"github.com/gin-contrib/authz",
	"github.com/go-kit/log",
	"github.com/gofiber/contrib/casbin",
	"github.com/golang/glog",
	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/protovalidate",
	"github.com/hertz-contrib/cors",
	"github.com/imroc/req/v3",
	"github.com/improbable-eng/grpc-web/go/grpcweb",
	"github.com/iris-contrib/middleware/cors",
	"github.com/jub0bs/cors",
	"github.com/kataras/iris/v12/middleware/jwt",
	"github.com/open-policy-agent/opa/v1/rego",
	"github.com/twitchtv/twirp",
	"github.com/unrolled/render",
	"github.com/urfave/cli/v2",
	"github.com/volatiletech/sqlboiler/v4/queries",
	"github.com/volatiletech/sqlboiler/v4/queries/qm",
	"k8s.io/klog/v2",
	"nhooyr.io/websocket",
}

// removed lists symbols that only older releases of their library have.
var removed = []string{
	"github.com/labstack/echo/v4/middleware.JWT",
	"github.com/labstack/echo/v4/middleware.JWTWithConfig",
}

// TestSymbolsExist resolves every entry in the real library and checks that the operands that it names are there.
func TestSymbolsExist(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("type-checks all libraries")
	}
	ix, err := newIndex(tables)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]name{}
	paths := map[string]bool{}
	for symbol := range ix.exact {
		n, err := parseName(symbol)
		if err != nil {
			t.Error(err)
			continue
		}
		names[symbol] = n
		paths[n.path] = true
	}
	libraries := load(t, slices.Sorted(maps.Keys(paths)))
	for _, symbol := range slices.Sorted(maps.Keys(names)) {
		n := names[symbol]
		pkg := libraries[n.path]
		if pkg == nil {
			continue // load has said so
		}
		obj := n.object(pkg)
		if obj == nil && slices.Contains(removed, symbol) {
			continue
		}
		if obj == nil {
			t.Errorf("%s: not in %s", symbol, n.path)
			continue
		}
		for _, problem := range operandProblems(ix.exact[symbol], obj) {
			t.Errorf("%s: %s", symbol, problem)
		}
	}
}

func TestTypesExist(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("type-checks all libraries")
	}
	var all []string
	for _, e := range routerTypes {
		all = append(all, e.Name)
	}
	for _, e := range dataTypes {
		all = append(all, e.Name)
	}
	names := map[string][]string{} // by package
	for _, list := range all {
		alternatives, err := Alternatives(list)
		if err != nil {
			t.Fatal(err)
		}
		for _, full := range alternatives {
			n, err := parseName(full)
			if err != nil {
				t.Fatal(err)
			}
			names[n.path] = append(names[n.path], n.member)
		}
	}
	for path, pkg := range load(t, slices.Sorted(maps.Keys(names))) {
		for _, name := range names[path] {
			if _, ok := pkg.Scope().Lookup(name).(*types.TypeName); !ok {
				t.Errorf("%s.%s: no such type", path, name)
			}
		}
	}
}

// load returns the packages of the fixtures module and its dependencies by path.
func load(t *testing.T, paths []string) map[string]*types.Package {
	t.Helper()
	cfg := &packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedExportFile, Dir: "../../testdata/src"}
	pkgs, err := packages.Load(cfg, paths...)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]*types.Package{}
	if len(pkgs) != len(paths) {
		t.Fatalf("loaded %d of %d packages: is go.mod of testdata/src tidy?", len(pkgs), len(paths))
	}
	for _, p := range pkgs {
		missing := slices.Contains(notInFixtures, p.PkgPath)
		if missing != (len(p.Errors) > 0) {
			t.Errorf("%s: listed in notInFixtures: %t; errors: %v", p.PkgPath, missing, p.Errors)
		}
		if len(p.Errors) == 0 {
			found[p.PkgPath] = p.Types
		}
	}
	return found
}

// object returns what n names in pkg, nil if nothing.
func (n name) object(pkg *types.Package) types.Object {
	if n.recv == "" {
		return pkg.Scope().Lookup(n.member)
	}
	typeName, ok := pkg.Scope().Lookup(n.recv).(*types.TypeName)
	if !ok {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(typeName.Type()), true, pkg, n.member)
	if iface, ok := typeName.Type().Underlying().(*types.Interface); ok {
		obj, _, _ = types.LookupFieldOrMethod(iface, false, pkg, n.member)
	}
	if _, isField := obj.(*types.Var); obj == nil || isField != n.isField {
		return nil
	}
	return obj
}

// operandProblems returns the operands of the entry that the function does not have.
func operandProblems(e *Entry, obj types.Object) []string {
	sig, isFunc := obj.Type().Underlying().(*types.Signature)
	if !isFunc {
		return nil
	}
	var problems []string
	if obj, ok := obj.(*types.Func); ok {
		if full := withoutTypeParams(obj.FullName()); full != e.Symbol {
			problems = append(problems, "go/types calls it "+full)
		}
	}
	forEachArg(reflect.ValueOf(*e), func(a Arg) {
		switch {
		case a == Recv && sig.Recv() == nil:
			problems = append(problems, "is no method, so it has no receiver")
		case a >= Arg0 && int(a-Arg0) >= sig.Params().Len():
			problems = append(problems, fmt.Sprintf("has no %s: func%s", a, strings.TrimPrefix(sig.String(), "func")))
		}
	})
	return problems
}

var argType = reflect.TypeFor[Arg]()

func forEachArg(v reflect.Value, f func(Arg)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			forEachArg(v.Elem(), f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			forEachArg(v.Field(i), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			forEachArg(v.Index(i), f)
		}
	default:
		if v.Type() == argType {
			f(v.Interface().(Arg))
		}
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, symbol, want string }{
		{"type parameters", "(*connectrpc.com/connect.Request[_]).Nothing", ""},
		{"exact", "(*net/http.ServeMux).Handle", "(*net/http.ServeMux).Handle"},
		{"old major without suffix", "(*github.com/go-chi/chi.Mux).Get", "(*github.com/go-chi/chi/v5.Mux).Get"},
		{"older major", "github.com/labstack/echo/v3.New", "github.com/labstack/echo/v4.New"},
		{"newer major", "github.com/go-chi/chi/v9/middleware.Profiler", "github.com/go-chi/chi/v5/middleware.Profiler"},
		{"vendored", "(*example.com/a/vendor/github.com/gorilla/mux.Router).Use", "(*github.com/gorilla/mux.Router).Use"},
		{"vendored function", "a/vendor/net/http.StripPrefix", "net/http.StripPrefix"},
		{"unknown", "net/http.Handler", ""},
		{"another type of the library", "(*github.com/go-chi/chi/v5.Context).Get", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if e := Lookup(test.symbol); e != nil {
				got = e.Symbol
			}
			if got != test.want {
				t.Errorf("Lookup(%q) = %q, want %q", test.symbol, got, test.want)
			}
		})
	}
}

func TestAlternatives(t *testing.T) {
	t.Parallel()
	got, err := Alternatives("(*p.{A,B}).{M,N}")
	want := []string{"(*p.A).M", "(*p.A).N", "(*p.B).M", "(*p.B).N"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Alternatives = %v, %v; want %v", got, err, want)
	}
	for _, bad := range []string{"p.{A,B", "p.A}", "p.{}", "p.{A, B}", "p.{A,}"} {
		if got, err := Alternatives(bad); err == nil {
			t.Errorf("Alternatives(%q) = %v, want an error", bad, got)
		}
	}
}

func TestDuplicateEntries(t *testing.T) {
	t.Parallel()
	twice := [][]Entry{{{Symbol: "p.A", Router: &Router{}}}, {{Symbol: "p.{A,B}", Router: &Router{}}}}
	if _, err := newIndex(twice); err == nil {
		t.Error("two entries for one aspect of a symbol are accepted")
	}
}

// TestRouterEntries checks what the types of the schema cannot say.
func TestRouterEntries(t *testing.T) {
	t.Parallel()
	for _, table := range tables {
		for _, e := range table {
			if e.Router == nil {
				continue
			}
			if (e.Router.Op == New || e.Router.Family != "") && Families[e.Router.Family] == nil {
				t.Errorf("%s: family %q is not known", e.Symbol, e.Router.Family)
			}
			for _, symbol := range e.Router.Adds {
				if !token.IsIdentifier(symbol[strings.LastIndexByte(symbol, '.')+1:]) {
					t.Errorf("%s: adds %q, which is no symbol", e.Symbol, symbol)
				}
			}
		}
	}
}
