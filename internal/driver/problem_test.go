package driver

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile"
	"github.com/apilint/apilint/internal/driver/golist"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/summary"
)

func TestBrokenPackages(t *testing.T) {
	t.Parallel()
	// Each archive is added to a module with a healthy package that holds a bad function.
	tests := []struct {
		name    string
		archive string
		want    []string // problems
		found   []string // besides the healthy package's
	}{
		{
			name: "syntax error, and the other declarations of the file",
			archive: `
-- a/a.go --
package a

func Bad() {}

func f( {
`,
			want:  []string{`a/a.go:5:9 expected ')', found '{'`},
			found: []string{"a/a.go:3:6 Bad is bad"},
		},
		{
			name: "type errors, and the package above",
			archive: `
-- a/a.go --
package a

func Bad() int { return "s" + undefined }

func BadToo() {}
-- b/b.go --
package b

import "example.com/m/a"

func BadAbove() { a.BadToo() }
`,
			want:  []string{"a/a.go:3:31 undefined: undefined"},
			found: []string{"a/a.go:3:6 Bad is bad", "a/a.go:5:6 BadToo is bad", "b/b.go:5:6 BadAbove is bad"},
		},
		{
			name: "import of a module that is not required",
			archive: `
-- a/a.go --
package a

import "example.org/missing"

func Bad() { missing.F() }
`,
			want: []string{`a/a.go:3:8 could not import example.org/missing (no required module provides package example.org/missing; ` +
				`to add it:; go get example.org/missing)`},
			found: []string{"a/a.go:5:6 Bad is bad"},
		},
		{
			name: "import of a package that does not exist",
			archive: `
-- a/a.go --
package a

import _ "example.com/m/none"
`,
			want: []string{`a/a.go:3:10 could not import example.com/m/none (`},
		},
		{
			name: "import cycle",
			archive: `
-- a/a.go --
package a

import "example.com/m/b"

func Bad() { b.F() }
-- b/b.go --
package b

import "example.com/m/a"

func F() { a.Bad() }
`,
			want:  []string{`import cycle not allowed`},
			found: []string{"a/a.go:5:6 Bad is bad"},
		},
		{
			name: "two packages in a directory",
			archive: `
-- a/a.go --
package a

func Bad() {}
-- a/b.go --
package b
`,
			want:  []string{"a/b.go:1:1 package b; expected package a"},
			found: []string{"a/a.go:3:6 Bad is bad"},
		},
		{
			name: "use of an internal package",
			archive: `
-- a/internal/x/x.go --
package x
-- b/b.go --
package b

import _ "example.com/m/a/internal/x"

func Bad() {}
`,
			want:  []string{"b/b.go:3:8 use of internal package example.com/m/a/internal/x not allowed"},
			found: []string{"b/b.go:5:6 Bad is bad"},
		},
		{
			name: "errors without end are cut",
			archive: `
-- a/a.go --
package a

func f() {
` + strings.Repeat("\tundefined()\n", 30) + `}
`,
			want: []string{"undefined: undefined (and 20 more errors in this package)"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			cfg := config(t, write(t, "-- go.mod --\nmodule example.com/m\ngo 1.26\n-- healthy/h.go --\npackage h\n\nfunc Bad() {}\n"+tt.archive))
			res := mustRun(t, cfg)
			got := strings.Join(problems(res), "\n")
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("problems\n%s\nlack\n%s", got, want)
				}
			}
			for _, want := range append(tt.found, "healthy/h.go:3:6 Bad is bad") {
				if !slices.Contains(found(res), "example.com/m/"+want) {
					t.Errorf("findings %q lack %s", found(res), want)
				}
			}
			if res.Complete() {
				t.Error("the result claims to be complete")
			}
			for _, p := range res.Problems {
				if p.Kind != Broken {
					t.Errorf("%s: kind %d", p.Text, p.Kind)
				}
			}
		})
	}
}

func TestNothingToAnalyze(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		archive string
		pattern string
		kind    golist.ErrorKind
		want    string
	}{
		{"no module", "-- x.go --\npackage x\n", "./...", golist.NotInModule, "is not in a Go module (no go.mod here or above)"},
		{"no module, a directory", "-- x.go --\npackage x\n", ".", golist.NotInModule, "is not in a Go module"},
		{
			"modules below", "-- api/go.mod --\nmodule a\n-- tools/gen/go.mod --\nmodule b\n", "./...", golist.NotInModule,
			"there are modules below it, run apilint there: api, tools/gen",
		},
		{"empty module", "-- go.mod --\nmodule m\n", "./...", golist.NoPackages, "no packages of this module match ./..."},
		{"a package of the standard library", "-- go.mod --\nmodule m\n", "fmt", golist.NoPackages, "no packages of this module match fmt"},
		{"no such directory", "-- go.mod --\nmodule m\n", "./nope", golist.BadPattern, "./nope: "},
		{"no such directory, all below", "-- go.mod --\nmodule m\n", "./nope/...", golist.BadPattern, "./nope/...: "},
		{"no such package", "-- go.mod --\nmodule m\n", "example.com/nope", golist.BadPattern, "example.com/nope: no required module"},
		{"a directory without Go files", "-- go.mod --\nmodule m\n-- d/x.txt --\n", "./d", golist.BadPattern, "./d: no Go files in"},
		{"a module of the future", "-- go.mod --\nmodule m\ngo 1.99\n-- x.go --\npackage x\n", "./...", golist.OldToolchain, "requires go >= 1.99"},
		{"a malformed go.mod", "-- go.mod --\nmodle m\n-- x.go --\npackage x\n", "./...", golist.Failed, "errors parsing go.mod"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			cfg := config(t, write(t, tt.archive))
			cfg.Patterns = []string{tt.pattern}
			_, err := Run(context.Background(), cfg)
			e, ok := errors.AsType[*Error](err)
			if !ok {
				t.Fatalf("got error %v, want an *Error", err)
			}
			if e.Kind != tt.kind || !strings.Contains(e.Text, tt.want) || strings.Contains(e.Text, "\n") {
				t.Errorf("got kind %d, %q\nwant kind %d, %q", e.Kind, e.Text, tt.kind, tt.want)
			}
		})
	}
}

func TestNoGoCommand(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Run(context.Background(), config(t, write(t, "-- go.mod --\nmodule m\n-- x.go --\npackage x\n")))
	if e, ok := errors.AsType[*Error](err); !ok || e.Kind != golist.NoGo {
		t.Errorf("got %v", err)
	}
}

func TestUnreadableFile(t *testing.T) {
	t.Parallel()
	dir := write(t, "-- go.mod --\nmodule m\n-- x.go --\npackage x\n\nfunc Bad() {}\n")
	if err := os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, "y.go")); err != nil {
		t.Skip(err)
	}
	res := mustRun(t, config(t, dir))
	if got := problems(res); len(got) != 1 || !strings.Contains(got[0], "y.go") {
		t.Errorf("problems %q", got)
	}
	if got := found(res); len(got) != 1 {
		t.Errorf("findings %q", got)
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cfg := config(t, write(t, "-- go.mod --\nmodule m\n-- x.go --\npackage x\n"))
	cfg.Progress = func(p Progress) {
		if p.Stage == "load" {
			cancel()
		}
	}
	if _, err := Run(ctx, cfg); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestCancelledWhileARuleIsAtWork(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	release := make(chan struct{})
	defer close(release)
	cfg := config(t, write(t, "-- go.mod --\nmodule m\n-- x.go --\npackage x\n"))
	cfg.Rules = []*rule.Rule{{Name: "endless", Check: func(*link.Program, func(finding.Finding)) { cancel(); <-release }}}
	if _, err := Run(ctx, cfg); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A panic anywhere is a problem with a stack, and the rest goes on.
func TestPanics(t *testing.T) {
	t.Parallel()
	archive := "-- go.mod --\nmodule m\n-- a/a.go --\npackage a\n\nfunc Bad() {}\n-- b/b.go --\npackage b\n\nfunc Bad() {}\n"
	panics := &rule.Rule{Name: "panics", Check: func(p *link.Program, report func(finding.Finding)) {
		badFunc.Check(p, func(f finding.Finding) { report(f); panic("rule bug") })
	}}
	tests := []struct {
		name    string
		change  func(*run)
		problem string
		pkg     string
		found   []string
	}{
		{
			name: "in compile",
			change: func(r *run) {
				r.compile = func(in compile.Input) *summary.Package {
					if in.Pkg.Name() == "a" {
						panic("compile bug")
					}
					return compile.Package(in)
				}
			},
			problem: "compile m/a: compile bug", pkg: "m/a",
			found: []string{"m/b/b.go:3:6 Bad is bad"},
		},
		{
			name:    "in a rule, which keeps what it found before",
			change:  func(r *run) { r.Rules = []*rule.Rule{panics, badFunc} },
			problem: "rule panics: rule bug",
			found:   []string{"m/a/a.go:3:6 Bad is bad", "m/a/a.go:3:6 Bad is bad", "m/b/b.go:3:6 Bad is bad"},
		},
		{
			name:    "in link",
			change:  func(r *run) { r.link = func([]*summary.Package, link.Options) *link.Program { panic("link bug") } },
			problem: "link: link bug",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, err := newRun(config(t, write(t, archive)))
			if err != nil {
				t.Fatal(err)
			}
			tt.change(r)
			res, err := r.run(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if got := found(res); !slices.Equal(got, tt.found) {
				t.Errorf("findings %q, want %q", got, tt.found)
			}
			if len(res.Problems) != 1 {
				t.Fatalf("problems %q", problems(res))
			}
			p := res.Problems[0]
			if p.Kind != Internal || p.Text != tt.problem || p.Package != tt.pkg || !strings.Contains(p.Stack, "panic") {
				t.Errorf("got kind %d, package %q, %q with stack %q", p.Kind, p.Package, p.Text, p.Stack)
			}
		})
	}
}
