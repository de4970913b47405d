package flow_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// origins returns the origins of the arguments of the only call of sink in a program: kind and name, sorted.
func origins(t *testing.T, p *flow.Policy, src string) []string {
	t.Helper()
	g := graph.New(compiletest.Source(t, src))
	tr := flow.New(g)
	var got []string
	for f := range g.Funcs {
		for _, in := range f.Instrs {
			if in.Op != summary.OpCall || f.Sym(in) != "example.com/app.sink" {
				continue
			}
			for _, o := range tr.Origins(p, nil, f, in.Args[0], "") {
				text := o.Kind.String()
				if o.Part != "" {
					text += " " + o.Part
				}
				got = append(got, text+" "+o.Name)
			}
		}
	}
	slices.Sort(got)
	return slices.Compact(got)
}

const header = `package main

import (
	"encoding/json"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
)

var _ = json.Marshal
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
		{"an unknown handler parameter", `func F(s string) { sink(s) }`, []string{"parameter s"}},
		{"a channel", `func f(r *http.Request) { c := make(chan string, 1); c <- r.FormValue("q"); sink(<-c) }`, []string{"request form q"}},
		{"a struct handed back and forth", `type q struct{ a, b string }
func mk(a, b string) q { return q{a, b} }
func (v q) getA() string { return v.a }
func f(r *http.Request) { v := mk("a", r.FormValue("b")); sink(v.getA()) }`, []string{"constant a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := origins(t, flow.Text, header+test.src)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %s\nwant %s\nin %s", strings.Join(got, "; "), strings.Join(test.want, "; "), test.src)
			}
		})
	}
}
