package docgen

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/imports"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// The examples of the documentation are programs that lack only the package clause and the imports. They compile; of each
// rule, the bad one is reported and the good one is not.
func TestExamples(t *testing.T) {
	cache := t.TempDir()
	for _, r := range analyzers.All() {
		doc := r.Documentation()
		bad := check(t, cache, r, "bad", doc.Before)
		good := check(t, cache, r, "good", doc.After)
		if bad == 0 || good > 0 {
			t.Errorf("%s reports the bad example %d times and the good one %d times", r.Name, bad, good)
		}
	}
}

// check returns the number of findings of r in an example.
func check(t *testing.T, cache string, r *rule.Rule, name, example string) int {
	t.Helper()
	source, err := imports.Process("main.go", []byte("package main\n\n"+example), nil)
	if err != nil {
		t.Fatalf("%s, %s example: %v", r.Name, name, err)
	}
	dir := t.TempDir()
	for file, content := range map[string]string{"go.mod": "module example.com/" + r.Name + "/" + name + "\n\ngo 1.26\n", "main.go": string(source)} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	result, err := driver.Run(t.Context(), driver.Config{Dir: dir, Cache: cache, Rules: []*rule.Rule{r}})
	if err != nil {
		t.Fatalf("%s, %s example: %v", r.Name, name, err)
	}
	for _, p := range result.Problems {
		t.Errorf("%s, %s example: %v: %s\n%s", r.Name, name, p.Place, p.Text, source)
	}
	count := 0
	for _, f := range result.Findings {
		if f.Rule == r.Name && f.Confidence >= finding.Likely {
			t.Logf("%s, %s example: %v: %s", r.Name, name, f.Place, f.Message)
			count++
		}
	}
	return count
}
