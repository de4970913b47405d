package link_test

import (
	"bufio"
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link"
)

// TestInventory compares the routes of each fixture with its comments "//= METHOD PATH STATE HANDLER [ROLE]".
func TestInventory(t *testing.T) {
	t.Parallel()
	fixtures := filepath.Join("..", "..", "testdata", "src")
	dirs, err := filepath.Glob(filepath.Join(fixtures, "inventory", "*"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no fixtures")
	}
	for _, dir := range dirs {
		name := filepath.Base(dir)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := link.New(compiletest.Load(t, fixtures, "./inventory/"+name), link.Options{})
			var got []string
			for _, r := range p.Routes() {
				row := r.Name() + " " + string(r.Auth.State) + " " + cmp.Or(r.Handler.Name, "?") + " " + r.Auth.Role
				got = append(got, strings.TrimSpace(row))
			}
			want := declaredRows(t, filepath.Join(dir, name+".go"))
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("routes:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// declaredRows returns the rows that the comments of a fixture declare, in order.
func declaredRows(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if _, row, ok := strings.Cut(lines.Text(), "//= "); ok {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	return rows
}
