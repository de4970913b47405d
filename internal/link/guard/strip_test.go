package guard_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/guard"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/link/wiring"
)

// TestStrip takes from each route of the example services, one after the other, the middleware that protects it, until
// none is left: then the route is not called protected, unless its handler refuses anonymous callers by itself.
func TestStrip(t *testing.T) {
	t.Parallel()
	src := filepath.Join("..", "..", "..", "testdata", "src")
	for _, name := range []string{"chilayers", "echonotes", "fibertasks", "ginshop", "gorillablog", "stdlib"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := graph.New(compiletest.Load(t, src, "./apps/"+name+"/..."))
			court := guard.NewCourt(g)
			lost := 0
			for _, app := range wiring.Start(g) {
				for i := range app.Routes {
					if strip(t, court, app, &app.Routes[i]) {
						lost++
					}
				}
			}
			if lost < 4 {
				t.Errorf("%d routes lost their protection, too few to tell", lost)
			}
		})
	}
}

// strip takes away what protects a route and reports whether nothing is left then.
func strip(t *testing.T, court *guard.Court, app *wiring.App, r *route.Route) bool {
	t.Helper()
	bare := *r
	bare.Middleware = slices.Clone(r.Middleware)
	stripped := false
	for {
		v := court.Judge(app, &bare)
		switch {
		case v.State != guard.Required:
			return stripped // open or in doubt, which are reported both
		case v.By == len(bare.Middleware):
			return false
		case v.By < 0 || v.By > len(bare.Middleware):
			t.Errorf("%v %s: protected by nothing", r.Methods, r.Path)
			return false
		}
		bare.Middleware = slices.Delete(bare.Middleware, v.By, v.By+1)
		stripped = true
	}
}
