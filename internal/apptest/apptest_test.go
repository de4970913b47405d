package apptest

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"testing"
)

const src = "../../testdata/src"

// rules are the rules that fixtures may expect.
var rules = []string{"bodylimit", "cors", "errleak", "ownercheck", "ratelimit", "routeauth", "secretlog", "sqlconcat"}

func TestParseWants(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []Want
		wantErr    bool
	}{
		{name: "rule alone", text: "cors", want: []Want{{Rule: "cors"}}},
		{name: "rule with pattern", text: `cors "any origin"`, want: []Want{{Rule: "cors", Pattern: "any origin"}}},
		{name: "raw pattern", text: "cors `\\*`", want: []Want{{Rule: "cors", Pattern: `\*`}}},
		{name: "several rules", text: `routeauth "GET /x" errleak`, want: []Want{{Rule: "routeauth", Pattern: "GET /x"}, {Rule: "errleak"}}},
		{name: "pattern without rule", text: `"x"`, wantErr: true},
		{name: "unterminated pattern", text: `cors "x`, wantErr: true},
		{name: "nothing", text: " ", wantErr: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := parseWants(tt.text)
			if (err != nil) != tt.wantErr {
				t.Fatalf("parseWants(%q): error %v, want error: %t", tt.text, err, tt.wantErr)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("parseWants(%q) = %v, want %v", tt.text, got, tt.want)
			}
		})
	}
}

func TestServicesAgreeWithTheirComments(t *testing.T) {
	t.Parallel()
	for _, dir := range directories(t, filepath.Join(src, "apps")) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			expected, err := Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			comments := readComments(t, dir)
			checkFindings(t, expected.Findings, comments.Wants)
			checkRoutes(t, expected.Routes)
			if comments.NearMisses < len(comments.Wants) {
				t.Errorf("%d near misses for %d findings, want at least as many", comments.NearMisses, len(comments.Wants))
			}
		})
	}
}

func checkFindings(t *testing.T, findings []Finding, wants []Want) {
	t.Helper()
	for _, f := range findings {
		matches := func(w Want) bool {
			return w.Rule == f.Rule && w.File == f.File && w.Line == f.Line && matchPattern(t, w.Pattern, f.Contains)
		}
		if i := slices.IndexFunc(wants, matches); i < 0 {
			t.Errorf("%s:%d: expected.json has %s %q, but no want comment says so", f.File, f.Line, f.Rule, f.Contains)
		} else {
			wants = slices.Delete(slices.Clone(wants), i, i+1)
		}
	}
	for _, w := range wants {
		t.Errorf("%s:%d: want comment of %s %q is not in expected.json", w.File, w.Line, w.Rule, w.Pattern)
	}
}

func checkRoutes(t *testing.T, routes []Route) {
	t.Helper()
	type endpoint struct{ method, path string }
	seen := make(map[endpoint]bool)
	for _, r := range routes {
		e := endpoint{r.Method, r.Path}
		if r.Method == "" || r.Path == "" || r.Handler == "" || seen[e] {
			t.Errorf("route is incomplete or listed twice: %+v", r)
		}
		seen[e] = true
		if !slices.Contains([]Auth{Required, Optional, None, Public}, r.Auth) {
			t.Errorf("route %s %s: unknown auth %q", r.Method, r.Path, r.Auth)
		}
		if r.Role != "" && r.Auth != Required {
			t.Errorf("route %s %s demands a role without authentication", r.Method, r.Path)
		}
	}
}

func TestRuleFixturesHaveNearMisses(t *testing.T) {
	t.Parallel()
	for _, rule := range rules {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			var found, missed int
			for _, dir := range directories(t, filepath.Join(src, rule)) {
				comments := readComments(t, dir)
				for _, w := range comments.Wants {
					if w.Rule != rule {
						t.Errorf("%s/%s:%d: fixture of %s wants %s", filepath.Base(dir), w.File, w.Line, rule, w.Rule)
					}
				}
				if len(comments.Wants)+comments.NearMisses == 0 {
					t.Errorf("%s expects nothing", dir)
				}
				found += len(comments.Wants)
				missed += comments.NearMisses
			}
			if found == 0 || missed < found {
				t.Errorf("%d positives and %d near misses, want some and at least as many", found, missed)
			}
		})
	}
}

func readComments(t *testing.T, dir string) *Comments {
	t.Helper()
	comments, err := ReadComments(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range comments.Wants {
		if !slices.Contains(rules, w.Rule) {
			t.Errorf("%s:%d: want comment names unknown rule %q", w.File, w.Line, w.Rule)
		}
		matchPattern(t, w.Pattern, "")
	}
	return comments
}

func matchPattern(t *testing.T, pattern, text string) bool {
	t.Helper()
	re, err := regexp.Compile(pattern)
	if err != nil {
		t.Errorf("want comment: %v", err)
		return false
	}
	return re.MatchString(text)
}

func directories(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var dirs []string
	for _, e := range entries {
		if e.IsDir() {
			dirs = append(dirs, filepath.Join(dir, e.Name()))
		}
	}
	return dirs
}
