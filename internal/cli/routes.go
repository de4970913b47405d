package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"

	"golang.org/x/term"

	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/inventory"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/rule"
)

// routes shows the inventory of routes, or how it differs from an earlier one.
func (t *tool) routes(ctx context.Context, args []string) int {
	o, err := parseRoutes(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return t.routesHelp()
	case err != nil:
		return t.usageError(err)
	}
	dir, err := workingDirectory(o.common.dir)
	if err != nil {
		return t.usageError(err)
	}
	if err := o.common.configure(dir, t.rules); err != nil {
		return t.usageError(err)
	}
	before, err := t.earlier(ctx, o, dir)
	if err != nil {
		return t.usageError(fmt.Errorf("-diff: %w", err))
	}
	out, err := t.open(o.common.output, dir)
	if err != nil {
		return t.usageError(err)
	}
	defer out.discard()

	inv, run, bad := t.inventory(ctx, o, dir)
	if err := o.common.blame(bad); err != nil {
		return t.usageError(err)
	}
	if err = t.complain(&o.common, run); err == nil {
		err = t.writeRoutes(out, o, before, inv)
	}
	if err == nil {
		err = out.commit()
	}
	if err != nil {
		fmt.Fprintf(t.stderr, "apilint: %v\n", err)
		return exitIncomplete
	}
	return routesExitCode(o, before, inv)
}

// inventory analyzes the packages in dir and lists their routes, with findings if they are asked for. The run says what
// could not be analyzed; the models are those that describe nothing.
func (t *tool) inventory(ctx context.Context, o *routesOptions, dir string) (*inventory.Inventory, *report.Run, []driver.BadModel) {
	var rules []*rule.Rule
	if o.findings {
		rules = slices.DeleteFunc(slices.Clone(t.rules), func(r *rule.Rule) bool { return !o.common.settings.Runs(r) })
	}
	cfg := t.driverConfig(&o.common, rules, dir)
	cfg.NeedProgram = true
	result, run := t.drive(ctx, &o.common, cfg)
	if o.findings {
		t.choose(&o.common, run)
	} else {
		run.Findings = nil
	}
	inv := inventory.New(result.Program, run.Files, inventory.Details{Findings: run.Findings, Objects: o.showsObjects()})
	inv.Tool = inventory.Tool{Name: "apilint", Version: run.Version}
	inv.Complete = run.Complete
	return inv, run, result.BadModels
}

// writeRoutes writes inv, or how it differs from before if that is not nil.
func (t *tool) writeRoutes(w io.Writer, o *routesOptions, before, inv *inventory.Inventory) error {
	text := inventory.Text{Width: t.width(w), Color: t.colored(w), Chain: o.common.verbose}
	if before != nil {
		d := inventory.Compare(before, inv).Filter(&o.filter)
		switch o.format {
		case routesJSON:
			return inventory.WriteDiffJSON(w, d)
		case routesMarkdown:
			return inventory.WriteDiffMarkdown(w, d)
		default:
			return text.WriteDiff(w, d)
		}
	}
	inv = o.filter.Apply(inv)
	switch o.format {
	case routesJSON:
		return inventory.WriteJSON(w, inv)
	case routesMarkdown:
		return inventory.WriteMarkdown(w, inv)
	case routesHTML:
		return inventory.WriteHTML(w, inv)
	case routesOpenAPI:
		return inventory.WriteOpenAPI(w, inv)
	default:
		return text.Write(w, inv)
	}
}

// routesExitCode returns what the run comes to: protection that went down is what a finding is elsewhere.
func routesExitCode(o *routesOptions, before, inv *inventory.Inventory) int {
	switch {
	case !inv.Complete || before != nil && !before.Complete:
		return exitIncomplete
	case before != nil && !o.common.noFail && inventory.Compare(before, inv).Filter(&o.filter).Weaker():
		return exitFindings
	default:
		return exitClean
	}
}

// width returns how many columns there are for what is written to w, 0 if there is no limit. The variable COLUMNS goes
// before what the terminal says, as with other tools.
func (t *tool) width(w io.Writer) int {
	if n, err := strconv.Atoi(t.env("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if o, ok := w.(*output); ok {
		w = o.Writer
	}
	if file, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(file.Fd())); err == nil {
			return columns
		}
	}
	return 0
}
