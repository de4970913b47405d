package analyzers

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

func TestRegistryIsValid(t *testing.T) {
	if err := rule.Validate(All()); err != nil {
		t.Error(err)
	}
}

func TestAnalyzersAreThoseOfTheRules(t *testing.T) {
	as := Analyzers()
	if err := analysis.Validate(as); err != nil {
		t.Error(err)
	}
	var got, want []string
	for _, a := range as {
		got = append(got, a.Name)
	}
	for _, r := range All() {
		want = append(want, r.Name)
	}
	if want = append(want, finding.DirectiveRule); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEveryPassIsRegistered(t *testing.T) {
	dirs, err := filepath.Glob("../passes/*/rule.go")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("found %d passes, error %v", len(dirs), err)
	}
	for _, file := range dirs {
		name := filepath.Base(filepath.Dir(file))
		if !slices.ContainsFunc(All(), func(r *rule.Rule) bool { return r.Name == name }) {
			t.Errorf("passes/%s is not in the registry", name)
		}
		source, err := os.ReadFile(filepath.Join(filepath.Dir(file), "doc.go"))
		if err != nil {
			t.Fatal(err)
		}
		if r, err := Lookup(name); err == nil && r.Source != string(source) {
			t.Errorf("rule %s does not embed its doc.go", name)
		}
	}
}

func TestAuditHoldsTheDefaultRules(t *testing.T) {
	audit := Preset(rule.Audit)
	for _, r := range Default() {
		if !slices.Contains(audit, r) {
			t.Errorf("the audit preset lacks %s", r.Name)
		}
	}
}

func TestLookup(t *testing.T) {
	var names []string
	for _, r := range All() {
		names = append(names, r.Name)
	}
	tests := []struct{ name, want string }{
		{"cors", ""},
		{"ownerchek", `unknown rule "ownerchek" (did you mean ownercheck?)`},
		{"SQLConcat", `unknown rule "SQLConcat" (did you mean sqlconcat?)`},
		{"secret", `unknown rule "secret" (did you mean secretlog?)`},
		{"nothing", `unknown rule "nothing" (the rules are ` + strings.Join(names, ", ") + ")"},
	}
	for _, tt := range tests {
		r, err := Lookup(tt.name)
		switch {
		case tt.want == "" && (err != nil || r.Name != tt.name):
			t.Errorf("Lookup(%q) = %v, %v", tt.name, r, err)
		case tt.want != "" && (err == nil || err.Error() != tt.want):
			t.Errorf("Lookup(%q): got error %v, want %s", tt.name, err, tt.want)
		}
	}
}
