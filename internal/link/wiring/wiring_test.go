package wiring_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/wiring"
)

func TestDump(t *testing.T) {
	dir := os.Getenv("DUMP")
	if dir == "" {
		t.Skip()
	}
	g := graph.New(compiletest.Load(t, dir, strings.Fields(os.Getenv("PATTERNS"))...))
	for _, app := range wiring.Start(g) {
		fmt.Println("APP", app.Main, "starved", app.Starved)
		for _, r := range app.Routes {
			fmt.Printf("%v %s h=%T mw=%d @%s unres=%q\n", r.Methods, r.Path, r.Handler, len(r.Middleware), r.Place, r.Unresolved)
		}
		for _, p := range app.Problems {
			fmt.Println("PROBLEM", p.Place, p.Text)
		}
	}
}
