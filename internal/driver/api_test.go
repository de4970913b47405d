package driver

import (
	"crypto/sha256"
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

// Anything ends, and leaves the tokens of well-formed files apart from bodies alone.
func FuzzHashAPI(f *testing.F) {
	for _, s := range []string{"func f() {}", "func (", "func f[T interface{", "}}}", "func f() struct{", "func f() }"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h, h2 := sha256.New(), sha256.New()
		hashAPI(h, []byte(s))
		hashAPI(h2, []byte(s))
		if [sha256.Size]byte(h.Sum(nil)) != [sha256.Size]byte(h2.Sum(nil)) {
			t.Error("two runs differ")
		}
	})
}
