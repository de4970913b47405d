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

// TestInventory compares the routes of each fixture with its comments "//= METHOD PATH STATE HANDLER [ROLE]". A question mark
// after the state says that configuration can switch the authentication off. With "//@= " the comment also says where the
// route is registered.
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
			lines := map[string]int{}
			for _, r := range p.Routes() {
				doubt := ""
				if r.Auth.Conditional {
					doubt = "?"
				}
				row := r.Name() + " " + string(r.Auth.State) + doubt + " " + cmp.Or(r.Handler.Name, "?") + " " + r.Auth.Role
				got = append(got, strings.TrimSpace(row))
				lines[strings.TrimSpace(row)] = r.Place.Line
			}
			want, placed := declaredRows(t, filepath.Join(dir, name+".go"))
			for row, line := range placed {
				if got, ok := lines[row]; ok && got != line {
					t.Errorf("%s: registered in line %d, want %d", row, got, line)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("routes:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// declaredRows returns the rows that the comments of a fixture declare, in order, and the lines of those that say where they are.
func declaredRows(t *testing.T, file string) (rows []string, placed map[string]int) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	placed = map[string]int{}
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		n++
		if _, row, ok := strings.Cut(lines.Text(), "//@= "); ok {
			rows, placed[row] = append(rows, row), n
			continue
		}
		_, comment, _ := strings.Cut(lines.Text(), "//= ")
		for row := range strings.SplitSeq(comment, " //= ") {
			if row != "" {
				rows = append(rows, row)
			}
		}
	}
	slices.Sort(rows)
	return rows, placed
}
