package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/rule"
)

// lint analyzes packages and reports what it found.
func (t *tool) lint(ctx context.Context, args []string) int {
	return t.do(ctx, args, task{prepare: func(*options, string) error { return nil }, write: t.answer})
}

// task is what a command makes of an analysis.
type task struct {
	// prepare changes options before they are used. Dir is the working directory.
	prepare func(o *options, dir string) error
	// write writes what was found, which gives the exit code; the error is one of writing.
	write func(*output, *options, *report.Run) (int, error)
}

// do analyzes what arguments name.
func (t *tool) do(ctx context.Context, args []string, task task) int {
	o, err := parse(t.rules, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return t.help(nil)
	case err != nil:
		return t.usageError(err)
	case o.version:
		return t.version(nil)
	case o.list:
		return t.list(nil)
	}
	dir, err := workingDirectory(o.dir)
	if err != nil {
		return t.usageError(err)
	}
	if err := task.prepare(o, dir); err != nil {
		return t.usageError(err)
	}
	if err := o.configure(dir, t.rules); err != nil {
		return t.usageError(err)
	}
	return t.perform(ctx, o, dir, task)
}

// perform analyzes what options say, in a working directory.
func (t *tool) perform(ctx context.Context, o *options, dir string, task task) int {
	rules := o.choose(t.rules)
	if len(rules) == 0 {
		return t.usageError(errors.New("all rules are turned off"))
	}
	out, err := t.open(o.output, dir)
	if err != nil {
		return t.usageError(err)
	}
	defer out.discard()

	var complete bool
	if o.before, complete, err = t.past(ctx, o, rules, dir); err != nil {
		return t.usageError(err)
	}
	cfg := t.driverConfig(o, rules, dir)
	cfg.NeedProgram = o.needProgram || o.format == report.FormatHTML
	result, run := t.drive(ctx, o, cfg)
	o.program = result.Program
	if o.format == report.FormatSARIF {
		run.Source = analyzed(ctx, dir)
	}
	if err := o.blame(result.BadModels); err != nil {
		return t.usageError(err)
	}
	run.Complete = run.Complete && complete
	code, err := task.write(out, o, run)
	if err == nil {
		err = out.commit()
	}
	if err != nil {
		fmt.Fprintf(t.stderr, "apilint: %v\n", err)
		return exitIncomplete
	}
	return code
}

// workingDirectory returns the absolute directory in which the run takes place.
func workingDirectory(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the working directory: %w", err)
	}
	info, err := os.Stat(abs)
	if err != nil {
		return "", fmt.Errorf("-C: %w", err)
	}
	if !info.IsDir() {
		return "", fmt.Errorf("-C: %s is no directory", dir)
	}
	return abs, nil
}

// driverConfig returns what the driver needs to know.
func (t *tool) driverConfig(o *options, rules []*rule.Rule, dir string) driver.Config {
	cfg := driver.Config{
		Dir: dir, Patterns: o.patterns, Tests: o.tests, Rules: rules, Self: t.self, Cache: cacheDirectory(o.cache, dir),
		Policy: finding.Policy{Known: names(t.rules), Public: rule.Public(t.rules...)},
		Link:   o.settings.Link(), Salt: o.settings.Sum,
	}
	if o.tags != "" {
		cfg.BuildFlags = append(cfg.BuildFlags, "-tags="+o.tags)
	}
	return cfg
}

// drive runs the rules. A run that could not even load is one that tells so, in every format; its result is empty.
func (t *tool) drive(ctx context.Context, o *options, cfg driver.Config) (*driver.Result, *report.Run) {
	progress := t.newProgress()
	cfg.Progress = progress.update
	result, err := t.analyze(ctx, cfg)
	progress.stop()
	if result == nil {
		result = &driver.Result{}
	}
	run := &report.Run{
		Version:  t.moduleVersion(),
		Rules:    cfg.Rules,
		Findings: result.Findings,
		Complete: err == nil && result.Complete(),
		Files:    report.NewFiles(o.withConfiguration(result.Modules), cfg.Dir),
	}
	for _, p := range result.Problems {
		run.Problems = append(run.Problems, problem(p))
	}
	switch {
	case err != nil && ctx.Err() != nil:
		run.Problems = append(run.Problems, report.Problem{Kind: report.Broken, Text: "interrupted"})
	case err != nil:
		run.Problems = append(run.Problems, report.Problem{Kind: report.Broken, Text: err.Error()})
	}
	return result, run
}

// cacheDirectory returns what the driver understands: "" and "off" have a meaning, anything else is an absolute directory.
func cacheDirectory(name, dir string) string {
	if name == "" || name == "off" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

func names(rules []*rule.Rule) []string {
	var names []string
	for _, r := range rules {
		names = append(names, r.Name)
	}
	return names
}

func problem(p driver.Problem) report.Problem {
	kinds := map[driver.ProblemKind]report.ProblemKind{
		driver.Broken: report.Broken, driver.Internal: report.Internal, driver.Note: report.Note,
	}
	return report.Problem{Kind: kinds[p.Kind], Package: p.Package, Place: p.Place, Text: p.Text, Stack: p.Stack}
}
