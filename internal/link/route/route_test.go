package route

import (
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
)

// script applies operations by hand, with values that a fixture cannot have: unknown and conditional ones.
type script struct {
	*replay
	t    *testing.T
	when When
	line int
}

// oneOf is a value that may be one of several.
type oneOf struct{ values []Elem }

// unknown is a value that nobody knows.
type unknown struct{ name string }

// partly is a list with conditional elements, or with others besides them.
type partly struct {
	elems []Elem
	more  bool
}

// passesOn is a handler of the program that passes each request on to one of several.
type passesOn struct{ to []Value }

func (s *script) Next(v Value) []Value {
	if p, ok := v.(*passesOn); ok {
		return p.to
	}
	return s.replay.Next(v)
}

func newScript(t *testing.T) *script {
	s := &script{replay: &replay{}, t: t}
	s.table = NewTable(s)
	return s
}

func (s *script) Elems(v Value) ([]Elem, bool) {
	if p, ok := v.(*partly); ok {
		return p.elems, !p.more
	}
	return s.replay.Elems(v)
}

func (s *script) Choices(v Value) []Elem {
	if o, ok := v.(*oneOf); ok {
		return o.values
	}
	return s.replay.Choices(v)
}

func (s *script) call(symbol string, recv Value, args ...Value) Value {
	s.t.Helper()
	e := knowledge.Lookup(symbol)
	if e == nil || e.Router == nil {
		s.t.Fatalf("nothing is known of %s", symbol)
	}
	s.line++
	place := finding.Place{File: "main.go", Line: s.line, Col: 1}
	return s.table.Apply(Call{Symbol: symbol, Op: e.Router, Recv: recv, Args: args, Place: place, When: s.when})
}

// under runs f where branch b is undecided.
func (s *script) under(b Branch, f func()) {
	old := s.when
	s.when = append(slices.Clip(old), b)
	f()
	s.when = old
}

func (s *script) serve(h Value) { s.call("net/http.ListenAndServe", nil, ":80", h) }

// want compares the rows: "METHOD path: middleware, middleware? = handler (reason)".
func (s *script) want(rows ...string) {
	s.t.Helper()
	var got []string
	for _, r := range s.table.Routes() {
		got = append(got, describe(r))
	}
	if !slices.Equal(got, rows) {
		s.t.Errorf("routes:\n\t%s\nwant:\n\t%s", strings.Join(got, "\n\t"), strings.Join(rows, "\n\t"))
	}
}

func describe(r Route) string {
	var mws []string
	for _, a := range r.Middleware {
		name := valueName(a.Value)
		if a.Conditional {
			name += "?"
		}
		mws = append(mws, name)
	}
	text := strings.TrimSpace(strings.Join(r.Methods, ",")+" "+r.Path) + ": " + strings.Join(mws, ", ") + " = " + valueName(r.Handler)
	if r.Unresolved != "" {
		text += " (" + r.Unresolved + ")"
	}
	return text
}

func mw(name string) Value { return &named{name} }

func all(vs ...Value) Value { return &list{vs} }

const (
	ginGET   = "(*github.com/gin-gonic/gin.RouterGroup).GET"
	ginUse   = "(*github.com/gin-gonic/gin.Engine).Use"
	ginGroup = "(*github.com/gin-gonic/gin.RouterGroup).Group"
	chiGet   = "(*github.com/go-chi/chi/v5.Mux).Get"
	chiUse   = "(*github.com/go-chi/chi/v5.Mux).Use"
	muxHdl   = "(*net/http.ServeMux).Handle"
)

var branch = finding.Place{File: "main.go", Line: 1000, Col: 1}

func TestConditionalMiddleware(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	r := s.call("github.com/gin-gonic/gin.New", nil)
	s.under(Branch{branch, true}, func() {
		s.call(ginUse, r, all(mw("auth")))
		s.call(ginGET, r, "/same", all(mw("same branch")))
	})
	s.under(Branch{branch, false}, func() { s.call(ginGET, r, "/other", all(mw("other branch"))) })
	s.call(ginGET, r, "/always", all(mw("always")))
	s.want(
		"GET /same: auth = same branch",
		"GET /other:  = other branch",
		"GET /always: auth? = always",
	)
}

func TestConditionalElement(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	r := s.call("github.com/go-chi/chi/v5.NewRouter", nil)
	s.call(chiUse, r, &partly{elems: []Elem{{Value: mw("log")}, {Value: mw("auth"), When: When{{branch, true}}}}})
	s.call(chiGet, r, "/x", mw("x"))
	s.want("GET /x: log, auth? = x")
}

func TestOneOfSeveralHandlers(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	r := s.call("github.com/go-chi/chi/v5.NewRouter", nil)
	s.call(chiUse, r, all(mw("log")))
	s.call(chiGet, r, "/x", mw("x"))
	wrapped := &applied{&named{"auth"}, r}
	s.serve(&oneOf{[]Elem{{Value: r, When: When{{branch, false}}}, {Value: wrapped, When: When{{branch, true}}}}})
	s.want("GET /x: auth?, log = x")
}

func TestUnknownOperands(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	r := s.call("github.com/gin-gonic/gin.New", nil)
	g := s.call(ginGroup, r, &unknown{"prefix"}, all(mw("group")))
	s.call(ginGET, g, "/x", all(mw("x")))
	s.call(ginGET, r, "/list", &partly{elems: []Elem{{Value: mw("h")}}, more: true})
	s.call(ginGET, r, "/none", &partly{more: true})
	s.call("(*github.com/gin-gonic/gin.RouterGroup).Handle", r, &unknown{"method"}, "/m", all(mw("m")))
	s.want(
		"GET /{?}/x: group = x (the path is not constant)",
		"GET /list:  = h (not all handlers are known)",
		"GET /none:  = ? (the handlers are not known)",
		"/m:  = m (the method is not constant)",
	)
}

func TestUnknownRouter(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	s.call(ginGET, &unknown{"router"}, "/x", all(mw("x")))
	s.want()
	if len(s.table.Problems) != 1 {
		t.Errorf("problems: %v, want one about the unknown router", s.table.Problems)
	}
}

func TestUseAfterRoutesOfChi(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	r := s.call("github.com/go-chi/chi/v5.NewRouter", nil)
	s.call(chiGet, r, "/x", mw("x"))
	s.call(chiUse, r, all(mw("late")))
	if len(s.table.Problems) != 1 {
		t.Errorf("problems: %v, want one: chi panics", s.table.Problems)
	}
}

func TestDefaultServeMux(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	s.call("net/http.HandleFunc", nil, "GET /x", mw("x"))
	s.serve(nil)
	s.want("GET /x:  = x")
}

func TestUnservedRouters(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	served := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, served, "/served", mw("served"))
	other := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, other, "/other", mw("other"))
	s.serve(served)
	s.want("/served:  = served", "/other:  = other")
	for _, r := range s.table.Routes() {
		if r.Server.IsValid() != (r.Path == "/served") {
			t.Errorf("%s: server %v", r.Path, r.Server)
		}
	}
}

func TestUnknownServer(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	s.call("(*net/http.Server).ListenAndServe", &unknown{"server"})
	s.serve(&unknown{"handler"})
	s.want("/:  = ?")
}

func TestSpecificPatternKeepsItsOwnMiddleware(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	api := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, api, "/api/public/x", mw("x"))
	s.call(muxHdl, api, "/api/y", mw("y"))
	root := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, root, "/api/", &applied{&named{"auth"}, api})
	s.call(muxHdl, root, "/api/public/", api)
	s.serve(root)
	s.want("/api/y: auth = y", "/api/public/x:  = x")
}

func TestRouterThatServesItself(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	r := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, r, "/again/", r)
	s.call(muxHdl, r, "/x", mw("x"))
	s.serve(r)
	s.want("/x:  = x")
}

func TestMountWithoutStripPrefix(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	sub := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, sub, "/x", mw("x"))
	root := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, root, "/sub/", sub)
	s.serve(root)
	s.want("/sub/:  = ? (no route of the router is below this path)")
}

func TestDecorate(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	r := s.call("github.com/go-chi/chi/v5.NewRouter", nil)
	s.call(chiGet, r, "/x", mw("x"))
	s.serve(s.table.Decorate(mw("cors"), "", r, finding.Place{}, nil))
	s.want("GET /x: cors = x")
}

func TestProceduresOfConnect(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	opts := all(s.call("connectrpc.com/connect.WithInterceptors", nil, all(mw("interceptor"))))
	hello := s.call("connectrpc.com/connect.NewUnaryHandler", nil, "/fixtures.Greeter/Hello", mw("hello"), opts)
	watch := s.call("connectrpc.com/connect.NewServerStreamHandler", nil, "/fixtures.Greeter/Watch", mw("watch"), opts)
	generated := &passesOn{[]Value{hello, watch}}
	mux := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, mux, "/fixtures.Greeter/", generated)
	s.serve(mux)
	s.want(
		"/fixtures.Greeter/Hello: generated, interceptor = hello",
		"/fixtures.Greeter/Watch: generated, interceptor = watch",
	)
}

func TestHandlerThatChooses(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	mux := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, mux, "/x", &passesOn{[]Value{mw("a"), mw("b")}})
	s.serve(mux)
	s.want("/x:  = generated") // there is no router behind it, so it is the handler
}

func TestWaysToOneRouter(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	r := s.call("github.com/go-chi/chi/v5.NewRouter", nil)
	s.call(chiUse, r, all(mw("log")))
	s.call(chiGet, r, "/x", mw("x"))
	other := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, other, "/y", mw("y"))
	s.serve(&passesOn{[]Value{r, &applied{&named{"auth"}, r}, other}})
	s.want("GET /x: generated, log = x", "/y: generated = y") // what generated puts around r is its own affair
}

func TestWhatStripPrefixHides(t *testing.T) {
	t.Parallel()
	s := newScript(t)
	sub := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, sub, "/x", mw("x"))
	inner := s.call("net/http.StripPrefix", nil, "/a/b", &applied{&named{"inside"}, sub})
	root := s.call("net/http.NewServeMux", nil)
	s.call(muxHdl, root, "/a/b/", &applied{&named{"outside"}, inner})
	s.serve(root)
	s.want("/a/b/x: outside, inside = x")
	r := s.table.Routes()[0]
	if got := []int{r.Middleware[0].Cut, r.Middleware[1].Cut, r.Cut}; !slices.Equal(got, []int{0, 2, 2}) {
		t.Errorf("segments that outside, inside and x do not see: %d, want 0, 2 and 2", got)
	}
}

func TestDecompile(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		code []int
		pool []string
		want string
	}{
		{"literal", []int{2, 0}, []string{"v1"}, "/v1"},
		{"variable", []int{2, 0, 1, 0, 4, 1, 5, 1}, []string{"v1", "id"}, "/v1/{id}"},
		{"variable of several segments", []int{2, 0, 1, 0, 4, 2, 5, 1}, []string{"users", "name"}, "/users/{name}"},
		{"literal not in the pool", []int{2, 7}, []string{"v1"}, "/" + string(Unknown)},
		{"more to join than there is", []int{2, 0, 4, 9}, []string{"v1"}, "/v1"},
		{"operand missing", []int{2, 0, 2}, []string{"v1"}, "/v1"},
		{"empty", nil, nil, "/"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := decompile(test.code, test.pool); got != test.want {
				t.Errorf("decompile(%v, %q) = %q, want %q", test.code, test.pool, got, test.want)
			}
		})
	}
}
