package route

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/knowledge"
)

// row is a line of a golden file that the real library wrote.
type row struct {
	Method string   `json:"method"`
	Path   string   `json:"path"`
	Trace  []string `json:"trace"`
}

// notStraight lists fixtures that need more of Go than a replay knows; they are compared in package wiring.
var notStraight = []string{"connect", "oapi"}

// TestLikeTheLibraries compares the routes of each fixture with what the real library lists and what its requests meet.
func TestLikeTheLibraries(t *testing.T) {
	t.Parallel()
	fixtures, err := filepath.Glob("../../../testdata/src/routes/*/routes.json")
	if err != nil || len(fixtures) == 0 {
		t.Fatal("no fixtures")
	}
	for _, golden := range fixtures {
		name := filepath.Base(filepath.Dir(golden))
		if slices.Contains(notStraight, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := replayPackage(t, "./routes/"+name)
			for _, p := range table.Problems {
				t.Errorf("%s: problem: %s", p.Place, p.Text)
			}
			var got []row
			for _, r := range table.Routes() {
				if r.Unresolved != "" {
					t.Errorf("%s %s is unresolved: %s", r.Methods, r.Path, r.Unresolved)
				}
				got = append(got, lines(name, r)...)
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
func lines(fixture string, r Route) []row {
	path := r.Pattern
	switch {
	case r.Row == knowledge.NotFound:
		path = "notfound"
	case fixture == "nethttp" || fixture == "gateway": // the libraries list no patterns
		path = r.Path
	}
	var met []string
	for _, a := range r.Middleware {
		if a.Symbol == "" { // the library's own leaves no trace
			met = append(met, valueName(a.Value))
		}
	}
	met = append(met, valueName(r.Handler))
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
