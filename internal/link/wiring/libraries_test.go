package wiring

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/link/route/routetest"
)

const fixtures = "../../../testdata/src"

// TestLikeTheLibraries starts each fixture and compares its routes with what the real library lists and what its requests
// meet.
func TestLikeTheLibraries(t *testing.T) {
	t.Parallel()
	routetest.Each(t, fixtures+"/routes/*/routes.json", func(t *testing.T, name, golden string) {
		g := graph.New(compiletest.Load(t, fixtures, "./routes/"+name+"/...", "./routes/trace"))
		var got []routetest.Row
		for _, app := range Start(g) {
			for _, p := range app.Problems {
				t.Errorf("%s: problem: %s", p.Place, p.Text)
			}
			for _, r := range app.Routes {
				if r.Unresolved != "" {
					t.Errorf("%s %s is unresolved: %s", r.Methods, r.Path, r.Unresolved)
				}
				got = append(got, routetest.Lines(name, r.Row, r.Methods, r.Pattern, r.Path, trace(name, r))...)
			}
		}
		routetest.Compare(t, got, routetest.Rows(t, golden))
	})
}

// trace names what a request to a route meets.
func trace(fixture string, r route.Route) []string {
	var met []string
	for _, a := range r.Middleware {
		if a.Shape == knowledge.Closed && (markOf(a.Value) == "" || isBound(a.Value)) {
			continue // a generated handler that hands requests on
		}
		if a.Symbol != "" {
			continue // the library's own leaves no trace
		}
		met = append(met, markOf(a.Value))
	}
	if fixture == "oapi" {
		return met // the handler has a chain of its own before it answers
	}
	return append(met, markOf(r.Handler))
}

// markOf returns the text that a closure of the fixture has captured, or the name of a method.
func markOf(v eval.Value) string {
	switch x := plain(v).(type) {
	case eval.Str:
		return string(x)
	case *eval.Ptr:
		return markOf(x.To.V)
	case *eval.Iface:
		return markOf(x.V)
	case *eval.Func:
		for _, b := range x.Bind {
			if name := markOf(b); name != "" {
				return name
			}
		}
		if x.Bound {
			return x.ID[strings.LastIndexByte(x.ID, '.')+1:]
		}
	}
	return ""
}

func isBound(v eval.Value) bool {
	if i, ok := plain(v).(*eval.Iface); ok {
		v = i.V
	}
	fn, ok := plain(v).(*eval.Func)
	return ok && fn.Bound
}
