package schema_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/schema"
)

// write makes a tree of files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		files map[string]string
		from  string
		want  []string
	}{
		{"migrations in order", map[string]string{"go.mod": "", "db/migrations/002_b.up.sql": "two", "db/migrations/001_a.up.sql": "one",
			"db/migrations/001_a.down.sql": "back"}, ".", []string{"one", "two"}},
		{"the way forward of goose", map[string]string{"go.mod": "", "1.sql": "-- +goose Up\nup\n-- +goose Down\ndown"}, ".", []string{"-- +goose Up\nup\n"}},
		{"the way forward of dbmate", map[string]string{"go.mod": "", "1.sql": "-- migrate:up\nup\n-- migrate:down\ndown"}, ".", []string{"-- migrate:up\nup\n"}},
		{"from a directory below", map[string]string{"go.mod": "", "schema.sql": "s", "cmd/app/main.go": ""}, "cmd/app", []string{"s"}},
		{"all modules of a workspace", map[string]string{"go.work": "", "a/go.mod": "", "a/a.sql": "a", "b/go.mod": "", "b/b.sql": "b"}, "a", []string{"a", "b"}},
		{"not those of another module", map[string]string{"go.mod": "", "a.sql": "a", "b/go.mod": "", "b/b.sql": "b"}, ".", []string{"a"}},
		{"not what the go command leaves out", map[string]string{"go.mod": "", "testdata/a.sql": "a", "vendor/b.sql": "b", ".git/c.sql": "c",
			"_old/d.sql": "d", "web/node_modules/e.sql": "e"}, ".", nil},
		{"not a dump", map[string]string{"go.mod": "", "dump.sql": strings.Repeat("x", 1<<20+1)}, ".", nil},
		{"not outside of modules", map[string]string{"a.sql": "a"}, ".", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := schema.Read(filepath.Join(write(t, test.files), test.from))
			if !slices.Equal(got.Texts, test.want) {
				t.Errorf("got %q, want %q", got.Texts, test.want)
			}
			if (got.Sum == "") != (len(test.want) == 0) {
				t.Errorf("%d scripts have the sum %q", len(got.Texts), got.Sum)
			}
		})
	}
}

func TestSum(t *testing.T) {
	t.Parallel()
	files := map[string]string{"go.mod": "", "a.sql": "a", "b.sql": "b"}
	first := schema.Read(write(t, files)).Sum
	if again := schema.Read(write(t, files)).Sum; again != first {
		t.Error("the place of the module changes the sum")
	}
	files["b.sql"] = "c"
	edited := schema.Read(write(t, files)).Sum
	delete(files, "b.sql")
	files["c.sql"] = "c"
	if renamed := schema.Read(write(t, files)).Sum; edited == first || renamed == edited {
		t.Error("an edit or another name leaves the sum as it was")
	}
}
