package docgen

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/imports"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// The examples of the documentation are programs that lack only the package clause and the imports. They compile with the
// libraries that fixtures use; of each rule, the bad one is reported and the good one is not.
func TestExamples(t *testing.T) {
	cache := t.TempDir()
	for _, r := range analyzers.All() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			doc := r.Documentation()
			bad := check(t, cache, r, "bad", doc.Before)
			good := check(t, cache, r, "good", doc.After)
			if bad == 0 || good > 0 {
				t.Errorf("the bad example is reported %d times and the good one %d times", bad, good)
			}
		})
	}
}

// check returns the number of findings of r in an example.
func check(t *testing.T, cache string, r *rule.Rule, name, example string) int {
	t.Helper()
	dir := t.TempDir()
	write := func(file string, content []byte) {
		if err := os.WriteFile(filepath.Join(dir, file), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join("../../testdata/src", file))
		if err != nil {
			t.Fatal(err)
		}
		if file == "go.mod" {
			_, rest, _ := bytes.Cut(content, []byte("\n"))
			content = append([]byte("module example.com/"+r.Name+"/"+name+"\n"), rest...)
		}
		write(file, content)
	}
	source, err := imports.Process(filepath.Join(dir, "main.go"), []byte("package main\n\n"+example), nil)
	if err != nil {
		t.Fatalf("%s example: %v", name, err)
	}
	write("main.go", source)
	result, err := driver.Run(t.Context(), driver.Config{Dir: dir, Cache: cache, Rules: []*rule.Rule{r}})
	if err != nil {
		t.Fatalf("%s example: %v", name, err)
	}
	for _, p := range result.Problems {
		t.Errorf("%s example: %v: %s\n%s", name, p.Place, p.Text, source)
	}
	count := 0
	for _, f := range result.Findings {
		if f.Rule == r.Name && f.Confidence >= finding.Likely {
			t.Logf("%s example: %v: %s", name, f.Place, f.Message)
			count++
		}
	}
	return count
}
