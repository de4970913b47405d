package route

import (
	"slices"
	"testing"

	"github.com/apilint/apilint/internal/link/route/routetest"
)

// notStraight lists fixtures that need more of Go than a replay knows; they are compared in package wiring.
var notStraight = []string{"connect", "oapi"}

// TestLikeTheLibraries compares the routes of each fixture with what the real library lists and what its requests meet.
func TestLikeTheLibraries(t *testing.T) {
	t.Parallel()
	routetest.Each(t, "../../../testdata/src/routes/*/routes.json", func(t *testing.T, name, golden string) {
		if slices.Contains(notStraight, name) {
			t.Skip("compared in package wiring")
		}
		table := replayPackage(t, "./routes/"+name)
		for _, p := range table.Problems {
			t.Errorf("%s: problem: %s", p.Place, p.Text)
		}
		var got []routetest.Row
		for _, r := range table.Routes() {
			if r.Unresolved != "" {
				t.Errorf("%s %s is unresolved: %s", r.Methods, r.Path, r.Unresolved)
			}
			got = append(got, routetest.Lines(name, r.Row, r.Methods, r.Pattern, r.Path, trace(r))...)
		}
		routetest.Compare(t, got, routetest.Rows(t, golden))
	})
}

// trace names what a request to a route meets.
func trace(r Route) []string {
	var met []string
	for _, a := range r.Middleware {
		if a.Symbol == "" { // the library's own leaves no trace
			met = append(met, valueName(a.Value))
		}
	}
	return append(met, valueName(r.Handler))
}

func valueName(v Value) string {
	switch v := v.(type) {
	case *named:
		return v.name
	case *applied:
		return v.middleware.name
	case *passesOn:
		return "generated"
	}
	return "?"
}
