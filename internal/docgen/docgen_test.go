package docgen

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apilint/apilint/analyzers"
)

var update = flag.Bool("update", false, "rewrite the documentation")

const (
	readme = "../../README.md"
	pages  = "../../docs/rules"
)

func TestDocumentationIsCurrent(t *testing.T) {
	rules := analyzers.All()
	present, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	spliced, err := Splice(present, Table(rules))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]byte{readme: spliced}
	for _, r := range rules {
		want[filepath.Join(pages, r.Name+".md")] = []byte(Page(r))
	}
	words, err := Vocabulary("../knowledge")
	if err != nil {
		t.Fatal(err)
	}
	want["../config/vocabulary.go"] = words
	schema, err := ConfigSchema("../config", "../knowledge", rules)
	if err != nil {
		t.Fatal(err)
	}
	want["../../docs/apilint.schema.json"] = schema
	for name, content := range want {
		if *update {
			if err := os.WriteFile(name, content, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%s is not current (error %v); run go generate ./internal/docgen", name, err)
		}
	}
}

func TestEveryPageHasItsRule(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(pages, "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d pages, error %v", len(files), err)
	}
	for _, f := range files {
		name := filepath.Base(f[:len(f)-len(".md")])
		if _, err := analyzers.Lookup(name); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestSplice(t *testing.T) {
	tests := []struct{ name, readme, want string }{
		{"replaces what stood there", "a\n" + begin + "old\n" + end + "b\n", "a\n" + begin + "new\n" + end + "b\n"},
		{"without a begin", "a\n" + end, ""},
		{"without an end", "a\n" + begin, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Splice([]byte(tt.readme), "new\n")
			if string(got) != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
			if err == nil {
				if again, _ := Splice(got, "new\n"); !slices.Equal(again, got) {
					t.Errorf("splicing again changed %q to %q", got, again)
				}
			}
		})
	}
}
