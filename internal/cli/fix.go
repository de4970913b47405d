package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/fix"
	"github.com/apilint/apilint/internal/report"
)

// fix applies the fixes of the run's findings to the files and leaves those findings that remain.
func (t *tool) fix(run *report.Run) error {
	plan, err := fix.Plan(run.Findings, run.Files.Path, os.ReadFile)
	if err != nil {
		return err
	}
	for _, f := range plan.Files {
		if err := replaceFile(f.Name, f.New); err != nil {
			return fmt.Errorf("fixing %s: %w", f.Name, err)
		}
	}
	if plan.Fixed > 0 {
		fmt.Fprintf(t.stderr, "fixed %s in %s\n", plural(plan.Fixed, "finding"), plural(len(plan.Files), "file"))
	}
	run.Findings = plan.Remaining
	return nil
}

// replaceFile gives the file called name new content and leaves its mode alone.
func replaceFile(name string, content []byte) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, content, info.Mode().Perm())
}

// diff writes the fixes of the run's findings as a patch that git apply and patch -p1 understand.
func (t *tool) diff(w io.Writer, run *report.Run) (int, error) {
	plan, err := fix.Plan(run.Findings, run.Files.Path, os.ReadFile)
	if err != nil {
		return 0, err
	}
	for _, f := range plan.Files {
		name := run.Files.Name(finding.Place{File: f.Name})
		if _, err := w.Write(diff.Diff("a/"+name, f.Old, "b/"+name, f.New)); err != nil {
			return 0, fmt.Errorf("writing the patch: %w", err)
		}
	}
	switch {
	case !run.Complete:
		return exitIncomplete, nil
	case len(plan.Files) > 0:
		return exitFindings, nil
	default:
		return exitClean, nil
	}
}
