package driver

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestHashAPI(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		a, b string
		same bool
	}{
		{"a body", "func f() { a() }", "func f() { b(); c() }", true},
		{"a body with braces", "func f() { if x { y } }\nvar X int", "func f() {}\nvar X int", true},
		{"what follows a body", "func f() { if x { y } }\nvar X int", "func f() {}\nvar X string", false},
		{"a method's body", "func (t *T[K]) M() (n int, err error) { return }", "func (t *T[K]) M() (n int, err error) { panic(0) }", true},
		{"comments and layout", "// F does\nfunc F() {}\n\n\n", "func F() {\n}\n/* x */", true},
		{"a name", "func f() {}", "func g() {}", false},
		{"a parameter", "func f(a int) {}", "func f(a uint) {}", false},
		{"a result", "func f() {}", "func f() int {}", false},
		{"a result that is a function", "func f() func() int { return nil }", "func f() func() int { return g }", true},
		{"its type", "func f() func() int { return nil }", "func f() func() uint { return nil }", false},
		{"a result that is a struct", "func f() struct{ A int } { return x }", "func f() struct{ A int } { return y }", true},
		{"its field", "func f() struct{ A int } { return x }", "func f() struct{ B int } { return x }", false},
		{"an empty interface as result", "func f() interface{} { return x }\nvar A int", "func f() interface{} { return y }\nvar A int", true},
		{"a constraint", "func f[T interface{ ~int }](t T) { x() }", "func f[T interface{ ~int }](t T) { y() }", true},
		{"its terms", "func f[T interface{ ~int }](t T) {}", "func f[T interface{ ~uint }](t T) {}", false},
		{"functions without body", "func f()\nfunc g() { x() }\n", "func f()\nfunc g() { y() }\n", true},
		{"after a function without body", "func f()\nvar X struct { A int }\n", "func f()\nvar X struct { B int }\n", false},
		{"a field", "type T struct { A int }", "type T struct { A uint }", false},
		{"a tag", "type T struct { A int `json:\"a\"` }", "type T struct { A int `json:\"b\"` }", false},
		{"a field that is a function", "type T struct { F func() }\ntype U struct { A int }", "type T struct { F func() }\ntype U struct { B int }", false},
		{"a constant", "const A = 1", "const A = 2", false},
		{"the type of a literal's elements", "var X = [...]func(){f}", "var X = [...]func(){f, g}", false},
		{"a literal in a call", "var X = g(func() { a() }, 1)", "var X = g(func() { a() }, \"\")", false},
		{"a variable after a function type", "var X func()\nvar Y struct { A int }", "var X func()\nvar Y struct { B int }", false},
		{"strings that look like tokens", "const A = \"x\"; const B = \"y\"", "const A = \"x\\\"; const B = \\\"y\"", false},
		{"braces in literals and comments", "func f() { a(\"{\", '{', '\\'', `{\\`, \"\\\"{\") /* { */ // {\n}\nvar X int", "func f() {}\nvar X int", true},
		{"what follows them", "func f() { a(\"}\", '}', '\\'', `}\\`, \"\\\"}\") /* } */ // }\n}\nvar X int", "func f() {}\nvar X uint", false},
		{"an import", "import \"a\"", "import \"b\"", false},
	}
	sum := func(s string) [sha256.Size]byte {
		h := sha256.New()
		hashAPI(h, []byte("package p\n"+s))
		return [sha256.Size]byte(h.Sum(nil))
	}
	for _, tt := range tests {
		if got := sum(tt.a) == sum(tt.b); got != tt.same {
			t.Errorf("%s: same %t, want %t\n%s\n%s", tt.name, got, tt.same, tt.a, tt.b)
		}
	}
}

// Without bodies, the Go files of the standard library that are full of syntax declare the same.
func TestCutBodies(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	root := strings.TrimSpace(string(out))
	var names []string
	for _, pattern := range []string{"src/go/*/*.go", "src/net/http/*.go", "src/strconv/*.go", "test/*.go", "test/typeparam/*.go"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	if len(names) < 100 {
		t.Skipf("only %d files at %s", len(names), root)
	}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fset := token.NewFileSet()
		want, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
		if err != nil {
			continue // a test of errors
		}
		src = cutBodies(src)
		got, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a, b := declarations(want), declarations(got); a != b {
			t.Errorf("%s: got\n%s\nwant\n%s", name, b, a)
		}
	}
}

// declarations prints a file without bodies and layout.
func declarations(f *ast.File) string {
	var buf strings.Builder
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			fn.Body = nil
		}
		if err := printer.Fprint(&buf, token.NewFileSet(), d); err != nil {
			fmt.Fprintln(&buf, err)
		}
	}
	return buf.String()
}

// Whatever the input, skimming ends, and without its bodies a file has the same tokens outside of them.
func FuzzSkim(f *testing.F) {
	for _, s := range []string{"func f() {}", "func (", "func f[T interface{", "}}}", "func f() struct{", "func f() }",
		"func f() { '{' }", "func f() { \"", "func f() { `", "func f() { /", "func f() { /*", "func f() { '\\"} {
		f.Add("package p\n" + s)
	}
	tokens := func(src []byte) string {
		var b strings.Builder
		s := skimmer{src: src}
		s.each = func() {
			if s.tok != token.SEMICOLON { // a newline is one only behind a signature, not behind a body
				fmt.Fprintln(&b, s.tok, s.lit)
			}
		}
		s.file()
		return b.String()
	}
	f.Fuzz(func(t *testing.T, s string) {
		src := cutBodies([]byte(s))
		if a, b := tokens([]byte(s)), tokens(src); a != b {
			t.Errorf("%q has\n%s\n%q has\n%s", s, a, src, b)
		}
	})
}
