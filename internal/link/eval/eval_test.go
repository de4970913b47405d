package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
)

// bench is a world in which input() is unknown and out(v) records what the program computes.
type bench struct {
	out   []string
	lits  []int // literals held at each out
	fork  bool
	trial bool
}

func (b *bench) Foreign(m *eval.Machine, c *eval.Call) (eval.Value, bool) {
	switch c.Callee {
	case "example.com/app.input":
		return &eval.Unknown{Type: c.Type, Deps: eval.DepInput}, true
	case "example.com/app.credential":
		return eval.Label(eval.Str(""), eval.DepCredential), true
	case "example.com/app.out":
		b.out = append(b.out, show(m, c.Arg(0)))
		n := 0
		for _, l := range m.Lits {
			if !l.Known {
				n++
			}
		}
		b.lits = append(b.lits, n)
		return eval.Tuple{}, true
	}
	return nil, false
}

func (b *bench) Param(_ *eval.Machine, t graph.Type) eval.Value { return &eval.Unknown{Type: t} }
func (b *bench) Select(_ *eval.Machine, o []eval.Outcome) ([]eval.Outcome, bool) {
	return o, b.fork
}
func (b *bench) Budget(*graph.Func) int                           { return 0 }
func (b *bench) Cut(*eval.Machine)                                {}
func (b *bench) Panic(*eval.Machine)                              {}
func (b *bench) LoadField(*eval.Machine, eval.FieldOf) eval.Value { return nil }
func (*bench) Key(*eval.Machine, *eval.Map) eval.Value            { return nil }

func (b *bench) StoreField(*eval.Machine, eval.FieldOf, eval.Value) {}

// show writes a value for comparison: unknown parts are "?".
func show(m *eval.Machine, v eval.Value) string {
	inner, deps := eval.Strip(v)
	mark := ""
	if deps&eval.DepCredential != 0 {
		mark = "*"
	}
	switch x := inner.(type) {
	case *eval.Iface:
		return mark + show(m, x.V)
	case eval.Str:
		return mark + strings.ReplaceAll(string(x), eval.Hole, "?")
	case eval.Int, eval.Bool:
		return mark + fmt.Sprint(x)
	case eval.Nil:
		return mark + "nil"
	case *eval.Alt:
		var parts []string
		for _, a := range x.Vals {
			parts = append(parts, show(m, a))
		}
		return mark + "(" + strings.Join(parts, "|") + ")"
	case *eval.Slice:
		elems, open := m.Elements(x)
		var parts []string
		for _, e := range elems {
			parts = append(parts, show(m, e))
		}
		if open {
			parts = append(parts, "...")
		}
		return "[" + strings.Join(parts, " ") + "]"
	case *eval.Func:
		return x.ID[strings.LastIndexByte(x.ID, '/')+1:]
	}
	return "?"
}

const prelude = `package main

import (
	"fmt"
	"slices"
	"strings"
)

var _ = fmt.Sprint
var _ = slices.Contains[[]string]
var _ = strings.ToUpper

func input() string      { return "" }
func credential() string { return "" }
func out(v any)          {}

func main() { run() }
`

func run(t *testing.T, b *bench, src string) {
	t.Helper()
	g := graph.New(compiletest.Source(t, prelude+src))
	m := eval.New(g, b)
	m.Refuel(100_000)
	do := func() { m.Run(g.Func("example.com/app.main"), nil, nil, nil) }
	if b.trial {
		m.Try(do)
	} else {
		do()
	}
	if m.Starved() {
		t.Error("the machine ran out of fuel")
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      string // what out gets, separated by spaces
	}{
		{"loop over a literal table", `func run() {
			for i, s := range []string{"a", "b"} { out(fmt.Sprintf("%s%d", s, i)) }
		}`, "a0 b1"},
		{"range over a map in order of insertion", `func run() {
			for k, v := range map[string]int{"x": 1, "y": 2} { out(fmt.Sprint(k, v)) }
		}`, "x1 y2"},
		{"closures keep their bindings", `func add(p string) func(string) string { return func(s string) string { return p + s } }
		func run() { f := add("/v1"); g := add("/v2"); out(f("/a")); out(g("/b")) }`, "/v1/a /v2/b"},
		{"fields of structs behind pointers", `type cfg struct{ prefix string }
		type server struct{ *cfg }
		func run() { s := &server{&cfg{"/api"}}; s.prefix += "/x"; out(s.prefix) }`, "/api/x"},
		{"structs are copied", `type pair struct{ a, b string }
		func run() { p := pair{"1", "2"}; q := p; q.a = "3"; out(p.a); out(q.a) }`, "1 3"},
		{"methods through interfaces", `type shape interface{ Name() string }
		type base struct{ n string }
		func (b base) Name() string { return b.n }
		type circle struct{ base }
		func run() { for _, s := range []shape{circle{base{"c"}}, base{"b"}} { out(s.Name()) } }`, "c b"},
		{"an unknown branch leaves both values", `func run() {
			v := "a"; if input() == "x" { v = "b" }; out(v)
		}`, "(b|a)"},
		{"a default replaces what is empty", `type cfg struct{ key string }
		func run() { if input() != "" { c := cfg{}; if c.key == "" { c.key = "k" }; p := &c; out(p.key) } }`, "k"},
		{"unknown parts of texts leave holes", `func run() { out("/a/" + input() + "/b"); out(strings.HasSuffix("/a/"+input(), "/zz") ) ; out(strings.HasPrefix("/a/"+input(), "/b")) }`, "/a/?/b ? false"},
		{"append grows", `func run() { var xs []string; for _, s := range []string{"a", "b"} { xs = append(xs, s) }; xs = append(xs, "c"); out(xs) }`, "[a b c]"},
		{"variadic options", `type opt func(*string)
		func with(s string) opt { return func(p *string) { *p += s } }
		func build(opts ...opt) string { s := ""; for _, o := range opts { o(&s) }; return s }
		func run() { out(build(with("x"), with("y"))) }`, "xy"},
		{"globals are initialized", `var table = []string{"t1", "t2"}
		func run() { for _, s := range table { out(s) } }`, "t1 t2"},
		{"generic functions", `func each[T any](xs []T, f func(T)) { for _, x := range xs { f(x) } }
		func run() { each([]string{"a", "b"}, func(s string) { out(s) }) }`, "a b"},
		{"a loop over something unknown runs once", `func run() { for _, s := range strings.Split(input(), ",") { out(s) } }`, "?"},
		{"an unknown exit of a known loop", `func run() { for _, s := range []string{"a", "b", "c"} { if input() == s { break }; out(s) } }`, "a b c"},
		{"a list holds what a function accepts", `func in(xs []string, s string) bool { return slices.ContainsFunc(xs, func(x string) bool { return strings.HasPrefix(s, x) }) }
		func run() { xs := []string{"/a", "/b"}; out(in(xs, "/bc")); out(in(xs, "/c")); out(in([]string{input()}, "/c")) }`, "true false ?"},
		{"what a known condition chooses depends on it", `func run() { code := 200; if credential() == "" { code = 401 }; out(code) }`, "*401"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := &bench{}
			run(t, b, tt.src)
			if got := strings.Join(b.out, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestConditionsOfPaths(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      []int // undecided conditions held at each out
	}{
		{"after an early return its condition still holds", `func run() { if input() == "" { return }; out(1) }`, []int{1}},
		{"after both arms have met it does not matter", `func run() { if input() == "" { out(1) }; out(2) }`, []int{1, 0}},
		{"conditions nest", `func run() { if input() == "a" { if input() == "b" { out(1) } } }`, []int{2}},
		{"a callee's refusal holds for the caller", `func check() bool { if input() == "" { return false }; return true }
		func run() { if !check() { return }; out(1) }`, []int{1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := &bench{fork: true, trial: true}
			run(t, b, tt.src)
			if fmt.Sprint(b.lits) != fmt.Sprint(tt.want) {
				t.Errorf("got %v, want %v", b.lits, tt.want)
			}
		})
	}
}

func TestTrialsIsolateThePaths(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      string
		fork      bool
	}{
		{"one arm assigns", `func run() {
			user := new(string)
			if input() == "" { *user = "found"; out(*user) } else { out(*user) }
			out(*user)
		}`, "found  (found|)", false},
		{"a variable of one arm is as the arm left it", `type box struct{ s string }
		func run() {
			var b *box
			if input() == "" { b = &box{}; b.s = "a"; b.s += "b" } else { b = &box{"c"} }
			out(b.s)
		}`, "(ab|c)", false},
		{"a variable made before both arms is known to both", `type box struct{ s string }
		func run() {
			b := &box{"old"}
			if input() == "" { b.s = "new" } else { out(b.s) }
			out(b.s)
		}`, "old (new|old)", false},
		{"what a callee assigns is that of its path", `func set(p *string) bool { if input() == "" { *p = "set"; return true }; return false }
		func run() { s := new(string); *s = "none"; if set(s) { out(*s) } else { out(*s) } }`, "set none", true},
		{"a variable that a callee makes goes with its path", `func make(kind string) *string { s := new(string); *s = kind; if input() == "" { *s += "!" }; return s }
		func run() { a, b := make("a"), make("b"); out(*a); out(*b) }`, "(a!|a) (b!|b)", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := &bench{trial: true, fork: tt.fork}
			run(t, b, tt.src)
			if got := strings.Join(b.out, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
