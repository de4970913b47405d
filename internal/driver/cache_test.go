package driver

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// layered is a module of three layers over the standard library.
const layered = `
-- go.mod --
module m
go 1.26
-- main.go --
package main

import "m/api"

func main() { api.Serve() }
-- api/api.go --
package api

import (
	"cmp"

	"m/store"
)

func Serve() { handle("/") }

func handle(path string) { store.BadQuery(cmp.Or(path, ".")) }
-- store/store.go --
package store

// BadQuery is bad.
func BadQuery(s string) string { return "select " + s }
-- store/store_test.go --
package store
`

// analysis runs without replay, so that the counts of compiled packages mean something.
func analysis(t *testing.T, dir, cache string) *Result {
	t.Helper()
	cfg := config(t, dir)
	cfg.Cache = cache
	cfg.NeedProgram = true
	return mustRun(t, cfg)
}

func TestOnlyWhatAnEditReachesIsCompiled(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		edit string
		want int // packages compiled
	}{
		{"nothing", ``, 0},
		{"a file written anew with the same content", "-- store/store.go --\npackage store\n\n// BadQuery is bad.\nfunc BadQuery(s string) string { return \"select \" + s }\n", 0},
		{"a test", "-- store/store_test.go --\npackage store\n\nfunc x() {}\n", 0},
		{"a function body", "-- store/store.go --\npackage store\n\n// BadQuery is bad.\nfunc BadQuery(s string) string { return \"delete \" + s }\n", 1},
		{"a comment and lines", "-- store/store.go --\npackage store\n\n\n\n// BadQuery is very bad.\nfunc BadQuery(s string) string { return \"select \" + s }\n", 1},
		{"a declaration", "-- store/store.go --\npackage store\n\n// BadQuery is bad.\nfunc BadQuery(s any) string { return \"select \" }\n", 3},
		{"the top", "-- main.go --\npackage main\n\nimport _ \"m/api\"\n\nfunc main() {}\n", 1},
		{"a new package", "-- new/new.go --\npackage new\n", 1},
		{"a new file", "-- api/new.go --\npackage api\n", 2},
		{"the language version", "-- go.mod --\nmodule m\ngo 1.25\n", 3},
		{"another required module", "-- go.mod --\nmodule m\ngo 1.26\nrequire example.com/unused v1.0.0\n", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir, cache := write(t, layered), t.TempDir()
			if got := analysis(t, dir, cache).Stats.Compiled; got != 3 {
				t.Fatalf("the first run compiled %d packages, want 3", got)
			}
			overwrite(t, dir, tt.edit)
			edited := analysis(t, dir, cache)
			if edited.Stats.Compiled != tt.want {
				t.Errorf("after the edit %d packages were compiled, want %d", edited.Stats.Compiled, tt.want)
			}
			cold := analysis(t, dir, "off")
			if !reflect.DeepEqual(cold.Findings, edited.Findings) {
				t.Errorf("after the edit\n%q\nwithout a cache\n%q", found(edited), found(cold))
			}
			for i, p := range cold.Program.Packages {
				if !bytes.Equal(encode(t, p), encode(t, edited.Program.Packages[i])) {
					t.Errorf("after the edit, the summary of %s is another one than without a cache", p.Path)
				}
			}
			if got := analysis(t, dir, cache).Stats.Compiled; got != 0 {
				t.Errorf("the next run compiled %d packages", got)
			}
			overwrite(t, dir, layered)
			if got := analysis(t, dir, cache).Stats.Compiled; got != 0 {
				t.Errorf("after reverting the edit %d packages were compiled", got)
			}
		})
	}
}

func TestCacheWorksInAnotherPlace(t *testing.T) {
	t.Parallel()
	cache := t.TempDir()
	analysis(t, write(t, layered), cache)
	if got := analysis(t, write(t, layered), cache).Stats.Compiled; got != 0 {
		t.Errorf("%d packages were compiled", got)
	}
}

// A package that breaks and heals must leave nothing behind, and what is above it must look the same with and without a
// cache.
func TestBreakAndHeal(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, broken string }{
		{"a body that does not type-check", "-- store/store.go --\npackage store\n\nfunc BadQuery(s string) string { return undefined }\n"},
		{"a declaration that does not parse", "-- store/store.go --\npackage store\n\nfunc BadQuery(s string {\n"},
		{"a body without an end", "-- store/store.go --\npackage store\n\n// BadQuery is bad.\nfunc BadQuery(s string) string { return \"select \" + s \n"},
		{"no package clause", "-- store/store.go --\nfunc\n"},
		{"a missing import", "-- store/store.go --\npackage store\n\nimport \"m/none\"\n\n// BadQuery is bad.\nfunc BadQuery(s string) string { return none.X }\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir, cache := write(t, layered), t.TempDir()
			healthy := analysis(t, dir, cache)
			overwrite(t, dir, tt.broken)
			cold, warm := analysis(t, dir, "off"), analysis(t, dir, cache)
			if len(cold.Problems) == 0 {
				t.Fatal("no problem")
			}
			if !reflect.DeepEqual(problems(cold), problems(warm)) || !reflect.DeepEqual(cold.Findings, warm.Findings) {
				t.Errorf("without a cache\n%q\n%q\nwith one\n%q\n%q", problems(cold), found(cold), problems(warm), found(warm))
			}
			overwrite(t, dir, layered)
			if healed := analysis(t, dir, cache); !reflect.DeepEqual(healed.Findings, healthy.Findings) || len(healed.Problems) > 0 {
				t.Errorf("healed: %q, %q", found(healed), problems(healed))
			}
		})
	}
}

func TestDamagedCache(t *testing.T) {
	t.Parallel()
	damages := []struct {
		name string
		do   func(t *testing.T, file string)
	}{
		{"cut", func(t *testing.T, file string) {
			if err := os.Truncate(file, 40); err != nil {
				t.Error(err)
			}
		}},
		{"overwritten", func(t *testing.T, file string) {
			if err := os.WriteFile(file, bytes.Repeat([]byte("x"), 1000), 0o666); err != nil {
				t.Error(err)
			}
		}},
		{"removed", func(t *testing.T, file string) {
			if err := os.Remove(file); err != nil {
				t.Error(err)
			}
		}},
		{"a directory instead", func(t *testing.T, file string) {
			if err := os.Remove(file); err != nil {
				t.Error(err)
			}
			if err := os.MkdirAll(filepath.Join(file, "x"), 0o777); err != nil {
				t.Error(err)
			}
		}},
	}
	for _, tt := range damages {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			cfg := config(t, write(t, layered))
			cfg.Cache = t.TempDir()
			want := mustRun(t, cfg)
			_ = filepath.WalkDir(cfg.Cache, func(name string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() {
					tt.do(t, name)
				}
				return err
			})
			for range 2 {
				if got := mustRun(t, cfg); !reflect.DeepEqual(got.Findings, want.Findings) || len(got.Problems) > 0 {
					t.Errorf("got %q, %q\nwant %q", found(got), problems(got), found(want))
				}
			}
		})
	}
}

func TestCacheThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	cfg := config(t, write(t, layered))
	cfg.Cache = filepath.Join(file, "cache")
	if res := mustRun(t, cfg); len(res.Findings) != 1 || len(res.Problems) > 0 {
		t.Errorf("got %q, %q", found(res), problems(res))
	}
}

func TestRunsAtTheSameTime(t *testing.T) {
	t.Parallel()
	dir, cache := write(t, layered), t.TempDir()
	want := analysis(t, dir, "off")
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			cfg := config(t, dir)
			cfg.Cache, cfg.Parallel, cfg.NeedProgram = cache, 1+i, i%2 == 0
			res, err := Run(context.Background(), cfg)
			if err != nil || !reflect.DeepEqual(res.Findings, want.Findings) {
				t.Errorf("got %v, %v", res, err)
			}
		})
	}
	wg.Wait()
}

func TestReplay(t *testing.T) {
	t.Parallel()
	edit := func(archive string) func(*testing.T, *Config) {
		return func(t *testing.T, c *Config) { overwrite(t, c.Dir, archive) }
	}
	tests := []struct {
		name   string
		change func(*testing.T, *Config) // between two runs
		want   bool                      // is the second one a replay
	}{
		{"nothing", func(*testing.T, *Config) {}, true},
		{"another number of processors", func(_ *testing.T, c *Config) { c.Parallel = 7 }, true},
		{"a test", edit("-- store/store_test.go --\npackage store\n\nfunc x() {}\n"), true},
		{"a file in a directory that is no package", edit("-- testdata/x.go --\npackage x\n-- _x/x.go --\npackage x\n-- .x/x.go --\npackage x\n"), true},
		{"a package of a nested module", edit("-- nested/go.mod --\nmodule n\n-- nested/n.go --\npackage n\n"), true},
		{"a script that is no schema", edit("-- testdata/x.sql --\nCREATE TABLE x (id int);\n"), true},
		{"a migration", edit("-- migrations/1.up.sql --\nCREATE TABLE x (id int);\n"), false},
		{"a body", edit("-- store/store.go --\npackage store\n\nfunc BadQuery(s string) string { return \"\" }\n"), false},
		{"a new file", edit("-- store/new.go --\npackage store\n"), false},
		{"a new package", edit("-- new/deep/new.go --\npackage new\n"), false},
		{"a removed file", func(t *testing.T, c *Config) {
			if err := os.Remove(filepath.Join(c.Dir, "main.go")); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"a renamed file", func(t *testing.T, c *Config) {
			if err := os.Rename(filepath.Join(c.Dir, "main.go"), filepath.Join(c.Dir, "main_windows.go")); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"go.mod", edit("-- go.mod --\nmodule m\ngo 1.25\n"), false},
		{"go.sum", edit("-- go.sum --\n"), false},
		{"a workspace", edit("-- go.work --\ngo 1.26\nuse .\n"), false},
		{"the patterns", func(_ *testing.T, c *Config) { c.Patterns = []string{"./api"} }, false},
		{"the directory", func(_ *testing.T, c *Config) { c.Dir = filepath.Join(c.Dir, "api") }, false},
		{"the build flags", func(_ *testing.T, c *Config) { c.BuildFlags = []string{"-tags=x"} }, false},
		{"tests", func(_ *testing.T, c *Config) { c.Tests = true }, false},
		{"the rules", func(_ *testing.T, c *Config) { c.Rules = nil }, false},
		{"what rules there are", func(_ *testing.T, c *Config) { c.Policy.Known = []string{"badfunc", "other"} }, false},
		{"what public speaks to", func(_ *testing.T, c *Config) { c.Policy.Public = []string{"badfunc"} }, false},
		{"the options of rules", func(_ *testing.T, c *Config) { c.Salt = "confidence=high" }, false},
		{"the need for the program", func(_ *testing.T, c *Config) { c.NeedProgram = true }, false},
		{"no cache", func(_ *testing.T, c *Config) { c.Cache = "off" }, false},
		{"an overlay", func(_ *testing.T, c *Config) { c.BuildFlags = []string{"-overlay="} }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			cfg := config(t, write(t, layered))
			cfg.Cache = t.TempDir()
			first := mustRun(t, cfg)
			if first.Stats.Replayed {
				t.Fatal("the first run is a replay")
			}
			before := cfg
			tt.change(t, &cfg)
			second := mustRun(t, cfg)
			if second.Stats.Replayed != tt.want {
				t.Errorf("replayed: %t, want %t", second.Stats.Replayed, tt.want)
			}
			if tt.want && !reflect.DeepEqual(second.Findings, first.Findings) {
				t.Errorf("got %v\nwant %v", second.Findings, first.Findings)
			}
			if tt.want && !reflect.DeepEqual(second.Modules, first.Modules) {
				t.Errorf("got modules %v, want %v", second.Modules, first.Modules)
			}
			if cfg.NeedProgram && second.Program == nil {
				t.Error("no program")
			}
			if cfg.Cache = "off"; !reflect.DeepEqual(mustRun(t, cfg).Findings, second.Findings) {
				t.Errorf("without a cache: other findings than %q", found(second))
			}
			overwrite(t, cfg.Dir, layered)
			if tt.name == "the need for the program" && !mustRun(t, before).Stats.Replayed {
				t.Error("after a run for the program, the first one is not replayed any more")
			}
		})
	}
}

func TestReplayFindsEarlierStates(t *testing.T) {
	t.Parallel()
	cfg := config(t, write(t, layered))
	cfg.Cache = t.TempDir()
	want := mustRun(t, cfg)
	overwrite(t, cfg.Dir, "-- store/store.go --\npackage store\n\nfunc BadQuery(s string) string { return s }\nfunc Bad() {}\n")
	if got := mustRun(t, cfg); len(got.Findings) != 2 {
		t.Errorf("got %q", found(got))
	}
	overwrite(t, cfg.Dir, layered)
	if got := mustRun(t, cfg); !got.Stats.Replayed || !reflect.DeepEqual(got.Findings, want.Findings) {
		t.Errorf("replayed %t: %q, want %q", got.Stats.Replayed, found(got), found(want))
	}
}

func TestReplayDependsOnTheEnvironment(t *testing.T) {
	cfg := config(t, write(t, layered))
	cfg.Cache = t.TempDir()
	mustRun(t, cfg)
	t.Setenv("CGO_ENABLED", "0")
	if mustRun(t, cfg).Stats.Replayed {
		t.Error("replayed with CGO_ENABLED=0")
	}
	t.Setenv("GOMAXPROCS", "1")
	if !mustRun(t, cfg).Stats.Replayed {
		t.Error("not replayed with GOMAXPROCS=1")
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Run(context.Background(), cfg); err == nil {
		t.Error("replayed without a go command")
	}
}

// A run with problems is never replayed: what they depend on is more than what a replay looks at.
func TestProblemsAreNotReplayed(t *testing.T) {
	t.Parallel()
	cfg := config(t, write(t, layered))
	cfg.Cache = t.TempDir()
	overwrite(t, cfg.Dir, "-- api/broken.go --\npackage api\n\nvar x int = \"\"\n")
	want := problems(mustRun(t, cfg))
	if got := mustRun(t, cfg); got.Stats.Replayed || !slices.Equal(problems(got), want) || len(want) == 0 {
		t.Errorf("replayed %t: %q, want %q", got.Stats.Replayed, problems(got), want)
	}
}

// What one run writes, another one must write in the same way: entries are found by what made them.
func TestCacheHoldsTheSameBytesHoweverItWasMade(t *testing.T) {
	t.Parallel()
	dir := write(t, layered)
	entries := func(parallel int) map[string]string {
		cfg := config(t, dir)
		cfg.Cache, cfg.Parallel = t.TempDir(), parallel
		mustRun(t, cfg)
		m := make(map[string]string)
		err := filepath.WalkDir(cfg.Cache, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			m[strings.TrimPrefix(name, cfg.Cache)] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	one, four := entries(1), entries(4)
	if len(one) < 5 {
		t.Errorf("only %d entries", len(one))
	}
	if !reflect.DeepEqual(one, four) {
		t.Error("one goroutine and four leave different entries")
	}
}

func TestSuppressionSurvivesReplay(t *testing.T) {
	t.Parallel()
	cfg := config(t, write(t, "-- go.mod --\nmodule m\n-- m.go --\npackage m\n\n//apilint:ignore badfunc why not\nfunc Bad() {}\n"))
	cfg.Cache = t.TempDir()
	cfg.Rules = []*rule.Rule{badFunc}
	first, second := mustRun(t, cfg), mustRun(t, cfg)
	want := &finding.Suppression{Kind: "inSource", Reason: "why not", Place: first.Findings[0].Suppressed.Place}
	if !second.Stats.Replayed || !reflect.DeepEqual(second.Findings[0].Suppressed, want) {
		t.Errorf("replayed %t, suppressed %v", second.Stats.Replayed, second.Findings[0].Suppressed)
	}
}
