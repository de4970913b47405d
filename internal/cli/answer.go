package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/baseline"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/inventory"
	"github.com/apilint/apilint/internal/page"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/rule"
)

// answer writes what was asked for to w and everything else to the standard error. It returns the exit code; the error
// is one of writing.
func (t *tool) answer(w *output, o *options, run *report.Run) (int, error) {
	hidden := hidden{doubtful: t.choose(o, run)}
	hidden.old, hidden.gone = o.before.remain(run)
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
	if err := o.handler(text, run).Report(w, run); err != nil {
		return 0, fmt.Errorf("writing the report: %w", err)
	}
	t.summarize(o, run, hidden)
	return exitCode(o, run), nil
}

func (o *options) handler(text report.Text, run *report.Run) report.Handler {
	switch o.format {
	case report.FormatJSON:
		return report.JSON{}
	case report.FormatSARIF:
		return report.SARIF{}
	case report.FormatHTML:
		return page.HTML{Inventory: inventory.New(o.program, run.Files, inventory.Details{Findings: run.Findings})}
	case report.FormatGitHub:
		return report.GitHub{}
	case report.FormatGitLab:
		return report.GitLab{}
	case report.FormatRDJSON:
		return report.RDJSON{}
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

// choose leaves the findings that the user wants to see, and returns how many more there are that are not certain enough.
func (t *tool) choose(o *options, run *report.Run) (doubtful int) {
	rules := map[string]*rule.Rule{}
	for _, r := range t.rules {
		rules[r.Name] = r
	}
	all := run.Findings
	run.Findings = nil
	for _, f := range all {
		switch o.judge(f, rules[f.Rule], run.Files.Path(f.Place)) {
		case shown:
			run.Findings = append(run.Findings, f)
		case uncertain:
			doubtful++
		}
	}
	return doubtful
}

// hidden counts the findings that are not shown.
type hidden struct {
	doubtful int              // not certain enough
	old      int              // found before
	gone     []baseline.Entry // found before, and not any more
}

// summarize counts the findings on the standard error, and says how many are hidden.
func (t *tool) summarize(o *options, run *report.Run, h hidden) {
	count := map[string]int{}
	total := 0
	for _, f := range run.Findings {
		if f.Suppressed == nil {
			count[f.Rule]++
			total++
		}
	}
	if total == 0 && h.doubtful == 0 && h.old == 0 && !o.verbose {
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
	line := plural(total, "finding")
	if len(parts) > 0 {
		line += ": " + strings.Join(parts, ", ")
	}
	var more []string
	if h.doubtful > 0 {
		more = append(more, fmt.Sprintf("-confidence low shows %d more", h.doubtful))
	}
	if h.old > 0 {
		more = append(more, fmt.Sprintf("%d not new", h.old))
	}
	if more != nil {
		line += " (" + strings.Join(more, "; ") + ")"
	}
	fmt.Fprintln(t.stderr, line)
	if len(h.gone) > 0 && o.verbose {
		fmt.Fprintf(t.stderr, "gone: %s of before\n", plural(len(h.gone), "finding"))
	}
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
