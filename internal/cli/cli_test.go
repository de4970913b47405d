package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/finding"
)

// spy returns apilint with a driver that notes its configuration in cfg and finds nothing.
func spy(cfg *driver.Config) *tool {
	return &tool{
		rules: analyzers.All(), stdout: io.Discard, stderr: io.Discard, env: func(string) string { return "" },
		buildInfo: func() (*debug.BuildInfo, bool) { return nil, false },
		analyze: func(_ context.Context, c driver.Config) (*driver.Result, error) {
			*cfg = c
			return &driver.Result{}, nil
		},
	}
}

func TestFlagsReachTheDriver(t *testing.T) {
	all := names(analyzers.All())
	tests := []struct {
		args     []string
		patterns []string
		flags    []string
		tests    bool
		rules    []string
	}{
		{nil, []string{"./..."}, nil, false, all},
		{[]string{"./api", "./db/..."}, []string{"./api", "./db/..."}, nil, false, all},
		{[]string{"-tags", "a,b", "-tests"}, []string{"./..."}, []string{"-tags=a,b"}, true, all},
		{[]string{"-cors"}, []string{"./..."}, nil, false, []string{"cors"}},
		{[]string{"-errleak", "-cors"}, []string{"./..."}, nil, false, []string{"cors", "errleak"}},
		{[]string{"-cors", "-errleak=false"}, []string{"./..."}, nil, false, []string{"cors"}},
		{[]string{"-cors=false", "-preset", "audit"}, []string{"./..."}, nil, false,
			slices.DeleteFunc(slices.Clone(all), func(name string) bool { return name == "cors" })},
		{[]string{"--cors=true", "."}, []string{"."}, nil, false, []string{"cors"}},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			var cfg driver.Config
			if code := spy(&cfg).run(t.Context(), tt.args); code != exitClean {
				t.Fatalf("exit code %d", code)
			}
			if !slices.Equal(cfg.Patterns, tt.patterns) || !slices.Equal(cfg.BuildFlags, tt.flags) || cfg.Tests != tt.tests {
				t.Errorf("patterns %q, flags %q, tests %t", cfg.Patterns, cfg.BuildFlags, cfg.Tests)
			}
			if got := names(cfg.Rules); !slices.Equal(got, tt.rules) {
				t.Errorf("rules %q, want %q", got, tt.rules)
			}
			if !slices.Equal(cfg.Policy.Known, all) {
				t.Errorf("known rules %q", cfg.Policy.Known)
			}
		})
	}
}

func TestCacheDirectory(t *testing.T) {
	for value, want := range map[string]string{"": "", "off": "off", "/tmp/c": "/tmp/c", "c": "/base/c"} {
		if got := cacheDirectory(value, "/base"); got != want {
			t.Errorf("-cache %q becomes %q, want %q", value, got, want)
		}
	}
}

func TestConfidenceOfOneRule(t *testing.T) {
	tests := []struct {
		args []string
		cors finding.Confidence // least confidence shown
		err  finding.Confidence
	}{
		{nil, finding.Likely, finding.Likely},
		{[]string{"-confidence", "low"}, finding.Unlikely, finding.Unlikely},
		{[]string{"-cors.confidence=high", "-confidence=low"}, finding.Certain, finding.Unlikely},
		{[]string{"-cors.confidence=low"}, finding.Unlikely, finding.Likely},
	}
	for _, tt := range tests {
		o, err := parse(analyzers.All(), tt.args)
		if err != nil {
			t.Fatal(err)
		}
		if err := o.configure(t.TempDir(), analyzers.All()); err != nil {
			t.Fatal(err)
		}
		for rule, least := range map[string]finding.Confidence{"cors": tt.cors, "errleak": tt.err} {
			for c := finding.Unlikely; c <= finding.Certain; c++ {
				f := finding.Finding{Rule: rule, Confidence: c}
				if got := o.judge(f, nil, "") == shown; got != (c >= least) {
					t.Errorf("%q: a finding of %s with %s confidence is shown: %t", tt.args, rule, c, got)
				}
			}
		}
	}
}

func TestFlagNamesOfRulesAreFree(t *testing.T) {
	var cfg driver.Config
	tool := spy(&cfg)
	commands := append(slices.Clone(commands), toolexec, complete)
	for _, r := range tool.rules {
		if slices.Contains(commands, r.Name) {
			t.Errorf("rule %s is called like a command", r.Name)
		}
	}
	newFlags(tool.rules) // panics if a flag is defined twice
}

// brokenPipe is a standard output whose reader went away.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestClosedOutput(t *testing.T) {
	for _, args := range [][]string{{"list"}, {"help"}, {"explain", "cors"}, {"version"}, {"-format=json"}, {"-format=sarif"}} {
		var cfg driver.Config
		var stderr bytes.Buffer
		tool := spy(&cfg)
		tool.stdout, tool.stderr = brokenPipe{}, &stderr
		if code := tool.run(t.Context(), args); code != exitIncomplete {
			t.Errorf("%q: exit code %d, want %d", args, code, exitIncomplete)
		}
		if lines := strings.Count(stderr.String(), "\n"); lines != 1 {
			t.Errorf("%q: got %d lines: %s", args, lines, stderr.String())
		}
	}
}

func TestInterruptedRunIsNotClean(t *testing.T) {
	var cfg driver.Config
	var stderr bytes.Buffer
	tool := spy(&cfg)
	tool.stderr = &stderr
	tool.analyze = func(ctx context.Context, _ driver.Config) (*driver.Result, error) { return nil, ctx.Err() }
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if code := tool.run(ctx, nil); code != exitIncomplete || stderr.String() != "apilint: interrupted\n" {
		t.Errorf("exit code %d, standard error %q", code, stderr.String())
	}
}

func TestProgress(t *testing.T) {
	tests := []struct {
		name string
		run  time.Duration
		want string
	}{
		{"a short run shows nothing", progressDelay - time.Millisecond, ""},
		{"a long run shows a line and erases it", progressDelay + time.Millisecond, eraseLine + "compile 3/7" + eraseLine},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				p := &progress{w: &out, done: make(chan struct{})}
				p.wait.Go(p.show)
				p.update(driver.Progress{Stage: "compile", Done: 3, Total: 7})
				time.Sleep(tt.run) // of the bubble's clock, which does not wait
				p.stop()
				if out.String() != tt.want {
					t.Errorf("got %q, want %q", out.String(), tt.want)
				}
			})
		})
	}
}

func TestNoProgressWithoutATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := (&tool{stderr: &out, env: func(string) string { return "" }}).newProgress()
		time.Sleep(10 * progressDelay) // of the bubble's clock
		p.stop()
		if out.Len() > 0 {
			t.Errorf("got %q", out.String())
		}
	})
}

func TestVersionLine(t *testing.T) {
	vcs := []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.time", Value: "2026-11-22T02:00:00Z"}, {Key: "vcs.modified", Value: "true"},
	}
	tests := []struct {
		name     string
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"a release", "v1.2.3", nil, "apilint v1.2.3 go1.26"},
		{"a working tree", "(devel)", vcs, "apilint devel (commit 0123456789ab, 2026-11-22T02:00:00Z, modified) go1.26"},
		{"a clean clone", "v0.0.0-20261122020000-0123456789ab", vcs[:2],
			"apilint v0.0.0-20261122020000-0123456789ab (commit 0123456789ab, 2026-11-22T02:00:00Z) go1.26"},
		{"without version control", "", nil, "apilint devel go1.26"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			info := &debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: tt.version}, Settings: tt.settings}
			if got := versionLine(info); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestIsVet(t *testing.T) {
	tests := []struct {
		args string
		want bool
	}{
		{"-V=full", true},
		{"-flags", true},
		{"/tmp/vet.cfg", true},
		{"-cors /tmp/vet.cfg", true},
		{"", false},
		{"./...", false},
		{"-o report.cfg ./...", false},
		{"-version", false},
	}
	for _, tt := range tests {
		if got := isVet(strings.Fields(tt.args)); got != tt.want {
			t.Errorf("isVet(%q) = %t", tt.args, got)
		}
	}
}
