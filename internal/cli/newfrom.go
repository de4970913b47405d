package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/apilint/apilint/internal/baseline"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/rule"
)

// past is what was found before: what -baseline and -new-from name.
type past []*baseline.Baseline

// past returns what was found before. Complete tells whether everything of it could be analyzed.
func (t *tool) past(ctx context.Context, o *options, rules []*rule.Rule, dir string) (p past, complete bool, err error) {
	complete = true
	if o.baseline != "" {
		b, err := readBaseline(o.baseline, dir)
		if err != nil {
			return nil, false, fmt.Errorf("-baseline: %w", err)
		}
		p = append(p, b)
	}
	if o.newFrom != "" {
		b, all, err := t.foundAt(ctx, o, rules, dir)
		if err != nil {
			return nil, false, fmt.Errorf("-new-from: %w", err)
		}
		p, complete = append(p, b), all
	}
	return p, complete, nil
}

func readBaseline(name, dir string) (*baseline.Baseline, error) {
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w (apilint baseline -o FILE writes one)", err)
	}
	defer f.Close()
	b, err := baseline.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

// foundAt analyzes the revision that -new-from names, as if it were the present one. What that one lacks, a directory or a
// package, had no findings.
func (t *tool) foundAt(ctx context.Context, o *options, rules []*rule.Rule, dir string) (b *baseline.Baseline, complete bool, err error) {
	tree, err := checkout(ctx, dir, o.newFrom)
	if errors.Is(err, errUnborn) {
		return baseline.New(nil), true, nil
	} else if err != nil {
		return nil, false, err
	}
	defer tree.remove(ctx)
	there := *o
	there.settings = o.settings.At(tree.path)
	there.suppressed = false
	there.patterns = patternsAt(o.patterns, tree.dir)
	if len(there.patterns) == 0 {
		return baseline.New(nil), true, nil
	}
	_, run := t.drive(ctx, &there, t.driverConfig(&there, rules, tree.dir))
	if !run.Complete {
		fmt.Fprintf(t.stderr, "apilint: not everything could be analyzed at %s, so that findings may only seem to be new:\n", o.newFrom)
		if err := t.complain(o, run); err != nil {
			return nil, false, err
		}
	}
	t.choose(&there, run)
	return baseline.New(run.Findings), run.Complete, nil
}

// patternsAt returns the patterns that mean something in a directory: relative ones name directories, and these have to exist.
func patternsAt(patterns []string, dir string) []string {
	var there []string
	for _, p := range patterns {
		if strings.HasPrefix(p, ".") {
			base := strings.TrimSuffix(strings.TrimSuffix(p, "..."), "/")
			if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(base))); err != nil {
				continue
			}
		}
		there = append(there, p)
	}
	return there
}

// remain leaves the findings of a run that are new, and returns how many others there are.
func (p past) remain(run *report.Run) (old int, gone []baseline.Entry) {
	for _, b := range p {
		fresh, known, missing := b.Split(run.Findings)
		run.Findings = fresh
		old += len(known)
		gone = append(gone, missing...)
	}
	return old, gone
}

// writeBaseline is the command that writes what -baseline reads.
func (t *tool) writeBaseline(ctx context.Context, args []string) int {
	write := func(out *output, o *options, run *report.Run) (int, error) {
		if err := t.complain(o, run); err != nil {
			return 0, err
		}
		t.choose(o, run)
		b := baseline.New(run.Findings)
		if err := b.Write(out); err != nil {
			return 0, err
		}
		fmt.Fprintf(t.stderr, "%s in the baseline\n", plural(len(b.Entries), "finding"))
		if !run.Complete {
			return exitIncomplete, nil
		}
		return exitClean, nil
	}
	return t.do(ctx, args, task{func(*options, string) error { return nil }, write})
}
