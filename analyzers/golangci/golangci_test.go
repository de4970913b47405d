package golangci

import (
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/analyzers"
)

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
