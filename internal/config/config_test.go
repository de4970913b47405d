package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
)

var rules = []*rule.Rule{{Name: "routeauth"}, {Name: "secretlog"}, {Name: "pagelimit", Preset: rule.Audit}}

func TestEverythingIsRead(t *testing.T) {
	c, err := Load("testdata/everything.yml", ".", rules)
	if err != nil {
		t.Fatal(err)
	}
	if c.Preset != rule.Audit || *c.Confidence != finding.Unlikely || *c.Severity != finding.Medium || !c.Generated {
		t.Errorf("the thresholds are %v, %v, %v, %t", c.Preset, *c.Confidence, *c.Severity, c.Generated)
	}
	if len(c.Exclude) != 2 || len(c.Rules) != 2 || *c.Rules[0].Enabled || c.Rules[1].Paths[0].String() != "internal/admin/**" {
		t.Errorf("exclude %v, rules %v", c.Exclude, c.Rules)
	}
	o := c.Link()
	if len(o.Public) != 1 || o.Public[0].Reason == "" || o.Public[0].Place != (finding.Place{File: "everything.yml", Line: 15, Col: 5}) {
		t.Errorf("public %+v", o.Public)
	}
	if !o.Deployment.TLS || o.Deployment.BodyLimit != 10e6 ||
		!o.Deployment.LimitsRate(&link.Route{Methods: []string{"POST"}, Path: "/login"}) {
		t.Errorf("deployment %+v", o.Deployment)
	}
	if len(o.Roles) != 1 || o.Roles[0].Name != "admin" || !o.Roles[0].Privileged || len(o.Roles[0].Routes) != 1 {
		t.Errorf("roles %+v", o.Roles)
	}
	for symbol, want := range map[string]knowledge.Entry{
		"(*example.com/shop/auth.Guard).RequireAdmin": {Guard: &knowledge.Guard{Is: knowledge.Refuses, Scheme: "session"}},
		"example.com/shop/web.Router.Get": {Router: &knowledge.Router{Op: knowledge.Handle, Family: "chi", Methods: []string{"GET"},
			Path: knowledge.Arg0, Handler: knowledge.Arg1}},
		"(example.com/shop/db.Store).Run": {Query: &knowledge.Query{Do: knowledge.ByText, Text: knowledge.Arg1, Params: knowledge.Arg2}},
		"example.com/shop/text.Clean": {Flow: &knowledge.Flow{From: []knowledge.Arg{knowledge.Arg0},
			Safe: []knowledge.Sink{knowledge.InSQL, knowledge.InLog}}},
	} {
		got := o.Models.Lookup(symbol)
		if got == nil {
			t.Errorf("there is no model of %s", symbol)
			continue
		}
		want.Symbol, want.Signature = got.Symbol, got.Signature
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("%s: %+v, want %+v", symbol, *got, want)
		}
	}
}

func TestParse(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"nothing", "", ""},
		{"only comments", "# preset: audit\n", ""},
		{"an unknown key", "preset: audit\nexclud: [a]\n", `f:2:1: unknown key "exclud" (did you mean exclude?)`},
		{"an unknown key without neighbour", "colour: red\n", `f:1:1: unknown key "colour"`},
		{"an unknown key deep down", "proxy:\n  body-limt: 1MB\n", `f:2:3: unknown key "body-limt" (did you mean body-limit?)`},
		{"all that is wrong, in order", "sverity: low\npreset: all\n", "f:1:1: unknown key \"sverity\" (did you mean severity?)\nf:2:9: preset: unknown preset \"all\" (want one of default, audit)"},
		{"a key that stands there twice", "generated: true\ngenerated: false\n", "f:2:1: generated stands here twice"},
		{"an unknown rule", "rules:\n  - rule: routauth\n", `f:2:5: unknown rule "routauth" (did you mean routeauth?)`},
		{"a rule without name", "rules:\n  - enabled: false\n", "f:2:5: an entry of rules lacks rule"},
		{"a text for a list", "exclude: a\n", "f:1:10: exclude is a list, not a text"},
		{"a list for a text", "public: [{path: [a], reason: b}]\n", "f:1:17: path is a text, not a list"},
		{"a number for a switch", "generated: 1\n", "f:1:12: generated is true or false, not a number"},
		{"a text for a switch", "generated: \"true\"\n", "f:1:12: generated is true or false, not a text"},
		{"a key without value", "public:\n", "f:1:8: public has no value"},
		{"a list at the top", "- a\n", "f:1:1: the configuration has keys with values, and is not a list"},
		{"an empty pattern", "exclude: [\"\"]\n", "f:1:11: an entry of exclude: pattern is empty"},
		{"a size", "proxy: {body-limit: 10 apples}\n", `f:1:21: body-limit: "10 apples" is no size (want one like 1048576, 10MB or 512KiB)`},
		{"a public route without reason", "public: [{path: /a}]\n", "f:1:10: an entry of public lacks reason"},
		{"a word", "models: [{symbol: p.F, guard: {is: refuse}}]\n", `f:1:36: is cannot be "refuse" (did you mean refuses?)`},
		{"a word without neighbour", "models: [{symbol: p.F, router: {row: x}}]\n", `f:1:38: row cannot be "x" (want one of static, notfound, redirect, debug, docs)`},
		{"an argument", "models: [{symbol: p.F, log: {message: 6}}]\n", "f:1:39: message is an argument, counted from 0, or the word receiver"},
		{"a symbol", "models: [{symbol: F, guard: {is: passes}}]\n", `f:1:10: "F" is no symbol (want path.Function, (path.Type).Method, (*path.Type).Method or path.Variable)`},
		{"braces", "models: [{symbol: \"p.{F\", guard: {is: passes}}]\n", "f:1:10: p.{F: braces do not match"},
		{"a model that says nothing", "models: [{symbol: p.F}]\n", "f:1:10: the model of p.F says nothing about it"},
		{"a family", "models: [{symbol: p.F, router: {op: new, family: chy}}]\n", `f:1:10: family cannot be "chy" (did you mean chi?)`},
		{"two models of one aspect", "models:\n  - {symbol: p.F, guard: {is: passes}}\n  - {symbol: \"p.{E,F}\", guard: {is: reads}}\n", "f:2:5: p.F has two entries for its Guard"},
		{"no YAML", "a: [\n", "f:1:1: did not find expected node content"},
		{"a second document", "preset: audit\n---\npreset: default\n", "f:2:1: a second document begins; the file has one"},
		{"aliases", "exclude: &a [x]\nrules: *a\n", "f:1:10: exclude: anchors and aliases are not supported\nf:2:8: rules: anchors and aliases are not supported"},
		{"a merge", "<<: {preset: audit}\n", `f:1:1: unknown key "<<"`},
		{"more than a file may be", strings.Repeat("# x\n", maxSize/4+1), "f: is larger than 1048576 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("f", []byte(tt.content), rules)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// Every type that a file can fill is one that the decoder knows.
func TestEveryFieldCanBeRead(t *testing.T) {
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			walk(reflect.New(v.Type().Elem()).Elem())
		case reflect.Slice:
			walk(reflect.New(v.Type().Elem()).Elem())
		case reflect.Struct:
			if reflect.PointerTo(v.Type()).Implements(textType) {
				return
			}
			for _, f := range Fields(v.Type()) {
				walk(v.FieldByIndex(f.index))
			}
		case reflect.String, reflect.Bool, reflect.Int:
		default:
			if v.Type() != argType && !reflect.PointerTo(v.Type()).Implements(textType) {
				t.Errorf("the decoder does not know %s", v.Type())
			}
		}
	}
	walk(reflect.ValueOf(Config{}))
}

func TestLevel(t *testing.T) {
	c, err := Parse("f", []byte(`
severity: low
exclude: [gen]
rules:
  - {rule: "*", paths: [legacy], enabled: false}
  - {rule: routeauth, confidence: low}
  - {rule: routeauth, paths: ["legacy/kept.go"], enabled: true, severity: high}
  - {rule: secretlog, enabled: false}
  - {rule: pagelimit, paths: [api], enabled: true}
`), rules)
	if err != nil {
		t.Fatal(err)
	}
	c.File = filepath.FromSlash("/repo/.apilint.yml")
	base := Level{Enabled: true, Confidence: finding.Likely}
	selected := Level{Enabled: true, Selected: true, Confidence: finding.Likely}
	off := Level{Confidence: finding.Likely}
	tests := []struct {
		name, rule, file string
		base             Level
		enabled          bool
		confidence       finding.Confidence
		severity         finding.Severity
	}{
		{"what nobody speaks of", "cors", "api/a.go", base, true, finding.Likely, finding.Low},
		{"an excluded directory", "cors", "gen/x/a.go", base, false, finding.Likely, finding.Low},
		{"a rule", "routeauth", "api/a.go", base, true, finding.Unlikely, finding.Low},
		{"every rule in a directory", "cors", "legacy/a.go", base, false, finding.Likely, finding.Low},
		{"the last entry decides", "routeauth", "legacy/kept.go", base, true, finding.Unlikely, finding.High},
		{"a rule that is off", "secretlog", "api/a.go", base, false, finding.Likely, finding.Low},
		{"and asked for", "secretlog", "api/a.go", selected, true, finding.Likely, finding.Low},
		{"asked for, in a directory where it is off", "secretlog", "legacy/a.go", selected, false, finding.Likely, finding.Low},
		{"a rule that is on in one place", "pagelimit", "api/a.go", off, true, finding.Likely, finding.Low},
		{"and elsewhere is not", "pagelimit", "web/a.go", off, false, finding.Likely, finding.Low},
		{"a file elsewhere", "cors", "../other/legacy/a.go", base, true, finding.Likely, finding.Low},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := c.Level(tt.rule, filepath.Join(c.Dir(), filepath.FromSlash(tt.file)), tt.base)
			if got.Enabled != tt.enabled || got.Confidence != tt.confidence || got.Severity != tt.severity {
				t.Errorf("got %+v", got)
			}
		})
	}
	for name, want := range map[string]bool{"routeauth": true, "secretlog": false, "pagelimit": true} {
		for _, r := range rules {
			if r.Name == name && c.Runs(r) != want {
				t.Errorf("%s runs: %t", name, !want)
			}
		}
	}
}

func TestFlagsGoBeforeTheFile(t *testing.T) {
	c, err := Parse("f", []byte("preset: default\nconfidence: medium\nrules: [{rule: routeauth, confidence: high, severity: high}]\n"), rules)
	if err != nil {
		t.Fatal(err)
	}
	audit, low, medium := rule.Audit, finding.Unlikely, finding.Medium
	with := c.WithFlags(&audit, &low, &medium)
	l := with.Level("routeauth", "/a.go", Level{Enabled: true})
	if with.Preset != rule.Audit || l.Confidence != low || l.Severity != medium {
		t.Errorf("preset %v, %+v", with.Preset, l)
	}
	if l := c.Level("routeauth", "/a.go", Level{}); l.Confidence != finding.Certain || c.Preset != rule.Default {
		t.Error("the configuration itself was changed")
	}
	if l := c.WithFlags(nil, nil, nil).Level("routeauth", "/a.go", Level{}); l.Confidence != finding.Certain || l.Severity != finding.High {
		t.Errorf("flags that were not given changed something: %+v", l)
	}
}

func TestFind(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		dir   string
		want  string // "" for none, "error"
	}{
		{"here", []string{"go.mod", ".apilint.yml"}, ".", ".apilint.yml"},
		{"the nearest", []string{"go.mod", ".apilint.yml", "a/.apilint.yml"}, "a/b", "a/.apilint.yml"},
		{"the other name", []string{"go.mod", ".apilint.yaml"}, "a", ".apilint.yaml"},
		{"at the root of the repository", []string{".git/HEAD", ".apilint.yml", "svc/go.mod"}, "svc", ".apilint.yml"},
		{"above the repository", []string{".apilint.yml", "repo/.git/HEAD"}, "repo/a", ""},
		{"at the root of the workspace", []string{"go.work", ".apilint.yml", "svc/go.mod"}, "svc", ".apilint.yml"},
		{"above the module", []string{".apilint.yml", "svc/go.mod"}, "svc", ""},
		{"both names", []string{"go.mod", ".apilint.yml", ".apilint.yaml"}, ".", "error"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			dir := filepath.Join(root, filepath.FromSlash(tt.dir))
			for _, name := range append(tt.files, tt.dir+"/x.go") {
				name = filepath.Join(root, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, nil, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			got, err := Find(dir)
			if tt.want == "error" {
				if err == nil {
					t.Errorf("found %s and no error", got)
				}
				return
			}
			want := tt.want
			if want != "" {
				want = filepath.Join(root, filepath.FromSlash(want))
			}
			if got != want || err != nil {
				t.Errorf("found %s, error %v; want %s", got, err, want)
			}
		})
	}
}

func TestBlame(t *testing.T) {
	c, err := Parse("f", []byte("models:\n  - {symbol: \"p.{E,F}\", guard: {is: passes}}\n"), rules)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Blame("p.F", "is not there").Error(); got != "f:2:5: is not there" {
		t.Error(got)
	}
}

// Whatever a file holds, the answer is a configuration or errors that say where.
func FuzzParse(f *testing.F) {
	content, err := os.ReadFile("testdata/everything.yml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("? [a]\n: b\n"))
	f.Add([]byte("!!binary x"))
	f.Fuzz(func(t *testing.T, content []byte) {
		c, err := Parse("f", content, rules)
		if (c == nil) == (err == nil) {
			t.Errorf("configuration %v, error %v", c, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "f:") {
			t.Errorf("the error does not say where: %v", err)
		}
	})
}
