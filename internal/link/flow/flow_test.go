package flow_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// programs compiles each source as a program of its own and returns the origins of the arguments of all calls of its
// function sink: kind and name, sorted.
func programs(t *testing.T, p *flow.Policy, sources []string) [][]string {
	t.Helper()
	files := map[string]string{}
	for i, src := range sources {
		files["p"+strconv.Itoa(i)+"/main.go"] = header + src
	}
	got := make([][]string, len(sources))
	g := graph.New(compiletest.Files(t, files))
	tracer := flow.New(g)
	for f := range g.Funcs {
		for _, in := range f.Instrs {
			if in.Op != summary.OpCall || f.Sym(in) != f.Pkg.Path+".sink" {
				continue
			}
			i, err := strconv.Atoi(strings.TrimPrefix(f.Pkg.Path, "example.com/app/p"))
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range tracer.Origins(p, nil, f, in.Args[0], "") {
				text := o.Kind.String()
				if o.Part != "" {
					text += " " + o.Part
				}
				got[i] = append(got[i], text+" "+o.Name)
			}
		}
	}
	for i := range got {
		slices.Sort(got[i])
		got[i] = slices.Compact(got[i])
	}
	return got
}

const header = `package main

import (
	"encoding/binary"
	"encoding/json"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

var _ sync.Mutex
var _ = slices.Contains[[]string]
var _ *regexp.Regexp
var _ = json.Marshal
var _ = binary.Read
var _ = errors.New
var _ = fmt.Sprint
var _ http.Handler
var _ = os.Getenv
var _ = strconv.Itoa
var _ strings.Builder
var _ context.Context

func sink(v any) {}

func main() {}
`

var guarded = &flow.Policy{Guards: true}

func TestAllowLists(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		safe      bool
	}{
		{"compared with a constant", `func f(s string) { if s == "a" { sink(s) } }`, true},
		{"on the wrong side", `func f(s string) { if s != "a" { sink(s) } }`, false},
		{"left otherwise", `func f(s string) { if s != "a" && s != "b" { return }; sink(s) }`, true},
		{"replaced otherwise", `func f(s string) { if s != "a" && s != "b" { s = "c" }; sink(s) }`, true},
		{"one of two not compared", `func f(s string, q bool) { if s != "a" && q { return }; sink(s) }`, false},
		{"a switch", `func f(s string) { switch s { case "a", "b": default: return }; sink(s) }`, true},
		{"only logged", `func f(s string) { if s != "a" { println("x") }; sink(s) }`, false},
		{"a list", `func f(s string) { if !slices.Contains([]string{"a", "b"}, s) { return }; sink(s) }`, true},
		{"a list of the caller", `func f(s string, l []string) { if !slices.Contains(l, s) { return }; sink(s) }`, false},
		{"a map", `var m = map[string]bool{"a": true}
func f(s string) { if !m[s] { return }; sink(s) }`, true},
		{"a loop", `func f(s string) { ok := false; for _, a := range []string{"a", "b"} { if a == s { ok = true } }; if !ok { return }; sink(s) }`, true},
		{"a function", `func valid(s string) bool { switch s { case "a", "b": return true }; return false }
func f(s string) { if !valid(s) { return }; sink(s) }`, true},
		{"a function that says yes", `func valid(s string) bool { if s == "" { return false }; return true }
func f(s string) { if !valid(s) { return }; sink(s) }`, false},
		{"a function with an error", `func valid(s string) error { if s == "a" { return nil }; return errors.New("no") }
func f(s string) { if err := valid(s); err != nil { return }; sink(s) }`, true},
		{"an anchored pattern", "var re = regexp.MustCompile(`^[a-z_]+$`)\nfunc f(s string) { if !re.MatchString(s) { return }; sink(s) }", true},
		{"a loose pattern", "var re = regexp.MustCompile(`[a-z_]+`)\nfunc f(s string) { if !re.MatchString(s) { return }; sink(s) }", false},
		{"a field", `type q struct{ s string }
func f(v q) { if v.s != "a" { v.s = "b" }; sink(v.s) }`, true},
		{"checked by the caller", `func g(s string) { sink(s) }
func f(s string) { if s == "a" { g(s) } }`, true},
		{"checked where it is read", `func read(s string) (string, error) { if s != "a" { return s, errors.New("no") }; return s, nil }
func f(s string) { v, err := read(s); if err != nil { return }; sink(v) }`, true},
		{"checked where it is read, by a wrapper", `func read(s string) (v string, err error) { v = s; if v != "a" { err = fmt.Errorf("no %s", v); return v, err }; return v, err }
func wrap(s string) (string, error) { return read(s) }
func f(s string) { v, err := wrap(s); if err != nil { return }; sink(v) }`, true},
		{"checked where it is read, with an error of the program's", `type bad struct{}
func (*bad) Error() string { return "bad" }
func newBad() error { return &bad{} }
func read(s string) (string, error) { if s != "a" { return s, newBad() }; return s, nil }
func f(s string) { v, err := read(s); if err != nil { return }; sink(v) }`, true},
		{"checked where it is read, and nobody looks at the error", `func read(s string) (string, error) { if s != "a" { return s, errors.New("no") }; return s, nil }
func f(s string) { v, _ := read(s); sink(v) }`, false},
		{"checked where it is read, and used together with the error", `func read(s string) (string, error) { if s != "a" { return s, errors.New("no") }; return s, nil }
func both(v string, err error) { sink(v) }
func f(s string) { v, err := read(s); both(v, err) }`, false},
		{"read beside an error that may be none", `func check(s string) error { if len(s) > 9 { return errors.New("long") }; return nil }
func read(s string) (string, error) { return s, check(s) }
func f(s string) { v, err := read(s); if err != nil { return }; sink(v) }`, false},
		{"in lower case", `func f(s string) { if strings.ToLower(s) == "a" { sink(s) } }`, true},
	}
	var sources []string
	for _, test := range tests {
		sources = append(sources, test.src)
	}
	answers := programs(t, guarded, sources)
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := answers[i]
			if safe := !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "parameter") }); safe != test.safe {
				t.Errorf("got %s, want safe %t\nin %s", strings.Join(got, "; "), test.safe, test.src)
			}
		})
	}
}

func TestOrigins(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      []string
	}{
		{"a constant", `func f() { sink("a") }`, []string{"constant a"}},
		{"both edges of a branch", `func f(b bool) { s := "a"; if b { s = "b" }; sink(s) }`, []string{"constant a", "constant b"}},
		{"a form value", `func f(r *http.Request) { sink("x" + r.FormValue("q")) }`, []string{"constant x", "request form q"}},
		{"a query value by its key", `func f(r *http.Request) { sink(r.URL.Query().Get("q")) }`, []string{"request query q"}},
		{"a header", `func f(r *http.Request) { sink(r.Header.Get("X-A")) }`, []string{"request header X-A"}},
		{"a parameter through its callers", `func f(s string) { sink(s) }
func g(r *http.Request) { f("c"); f(r.PathValue("id")) }`, []string{"constant c", "request path id"}},
		{"a result matched with its call", `func id(s string) string { return s }
func f(r *http.Request) { id(r.PathValue("id")); sink(id("c")) }`, []string{"constant c"}},
		{"a field, not its neighbour", `type q struct{ a, b string }
func f(r *http.Request) { v := q{a: r.FormValue("a"), b: "b"}; sink(v.b) }`, []string{"constant b"}},
		{"a field through a pointer parameter", `type q struct{ a, b string }
func set(v *q, r *http.Request) { v.a = r.FormValue("a") }
func f(r *http.Request) { v := &q{}; set(v, r); sink(v.a) }`, []string{"request form a"}},
		{"a field of the receiver by type", `type h struct{ prefix string }
func (x *h) f(r *http.Request) { sink(x.prefix) }
func mk() *h { return &h{prefix: "p"} }
func reg2(f func(*http.Request)) { http.NotFoundHandler(); _ = f }
func reg() { reg2(mk().f) }`, []string{"constant p"}},
		{"a decoded body", `type q struct{ Name string }
func f(r *http.Request) { var v q; json.NewDecoder(r.Body).Decode(&v); sink(v.Name) }`, []string{"request body "}},
		{"a builder", `func f(r *http.Request) { var b strings.Builder; b.WriteString("a"); b.WriteString(r.FormValue("q")); sink(b.String()) }`,
			[]string{"constant a", "request form q"}},
		{"a format", `func f(r *http.Request) { sink(fmt.Sprintf("a%s", r.FormValue("q"))) }`, []string{"constant a%s", "request form q"}},
		{"a number", `func f(r *http.Request) { n, _ := strconv.Atoi(r.FormValue("q")); sink(strconv.Itoa(n)) }`, []string{"number "}},
		{"a map of constants", `var m = map[string]string{"a": "b"}
func f(r *http.Request) { sink(m[r.FormValue("q")]) }`, []string{"constant b"}},
		{"the keys of a map", `func f(m map[string]string) { for k := range m { sink(k) } }
func g(r *http.Request) { f(map[string]string{r.FormValue("q"): "v"}) }`, []string{"request form q"}},
		{"an interface", `type s interface{ Get() string }
type a struct{}
func (a) Get() string { return "a" }
func f(x s) { sink(x.Get()) }
func g() { f(a{}) }`, []string{"constant a"}},
		{"a closure's variable", `func f(r *http.Request) { q := r.FormValue("q"); func() { sink(q) }() }`, []string{"request form q"}},
		{"a variable that a closure sets", `func f(r *http.Request) { var q string; func() { q = r.FormValue("q") }(); sink(q) }`,
			[]string{"request form q"}},
		{"a callback's parameter", `func each(f func(string)) { f("c") }
func g() { each(func(s string) { sink(s) }) }`, []string{"constant c"}},
		{"a callback's result", `func run[T any](f func() T) T { return f() }
func g() { sink(run(func() string { return "c" })) }`, []string{"constant c"}},
		{"a global", `var v = os.Getenv("V")
func f() { sink(v) }`, []string{"environment V"}},
		{"a context value", `type key struct{}
func put(r *http.Request) { _ = context.WithValue(r.Context(), key{}, r.Header.Get("X")) }
func f(ctx context.Context) { sink(ctx.Value(key{}).(string)) }`, []string{"request header X"}},
		{"the text of an error", `func f() { _, err := os.Open("x"); sink(err.Error()) }`, []string{"error os.Open"}},
		{"the text of a wrapped error", `func f() { _, err := os.Open("x"); err = fmt.Errorf("a: %w", err); sink(err.Error()) }`,
			[]string{"constant a: %w", "error os.Open"}},
		{"an error's own text", `type e struct{ Msg string; Err error }
func (x *e) Error() string { return x.Msg }
func mk(err error) error { return &e{Msg: "m", Err: err} }
func f() { _, err := os.Open("x"); sink(mk(err).Error()) }`, []string{"constant m"}},
		{"a sentinel", `var errX = errors.New("x")
func f() { sink(errX.Error()) }`, []string{"constant x"}},
		{"recursion", `func r(n int, s string) string { if n == 0 { return s }; return r(n-1, s+"a") }
func f(q *http.Request) { sink(r(3, q.FormValue("q"))) }`, []string{"constant a", "request form q"}},
		{"a slice's elements", `func f(r *http.Request) { var parts []string; parts = append(parts, "a"); parts = append(parts, r.FormValue("q")); sink(strings.Join(parts, " ")) }`,
			[]string{"constant  ", "constant a", "constant nil", "request form q"}},
		{"what a cache has under a key", `var cache sync.Map
func f(r *http.Request) { v, _ := cache.Load("k" + r.FormValue("q")); sink(v.(string)) }`, []string{"unknown (*sync.Map).Load"}},
		{"a format of the type", `func f(r *http.Request) { sink(fmt.Sprintf("%T %s %p", r.FormValue("t"), r.FormValue("q"), r)) }`,
			[]string{"constant %T %s %p", "request form q"}},
		{"the first of a list that grows", `func f(r *http.Request) { parts := []string{}; parts = append(parts, "a"); parts = append(parts, r.FormValue("q")); sink(parts[0]) }`,
			[]string{"constant a"}},
		{"a later one of a list that grows", `func f(r *http.Request) { parts := append([]string{"a"}, "b"); parts = append(parts, r.FormValue("q")); sink(parts[2]) }`,
			[]string{"request form q"}},
		{"one behind a list of any length", `func f(r *http.Request, l []string) { parts := append(l, r.FormValue("q")); sink(parts[0]) }`,
			[]string{"parameter l", "request form q"}},
		{"an unknown handler parameter", `func F(s string) { sink(s) }`, []string{"parameter s"}},
		{"a channel", `func f(r *http.Request) { c := make(chan string, 1); c <- r.FormValue("q"); sink(<-c) }`, []string{"request form q"}},
		{"an object that a library fills", `type q struct{ name string }
func load() (*q, error) { v := &q{}; err := binary.Read(os.Stdin, binary.LittleEndian, v); return v, err }
func set(r *http.Request) { v, _ := load(); v.name = r.FormValue("a") }
func f() { v, _ := load(); sink(v.name) }`, []string{"unknown encoding/binary.Read"}},
		{"an object that a library fills through the variable", `type q struct{ name string }
func load() (*q, error) { v := &q{}; err := binary.Read(os.Stdin, binary.LittleEndian, &v); return v, err }
func set(r *http.Request) { v, _ := load(); v.name = r.FormValue("a") }
func f() { v, _ := load(); sink(v.name) }`, []string{"unknown encoding/binary.Read"}},
		{"what any type may do for an encoder", `type a struct{ s string }
func (x a) MarshalJSON() ([]byte, error) { return []byte(x.s), nil }
var _ = a{os.Getenv("A")}
func f(v any) { if m, ok := v.(json.Marshaler); ok { b, _ := m.MarshalJSON(); sink(string(b)) } }`, []string{"parameter v"}},
		{"a struct handed back and forth", `type q struct{ a, b string }
func mk(a, b string) q { return q{a, b} }
func (v q) getA() string { return v.a }
func f(r *http.Request) { v := mk("a", r.FormValue("b")); sink(v.getA()) }`, []string{"constant a"}},
	}
	var sources []string
	for _, test := range tests {
		sources = append(sources, test.src)
	}
	answers := programs(t, flow.Text, sources)
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := answers[i]
			if !slices.Equal(got, test.want) {
				t.Errorf("got %s\nwant %s\nin %s", strings.Join(got, "; "), strings.Join(test.want, "; "), test.src)
			}
		})
	}
}
