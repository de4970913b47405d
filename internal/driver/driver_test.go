package driver

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/apilint/apilint/internal/driver/golist"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	linkgraph "github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/rule"
)

// TestMain lets the test binary be the tool that Config.Self asks for.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "toolexec" {
		os.Exit(golist.Toolexec(os.Args[2:]))
	}
	os.Exit(m.Run())
}

func self(t *testing.T) []string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return []string{exe, "toolexec"}
}

// badFunc reports the functions whose name begins with Bad, wherever they are.
var badFunc = &rule.Rule{Name: "badfunc", Check: func(p *link.Program, report func(finding.Finding)) {
	for _, pkg := range p.Packages {
		for _, f := range pkg.Funcs {
			if strings.HasPrefix(f.Name, "Bad") {
				report(finding.Finding{Place: linkgraph.Place(pkg, f.Pos), Message: f.Name + " is bad"})
			}
		}
	}
}}

// write makes a directory with the files of a txtar archive.
func write(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	overwrite(t, dir, archive)
	return dir
}

func overwrite(t *testing.T, dir, archive string) {
	t.Helper()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func config(t *testing.T, dir string) Config {
	return Config{
		Dir:      dir,
		Patterns: []string{"./..."},
		Rules:    []*rule.Rule{badFunc},
		Policy:   finding.Policy{Known: []string{"badfunc"}},
		Self:     self(t),
		Cache:    "off",
	}
}

func mustRun(t *testing.T, cfg Config) *Result {
	t.Helper()
	res, err := Run(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// found lists findings as "file:line message", with a mark at suppressed ones.
func found(res *Result) []string {
	var list []string
	for _, f := range res.Findings {
		s := f.Place.Module + "/" + f.Place.String() + " " + f.Message
		if f.Suppressed != nil {
			s += " (suppressed: " + f.Suppressed.Reason + ")"
		}
		list = append(list, s)
	}
	return list
}

func problems(res *Result) []string {
	var list []string
	for _, p := range res.Problems {
		s := p.Text
		if p.Place.IsValid() {
			s = p.Place.String() + " " + s
		}
		list = append(list, s)
	}
	return list
}

func TestFindings(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		archive string
		change  func(*Config)
		want    []string
	}{
		{
			name: "packages of the module, sorted by place",
			archive: `
-- go.mod --
module example.com/m
-- b/b.go --
package b

func Bad2() {}
func Bad1() {}
-- a.go --
package a

func Bad() {}
func good() {}
`,
			want: []string{
				"example.com/m/a.go:3:6 Bad is bad",
				"example.com/m/b/b.go:3:6 Bad2 is bad",
				"example.com/m/b/b.go:4:6 Bad1 is bad",
			},
		},
		{
			name: "a pattern takes local imports along",
			archive: `
-- go.mod --
module example.com/m
-- cmd/main.go --
package main

import "example.com/m/lib"

func main() { lib.Bad() }
-- lib/lib.go --
package lib

func Bad() {}
-- other/other.go --
package other

func BadToo() {}
`,
			change: func(c *Config) { c.Patterns = []string{"./cmd"} },
			want:   []string{"example.com/m/lib/lib.go:3:6 Bad is bad"},
		},
		{
			name: "files on the command line",
			archive: `
-- go.mod --
module example.com/m
-- cmd/main.go --
package main

func main() {}

func Bad() {}
-- cmd/other.go --
package main

func BadToo() {}
`,
			change: func(c *Config) { c.Patterns = []string{"cmd/main.go"} },
			want:   []string{"example.com/m/cmd/main.go:5:6 Bad is bad"},
		},
		{
			name: "from below the root, files are relative to the module",
			archive: `
-- go.mod --
module example.com/m
-- sub/dir/x.go --
package dir

func Bad() {}
`,
			change: func(c *Config) { c.Dir = filepath.Join(c.Dir, "sub"); c.Patterns = []string{"./..."} },
			want:   []string{"example.com/m/sub/dir/x.go:3:6 Bad is bad"},
		},
		{
			name: "a workspace has several modules",
			archive: `
-- go.work --
go 1.26
use (
	./one
	./two
)
-- one/go.mod --
module example.com/one
go 1.26
-- one/one.go --
package one

func Bad() {}
-- two/go.mod --
module example.com/two
go 1.26
-- two/two.go --
package two

import "example.com/one"

func BadToo() { one.Bad() }
`,
			change: func(c *Config) { c.Patterns = []string{"./one/...", "./two/..."} },
			want: []string{
				"example.com/one/one.go:3:6 Bad is bad",
				"example.com/two/two.go:5:6 BadToo is bad",
			},
		},
		{
			name: "a module replaced by a directory is the user's, a vendored one is not",
			archive: `
-- go.mod --
module example.com/m
go 1.26
require example.com/lib v1.0.0
replace example.com/lib => ./lib
-- m.go --
package m

import "example.com/lib"

func Bad() { lib.BadLib() }
-- lib/go.mod --
module example.com/lib
go 1.26
-- lib/lib.go --
package lib

func BadLib() {}
`,
			want: []string{
				"example.com/lib/lib.go:3:6 BadLib is bad",
				"example.com/m/m.go:5:6 Bad is bad",
			},
		},
		{
			name: "vendored packages are types only",
			archive: `
-- go.mod --
module example.com/m
go 1.26
require example.com/lib v1.0.0
-- m.go --
package m

import "example.com/lib"

func Bad(t lib.T) { t.M() }
-- vendor/modules.txt --
# example.com/lib v1.0.0
## explicit; go 1.26
example.com/lib
-- vendor/example.com/lib/lib.go --
package lib

type T struct{}

func (T) M() { undefined() }
func BadLib() {}
`,
			want: []string{"example.com/m/m.go:5:6 Bad is bad"},
		},
		{
			name: "a module nested below is another module",
			archive: `
-- go.mod --
module example.com/m
-- m.go --
package m

func Bad() {}
-- nested/go.mod --
module example.com/nested
-- nested/n.go --
package nested

func BadNested() {}
`,
			want: []string{"example.com/m/m.go:3:6 Bad is bad"},
		},
		{
			name: "build tags",
			archive: `
-- go.mod --
module example.com/m
-- m.go --
package m
-- x.go --
//go:build extra

package m

func Bad() {}
`,
			change: func(c *Config) { c.BuildFlags = []string{"-tags=extra"} },
			want:   []string{"example.com/m/x.go:5:6 Bad is bad"},
		},
		{
			name:    "test files are left out",
			archive: testedModule,
			want:    []string{"example.com/m/m.go:3:6 Bad is bad"},
		},
		{
			name:    "test files on demand, of the package and outside of it",
			archive: testedModule,
			change:  func(c *Config) { c.Tests = true },
			want: []string{
				"example.com/m/m.go:3:6 Bad is bad",
				"example.com/m/m_test.go:3:6 BadInside is bad",
				"example.com/m/user/u_test.go:8:6 BadUser is bad",
				"example.com/m/x_test.go:9:6 BadOutside is bad",
			},
		},
		{
			name: "cgo needs no C compiler",
			archive: `
-- go.mod --
module example.com/m
-- m.go --
package m

// int one(void);
import "C"

type T struct{ n C.int }

func Bad() int { return int(C.one()) }
func BadToo() *T { return &T{} }
`,
			change: func(c *Config) { c.BuildFlags = []string{"-tags=x"} },
			want: []string{
				"example.com/m/m.go:8:6 Bad is bad",
				"example.com/m/m.go:9:6 BadToo is bad",
			},
		},
		{
			name: "files to embed that were not made",
			archive: `
-- go.mod --
module example.com/m
-- m.go --
package m

import "embed"

//go:embed dist/*
var Dist embed.FS

func Bad() {}
`,
			want: []string{"example.com/m/m.go:8:6 Bad is bad"},
		},
		{
			name: "directives",
			archive: `
-- go.mod --
module example.com/m
-- m.go --
package m

//apilint:ignore badfunc nobody calls it
func Bad() {}

//apilint:ignore badfunc
func BadToo() {}

//nolint:apilint // known
func BadThree() {}

//apilint:ignore badfunc it is fine
func fine() {}
`,
			want: []string{
				"example.com/m/m.go:4:6 Bad is bad (suppressed: nobody calls it)",
				"example.com/m/m.go:6:1 //apilint:ignore gives no reason, so that nobody can tell later whether it still holds",
				"example.com/m/m.go:7:6 BadToo is bad (suppressed: )",
				"example.com/m/m.go:10:6 BadThree is bad (suppressed: known)",
				"example.com/m/m.go:12:1 //apilint:ignore silences nothing and can be removed",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			cfg := config(t, write(t, tt.archive))
			if tt.change != nil {
				tt.change(&cfg)
			}
			res := mustRun(t, cfg)
			if got := found(res); !slices.Equal(got, tt.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(tt.want, "\n\t"))
			}
			if got := problems(res); len(got) > 0 {
				t.Errorf("problems: %q", got)
			}
			cfg.Self = nil // dependencies from source
			if again := mustRun(t, cfg); !reflect.DeepEqual(again.Findings, res.Findings) {
				t.Errorf("without export data:\n%v\nwith it:\n%v", again.Findings, res.Findings)
			}
		})
	}
}

const testedModule = `
-- go.mod --
module example.com/m
-- m.go --
package m

func Bad() {}
-- m_test.go --
package m

func BadInside() {}
-- x_test.go --
package m_test

import (
	"example.com/m"
	"example.com/m/user"
	"testing"
)

func BadOutside(t *testing.T) { m.BadInside(); user.Use(user.T{}) }
-- user/u.go --
package user

import "example.com/m"

type T struct{}

func Use(T) { m.Bad() }
-- user/u_test.go --
package user

import (
	"example.com/m"
	"net/http/httptest"
)

func BadUser() { m.Bad(); httptest.NewRecorder() }
`

func TestFindingsAreDescribed(t *testing.T) {
	t.Parallel()
	cfg := config(t, write(t, `
-- go.mod --
module example.com/m
-- gen.go --
// Code generated by hand. DO NOT EDIT.

package m

func Bad() {}
-- m_test.go --
package m

func BadTest() {}
`))
	cfg.Tests = true
	res := mustRun(t, cfg)
	if len(res.Findings) != 2 {
		t.Fatalf("got %q", found(res))
	}
	gen, test := res.Findings[0], res.Findings[1]
	if !gen.Generated || gen.Test || test.Generated || !test.Test {
		t.Errorf("gen.go: generated %t, test %t; m_test.go: generated %t, test %t", gen.Generated, gen.Test, test.Generated, test.Test)
	}
	if gen.Fingerprint == "" || gen.Fingerprint == test.Fingerprint {
		t.Errorf("fingerprints %q and %q", gen.Fingerprint, test.Fingerprint)
	}
	if gen.Rule != "badfunc" {
		t.Errorf("rule %q", gen.Rule)
	}
	if want := map[string]string{"example.com/m": cfg.Dir}; !reflect.DeepEqual(res.Modules, want) {
		t.Errorf("modules %v, want %v", res.Modules, want)
	}
}

// A directive that declares a route public is of use although nothing is reported that it silences.
func TestPublicDirectiveOnARoute(t *testing.T) {
	t.Parallel()
	cfg := config(t, write(t, `
-- go.mod --
module m
-- main.go --
package main

import "net/http"

func main() {
	http.HandleFunc("/health", health)
	http.ListenAndServe(":8080", nil)
}

//apilint:public it says nothing
func health(w http.ResponseWriter, r *http.Request) { w.WriteHeader(200) }

//apilint:public it is no handler
func other() {}
`))
	cfg.Policy.Public = []string{"badfunc"}
	want := []string{"m/main.go:13:1 //apilint:public silences nothing and can be removed"}
	if got := found(mustRun(t, cfg)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEqualFindingsAreShownOnce(t *testing.T) {
	t.Parallel()
	cfg := config(t, write(t, `
-- go.mod --
module example.com/m
-- m.go --
package m

func Bad() {}
`))
	cfg.Rules = []*rule.Rule{{Name: "twice", Check: func(p *link.Program, report func(finding.Finding)) {
		badFunc.Check(p, report)
		badFunc.Check(p, report)
	}}}
	if got := found(mustRun(t, cfg)); len(got) != 1 {
		t.Errorf("got %q", got)
	}
}
