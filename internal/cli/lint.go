package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/rule"
)

// lint analyzes packages and reports what it found.
func (t *tool) lint(ctx context.Context, args []string) int {
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
	rules := o.choose(t.rules)
	if len(rules) == 0 {
		return t.usageError(errors.New("all rules are turned off"))
	}
	dir, err := workingDirectory(o.dir)
	if err != nil {
		return t.usageError(err)
	}
	out, err := t.open(o.output, dir)
	if err != nil {
		return t.usageError(err)
	}
	defer out.discard()

	run := t.analyzed(ctx, o, rules, dir)
	code, err := t.answer(out, o, run)
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

// analyzed runs the rules. A run that could not even load is one that tells so, in every format.
func (t *tool) analyzed(ctx context.Context, o *options, rules []*rule.Rule, dir string) *report.Run {
	cfg := driver.Config{
		Dir: dir, Patterns: o.patterns, Tests: o.tests, Rules: rules, Self: t.self, Cache: cacheDirectory(o.cache, dir),
		Policy: finding.Policy{Known: names(t.rules), Public: publicRules},
	}
	if o.tags != "" {
		cfg.BuildFlags = append(cfg.BuildFlags, "-tags="+o.tags)
	}
	progress := t.newProgress()
	cfg.Progress = progress.update
	result, err := t.analyze(ctx, cfg)
	progress.stop()
	if result == nil {
		result = &driver.Result{}
	}
	run := &report.Run{
		Version:  t.moduleVersion(),
		Rules:    rules,
		Findings: result.Findings,
		Complete: err == nil && result.Complete(),
		Files:    report.NewFiles(result.Modules, dir),
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
	return run
}

// cacheDirectory returns what the driver understands: "" and "off" have a meaning, anything else is an absolute directory.
func cacheDirectory(name, dir string) string {
	if name == "" || name == "off" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// publicRules are the rules that //apilint:public answers.
var publicRules = []string{"routeauth"}

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

// answer writes what was asked for to w and everything else to the standard error. It returns the exit code; the error
// is one of writing.
func (t *tool) answer(w io.Writer, o *options, run *report.Run) (int, error) {
	all := run.Findings
	run.Findings = nil
	for _, f := range all {
		if o.shows(f) {
			run.Findings = append(run.Findings, f)
		}
	}
	text := report.Text{Trace: o.verbose, Color: t.colored(w)}
	if err := t.complain(o, run); err != nil {
		return 0, err
	}
	if o.diff {
		return t.diff(w, run)
	}
	if o.fix {
		if err := t.fix(run); err != nil {
			return 0, err
		}
	}
	if err := handler(o.format, text).Report(w, run); err != nil {
		return 0, fmt.Errorf("writing the report: %w", err)
	}
	t.summarize(o, run, all)
	return exitCode(o, run), nil
}

func handler(format report.Format, text report.Text) report.Handler {
	switch format {
	case report.FormatJSON:
		return report.JSON{}
	case report.FormatSARIF:
		return report.SARIF{}
	default:
		return text
	}
}

// complain writes the problems of the run to the standard error. Notes are for those who ask.
func (t *tool) complain(o *options, run *report.Run) error {
	text := report.Text{Color: t.colored(t.stderr)}
	for _, p := range run.Problems {
		if p.Kind == report.Note && !o.verbose {
			continue
		}
		if !p.Place.IsValid() && p.Package == "" {
			fmt.Fprint(t.stderr, "apilint: ")
		}
		if err := text.WriteProblem(t.stderr, run.Files, p, o.debug); err != nil {
			return err
		}
	}
	return nil
}

// summarize counts the findings on the standard error, and says which ones the flags hide.
func (t *tool) summarize(o *options, run *report.Run, all []finding.Finding) {
	count := map[string]int{}
	shown, uncertain := 0, 0
	for _, f := range run.Findings {
		if f.Suppressed == nil {
			count[f.Rule]++
			shown++
		}
	}
	for _, f := range all {
		if f.Suppressed == nil && o.admits(f) && !o.trusts(f) {
			uncertain++
		}
	}
	if shown == 0 && uncertain == 0 && !o.verbose {
		return
	}
	var parts []string
	for _, r := range run.Rules {
		if n := count[r.Name]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", r.Name, n))
		}
	}
	if n := count[finding.DirectiveRule]; n > 0 {
		parts = append(parts, fmt.Sprintf("%s %d", finding.DirectiveRule, n))
	}
	line := plural(shown, "finding")
	if len(parts) > 0 {
		line += ": " + strings.Join(parts, ", ")
	}
	if uncertain > 0 {
		line += fmt.Sprintf(" (-confidence low shows %d more)", uncertain)
	}
	fmt.Fprintln(t.stderr, line)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// exitCode returns what the run comes to: an incomplete run is neither clean nor just a run with findings.
func exitCode(o *options, run *report.Run) int {
	open := func(f finding.Finding) bool { return f.Suppressed == nil }
	switch {
	case !run.Complete:
		return exitIncomplete
	case !o.noFail && slices.ContainsFunc(run.Findings, open):
		return exitFindings
	default:
		return exitClean
	}
}
