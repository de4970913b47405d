// Package driver runs rules over a program: it finds the packages, compiles those of the user's modules, links the
// summaries, lets every rule check the program and resolves suppressions.
//
// Only packages of the user's modules are read with their function bodies. Everything else is types: from export data that
// the build cache happens to hold, and from source without bodies where it does not. The go command is never made to
// compile.
package driver

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/apilint/apilint/internal/compile"
	"github.com/apilint/apilint/internal/driver/golist"
	"github.com/apilint/apilint/internal/driver/store"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/schema"
	"github.com/apilint/apilint/internal/summary"
)

// Config says what to analyze, and how.
type Config struct {
	Dir        string   // the working directory; "" is the process's
	Patterns   []string // packages, as go list understands them
	BuildFlags []string // flags of the go command that select files: -tags=…, -mod=…
	Tests      bool     // analyze test files too
	Rules      []*rule.Rule
	Policy     finding.Policy // how directives and rules meet; the driver knows by itself which rules ran

	// Self is a command that behaves as golist.Toolexec with the arguments that follow it. Without it, the driver does
	// not ask the go command for export data and reads dependencies from source.
	Self []string

	// Link is what the user knows about the service. Whatever decides it is part of Salt. Scripts that declare tables are added by
	// the driver.
	Link link.Options
	// Salt stands for whatever else decides what rules report: their options, the content of configuration files.
	Salt string
	// NeedProgram says that the result's Program is needed. Without it, a run whose inputs are those of an earlier one
	// returns that one's findings and nothing else.
	NeedProgram bool

	// Cache is the directory for what one run leaves to the next: "" is the default one, "off" is none.
	Cache string

	// Progress, if not nil, is told how far the run is. Calls do not overlap.
	Progress func(Progress)

	// Parallel is the number of packages worked on at a time; 0 means as many as there are processors.
	Parallel int
}

// Progress is how far a run is.
type Progress struct {
	Stage       string // "list", "load", "compile", "link" or the name of a rule
	Done, Total int    // packages, while loading and compiling
}

// Result is what a run found.
type Result struct {
	Findings []finding.Finding // sorted and free of duplicates; suppressed ones are marked
	Problems []Problem         // what could not be analyzed, sorted
	// BadModels are the models among Config.Link that describe nothing. The others are obeyed.
	BadModels []BadModel
	Modules   map[string]string // absolute directory of each of the user's modules, by module path
	Program   *link.Program     // nil after a replay, and when linking failed
	Stats     Stats
}

// Stats counts what a run did.
type Stats struct {
	Packages int  // in the user's modules
	Compiled int  // of these, compiled in this run
	Listed   int  // in the graph of imports
	Replayed bool // nothing had changed since an earlier run
}

// Complete reports whether everything could be analyzed.
func (r *Result) Complete() bool {
	for _, p := range r.Problems {
		if p.Kind != Note {
			return false
		}
	}
	return true
}

// Error says why there was nothing to analyze.
type Error = golist.Error

// Run analyzes the packages that the configuration names. The error is an [*Error] when there is nothing to analyze;
// what goes wrong within packages or rules is among the result's problems instead.
//
// Once the context is done, Run returns its error at once. Rules know no context: one that is at work goes on in
// the background, for a caller that is about to exit.
func Run(ctx context.Context, cfg Config) (*Result, error) {
	r, err := newRun(cfg)
	if err != nil {
		return nil, err
	}
	done := make(chan struct{})
	var res *Result
	go func() {
		defer close(done)
		res, err = r.run(ctx)
	}()
	select {
	case <-done:
		return res, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// A run is one call of Run.
type run struct {
	Config
	list golist.Config
	// compile is compile.Package, except in tests.
	compile func(compile.Input) *summary.Package
	// link is link.New, except in tests.
	link   func([]*summary.Package, link.Options) *link.Program
	store  *store.Store // nil: nothing is cached
	tool   string
	result Result
}

func newRun(cfg Config) (*run, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return nil, fmt.Errorf("driver: working directory: %w", err)
	}
	cfg.Dir = dir
	if len(cfg.Patterns) == 0 {
		cfg.Patterns = []string{"."}
	}
	if cfg.Parallel <= 0 {
		cfg.Parallel = runtime.GOMAXPROCS(0)
	}
	if cfg.Progress == nil {
		cfg.Progress = func(Progress) {}
	}
	scripts := schema.Read(dir)
	cfg.Link.Schemas = scripts.Texts
	cfg.Salt += scripts.Sum
	return &run{
		Config:  cfg,
		list:    golist.Config{Dir: dir, Patterns: cfg.Patterns, Flags: cfg.BuildFlags, Tests: cfg.Tests},
		compile: compile.Package,
		link:    link.New,
		store:   openStore(cfg.Cache),
		tool:    toolID(),
	}, nil
}

func (r *run) run(ctx context.Context) (*Result, error) {
	p := r.newReplay()
	if p != nil {
		if res := p.result(); res != nil {
			return res, nil
		}
	}
	listed, s, err := r.ask(ctx)
	if err != nil {
		return nil, err
	}
	g := newGraph(listed)
	r.resolveModels(g)
	r.result.Modules = g.modules()
	r.result.Stats.Listed = len(listed)
	if p == nil {
		return r.analyze(ctx, g, s)
	}
	sc, err := p.scope(g)
	if err != nil {
		return r.analyze(ctx, g, s) // modules on several volumes have no relative directories
	}
	began, ok := p.contents(sc)
	res, err := r.analyze(ctx, g, s)
	if ok && err == nil {
		p.record(sc, began, res)
	}
	return res, err
}

// ask asks the go command everything that is needed of it, the two questions at the same time.
func (r *run) ask(ctx context.Context) (listed []*golist.Package, s settings, err error) {
	r.Progress(Progress{Stage: "list"})
	var wg sync.WaitGroup
	var err2 error
	wg.Go(func() { s, err2 = r.settings(ctx) })
	listed, err = golist.List(ctx, r.list)
	wg.Wait()
	return listed, s, cmp.Or(err, err2)
}

// analyze compiles, links and checks the packages of a graph.
func (r *run) analyze(ctx context.Context, g *graph, s settings) (*Result, error) {
	r.Progress(Progress{Stage: "load"})
	summaries, err := r.load(ctx, g, s)
	if err != nil {
		return nil, err
	}
	r.check(ctx, summaries)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sortProblems(&r.result.Problems)
	r.store.Trim(cacheLimit)
	return &r.result, nil
}
