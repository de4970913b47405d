package passtest

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/fix"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
)

// RunFixes applies the fixes of r to the program testdata/src/<rule>/fixes, a single package. Every finding there that r shows by
// default has a fix; what the fixes make of the program compiles and has no finding.
func RunFixes(t *testing.T, r *rule.Rule) {
	t.Helper()
	src := sources(t)
	dir := filepath.Join(src, r.Name, "fixes")
	found := shown(r, compileDir(t, src, "./"+r.Name+"/fixes"))
	if len(found) == 0 {
		t.Fatalf("%s: no findings", dir)
	}
	result, err := fix.Plan(found, func(p finding.Place) string { return filepath.Join(src, filepath.FromSlash(p.File)) }, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Remaining {
		t.Errorf("%s: no fix was applied: %s", f.Place, f.Message)
	}
	fixed, err := os.MkdirTemp(src, "_fixed")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(fixed) })
	if err := os.CopyFS(fixed, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Files {
		if err := os.WriteFile(filepath.Join(fixed, filepath.Base(f.Name)), f.New, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range shown(r, compileDir(t, src, "./"+filepath.Base(fixed))) {
		t.Errorf("%s: found again after its fix: %s", f.Place, f.Message)
	}
}

func compileDir(t *testing.T, src, pattern string) *link.Program {
	t.Helper()
	return link.New(compiletest.Load(t, src, pattern), link.Options{})
}

// shown returns the findings that r shows by default.
func shown(r *rule.Rule, p *link.Program) []finding.Finding {
	return slices.DeleteFunc(findings(r, p), func(f finding.Finding) bool { return !rule.DefaultOptions.Shows(f) })
}
