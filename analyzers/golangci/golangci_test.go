package golangci

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/analyzers"
)

// The configuration decides what the settings do not.
func TestConfiguration(t *testing.T) {
	name := filepath.Join(t.TempDir(), "apilint.yml")
	write := func(content string) {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	built := func(settings map[string]any) []string {
		settings["config"] = name
		p, err := New(settings)
		if err != nil {
			t.Fatal(err)
		}
		as, err := p.BuildAnalyzers()
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, a := range as {
			names = append(names, a.Name)
		}
		return names
	}
	write("rules: [{rule: '*', enabled: false}, {rule: cors, enabled: true}]\n")
	first := built(map[string]any{})
	if len(first) != 3 || first[0] != "cors" || first[1] != "directive" {
		t.Errorf("got %q", first)
	}
	if got := built(map[string]any{"enable": []any{"errleak"}}); !slices.Contains(got, "errleak") {
		t.Errorf("a rule that is asked for is not among %q", got)
	}
	write("rules: [{rule: '*', enabled: false}, {rule: cors, enabled: true}]\n# edited\n")
	if again := built(map[string]any{}); again[2] == first[2] {
		t.Error("golangci-lint would not notice that the configuration was edited")
	}
	write("rulez: []\n")
	if _, err := New(map[string]any{"config": name}); err == nil || !strings.Contains(err.Error(), "did you mean rules?") {
		t.Errorf("got %v", err)
	}
}

func TestSettings(t *testing.T) {
	var all []string
	for _, r := range analyzers.Default() {
		all = append(all, r.Name)
	}
	all = append(all, "directive", "apilintconfig")
	without := func(name string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(n string) bool { return n == name })
	}
	tests := []struct {
		name     string
		settings any // as golangci-lint hands them over
		want     []string
		err      string // part of the error, "" for none
	}{
		{"none", nil, all, ""},
		{"empty", map[string]any{}, all, ""},
		{"a preset", map[string]any{"preset": "audit"}, all, ""},
		{"a disabled rule", map[string]any{"disable": []any{"cors"}}, without("cors"), ""},
		{"a confidence", map[string]any{"confidence": "high"}, all, ""},
		{"an unknown setting", map[string]any{"presets": "audit"}, nil, `unknown field "presets"`},
		{"an unknown preset", map[string]any{"preset": "all"}, nil, `unknown preset "all"`},
		{"an unknown rule", map[string]any{"disable": []any{"corse"}}, nil, "did you mean cors?"},
		{"an unknown confidence", map[string]any{"confidence": "sure"}, nil, `unknown confidence "sure"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			newPlugin, err := register.GetPlugin("apilint")
			if err != nil {
				t.Fatal(err)
			}
			p, err := newPlugin(tt.settings)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("got error %v, want %s", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := p.GetLoadMode(); got != register.LoadModeTypesInfo {
				t.Errorf("load mode %s", got)
			}
			as, err := p.BuildAnalyzers()
			if err != nil {
				t.Fatal(err)
			}
			if err := analysis.Validate(as); err != nil {
				t.Error(err)
			}
			var got []string
			for _, a := range as {
				got = append(got, a.Name)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// golangci-lint notices an edit of a migration, too.
func TestScripts(t *testing.T) {
	t.Chdir(t.TempDir())
	marker := func(script string) string {
		for name, text := range map[string]string{"go.mod": "module m\n", "1.sql": script} {
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		p, err := New(map[string]any{"config": "off"})
		if err != nil {
			t.Fatal(err)
		}
		as, err := p.BuildAnalyzers()
		if err != nil {
			t.Fatal(err)
		}
		return as[len(as)-1].Name
	}
	first := marker("CREATE TABLE t (id int);")
	if marker("CREATE TABLE t (id int);") != first || marker("CREATE TABLE u (id int);") == first {
		t.Error("the marker stands for something else than the scripts")
	}
}
