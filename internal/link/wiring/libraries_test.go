package wiring

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/route"
)

const fixtures = "../../../testdata/src"

// row is a line of a golden file that the real library wrote.
type row struct {
	Method string   `json:"method"`
	Path   string   `json:"path"`
	Trace  []string `json:"trace"`
}

// TestLikeTheLibraries starts each fixture and compares its routes with what the real library lists and what its requests
// meet.
func TestLikeTheLibraries(t *testing.T) {
	t.Parallel()
	goldens, err := filepath.Glob(fixtures + "/routes/*/routes.json")
	if err != nil || len(goldens) == 0 {
		t.Fatal("no fixtures")
	}
	for _, golden := range goldens {
		name := filepath.Base(filepath.Dir(golden))
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := graph.New(compiletest.Load(t, fixtures, "./routes/"+name+"/...", "./routes/trace"))
			var got []row
			for _, app := range Start(g) {
				for _, p := range app.Problems {
					t.Errorf("%s: problem: %s", p.Place, p.Text)
				}
				for _, r := range app.Routes {
					if r.Unresolved != "" {
						t.Errorf("%s %s is unresolved: %s", r.Methods, r.Path, r.Unresolved)
					}
					got = append(got, lines(name, r)...)
				}
			}
			compareRows(t, got, readGolden(t, golden))
		})
	}
}

func readGolden(t *testing.T, file string) []row {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		last := len(r.Trace) - 1
		r.Trace[last] = strings.TrimPrefix(r.Trace[last], "= ") // the handler
	}
	return rows
}

// lines writes a route as the golden file does, one line for each method.
func lines(fixture string, r route.Route) []row {
	path := r.Pattern
	switch {
	case r.Row == knowledge.NotFound:
		path = "notfound"
	case fixture == "nethttp" || fixture == "gateway": // the libraries list no patterns
		path = r.Path
	}
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
	if fixture != "oapi" { // where the handler has a chain of its own before it answers
		met = append(met, markOf(r.Handler))
	}
	methods := r.Methods
	if len(methods) == 0 {
		methods = []string{""}
	}
	var rows []row
	for _, m := range methods {
		rows = append(rows, row{m, path, met})
	}
	return rows
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

func compareRows(t *testing.T, got, want []row) {
	t.Helper()
	for _, w := range want {
		i := slices.IndexFunc(got, func(g row) bool { return g.Path == w.Path && g.Method == w.Method })
		if i < 0 {
			t.Errorf("%s %s: missing", w.Method, w.Path)
			continue
		}
		if !slices.Equal(got[i].Trace, w.Trace) {
			t.Errorf("%s %s: meets\n\t%s\nwant\n\t%s", w.Method, w.Path, strings.Join(got[i].Trace, ", "), strings.Join(w.Trace, ", "))
		}
		got = slices.Delete(got, i, i+1)
	}
	for _, g := range got {
		t.Errorf("%s %s: the library has no such route (meets %s)", g.Method, g.Path, strings.Join(g.Trace, ", "))
	}
}
