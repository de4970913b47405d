package cli

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/finding"
)

var update = flag.Bool("update", false, "rewrite the expectations of the scripts")

// TestMain lets scripts run three programs: apilint; fakelint, which is apilint with a driver that reads what it found from
// the file result.json in the working directory; and cacheprog, which serves the go command as GOCACHEPROG.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"apilint": func() {
			os.Exit(Run(context.Background(), os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
		},
		"cacheprog": func() {
			if err := cacheProgram(os.Args[1], os.Stdin, os.Stdout); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		},
		"fakelint": func() {
			t := fakeTool()
			t.stdout, t.stderr, t.env = os.Stdout, os.Stderr, os.Getenv
			os.Exit(t.run(context.Background(), os.Args[1:]))
		},
	})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOROOT"} {
				out, err := exec.Command("go", "env", name).Output()
				if err != nil {
					return err
				}
				env.Setenv(name, string(out[:len(out)-1]))
			}
			testdata, err := filepath.Abs(fixtures)
			if err != nil {
				return err
			}
			env.Setenv("FIXTURES", testdata)
			self, err := exec.LookPath("apilint")
			if err != nil {
				return err
			}
			env.Setenv("APILINT", self)
			env.Setenv("CACHEPROG", filepath.Join(filepath.Dir(self), "cacheprog"))
			env.Setenv("GOFLAGS", "-mod=mod")
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "shop": shop},
	})
}

// exits runs a command and checks its exit code: exits 3 apilint ./...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// shop puts the service of testdata/shop into the directory shop, which becomes the working directory. Its packages have
// a finding of three rules.
func shop(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: shop")
	}
	here, err := os.Getwd() // scripts do not change that of the process
	ts.Check(err)
	dir := ts.MkAbs("shop")
	ts.Check(os.CopyFS(dir, os.DirFS(filepath.Join(here, "testdata", "shop"))))
	ts.Check(ts.Chdir(dir))
}

// fakeTool returns apilint with a driver that finds what result.json says, as far as its rules were chosen.
func fakeTool() *tool {
	return &tool{
		rules: analyzers.All(),
		buildInfo: func() (*debug.BuildInfo, bool) {
			return &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v0.1.0"}}, true
		},
		analyze: func(_ context.Context, cfg driver.Config) (*driver.Result, error) {
			content, err := os.ReadFile(filepath.Join(cfg.Dir, "result.json"))
			if err != nil {
				return nil, err
			}
			var result driver.Result
			if err := json.Unmarshal(content, &result); err != nil {
				return nil, err
			}
			result.Modules = map[string]string{"example.com/shop": cfg.Dir}
			ran := append(names(cfg.Rules), finding.DirectiveRule)
			result.Findings = slices.DeleteFunc(result.Findings, func(f finding.Finding) bool {
				return !slices.Contains(ran, f.Rule)
			})
			return &result, nil
		},
	}
}
