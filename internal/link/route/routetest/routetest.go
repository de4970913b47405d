// Package routetest reads what real router libraries did with the fixtures of testdata/src, for tests of the layers that
// model them.
package routetest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/knowledge"
)

// Each runs a test for each golden file that matches a pattern such as "testdata/src/routes/*/routes.json"; it is given the
// name of the fixture, which is the file's folder.
func Each(t *testing.T, pattern string, run func(t *testing.T, name, file string)) {
	t.Helper()
	files, err := filepath.Glob(filepath.FromSlash(pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures match %s: %v", pattern, err)
	}
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, name, file)
		})
	}
}

// Read returns the lines of a golden file.
func Read[T any](t *testing.T, file string) []T {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var lines []T
	if err := json.Unmarshal(data, &lines); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return lines
}

// Row is a route of testdata/src/routes as the library lists it, and the names of what a request to it met.
type Row struct {
	Method string   `json:"method"`
	Path   string   `json:"path"`
	Trace  []string `json:"trace"`
}

// Rows returns the rows of a golden file, with the name of the handler alone at the end of each trace.
func Rows(t *testing.T, file string) []Row {
	t.Helper()
	rows := Read[Row](t, file)
	for _, r := range rows {
		last := len(r.Trace) - 1
		r.Trace[last] = strings.TrimPrefix(r.Trace[last], "= ")
	}
	return rows
}

// Lines returns the rows of a route, one for each method. A fixture lists the pattern of a route as it was written, or its
// path where the library lists nothing.
func Lines(fixture string, kind knowledge.Row, methods []string, pattern, path string, trace []string) []Row {
	switch {
	case kind == knowledge.NotFound:
		pattern = "notfound"
	case fixture == "nethttp" || fixture == "gateway":
		pattern = path
	}
	if len(methods) == 0 {
		methods = []string{""}
	}
	var rows []Row
	for _, m := range methods {
		rows = append(rows, Row{m, pattern, trace})
	}
	return rows
}

// Compare reports the differences between the rows that were found and those of the library.
func Compare(t *testing.T, got, want []Row) {
	t.Helper()
	for _, w := range want {
		i := slices.IndexFunc(got, func(g Row) bool { return g.Path == w.Path && g.Method == w.Method })
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
