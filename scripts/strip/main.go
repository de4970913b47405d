// Strip measures whether apilint notices that routes lose their protection.
//
//	go run ./scripts/strip [-apilint FILE] [-max N] [-v] DIR
//
// It takes every guard of a copy of the service in DIR from every place where it is attached, one at a time, and lets every
// guard pass everybody while it keeps its name. Of each mutant that compiles it compares the inventory with that of the
// service: a route that has lost its guard must not be called protected, unless another guard protects it.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/apilint/apilint/internal/inventory"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "strip: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, w io.Writer) error {
	fs := flag.NewFlagSet("strip", flag.ContinueOnError)
	binary := fs.String("apilint", "apilint", "`program` to measure")
	limit := fs.Int("max", 60, "try at most this many mutants, spread over the service")
	verbose := fs.Bool("v", false, "name the routes that are not reported")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return errors.New("usage: strip [-apilint FILE] [-max N] [-v] DIR")
	}
	dir, err := os.MkdirTemp("", "strip")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	l := &laboratory{dir: filepath.Join(dir, "service"), cache: filepath.Join(dir, "cache"), binary: *binary}
	if err := copyModule(l.dir, fs.Arg(0)); err != nil {
		return err
	}
	total, err := l.measure(ctx, *limit, func(m mutant, t tally) {
		fmt.Fprintf(w, "%-60s %s\n", m, t.summary())
		if *verbose {
			for _, line := range t.lines {
				fmt.Fprintln(w, "    "+line)
			}
		}
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%d mutants, %d without effect: %s\n", total.mutants, total.idle, total.summary())
	return err
}

// measure tries the mutants of the service and tells of each.
func (l *laboratory) measure(ctx context.Context, limit int, tell func(mutant, tally)) (total tally, err error) {
	base, complaints, err := l.analyze(ctx)
	if err != nil {
		return total, err
	}
	mutants, err := findMutants(l.dir, guardsOf(base))
	if err != nil {
		return total, err
	}
	for _, m := range thin(mutants, limit) {
		after, err := l.try(ctx, m, complaints)
		if err != nil {
			return total, err
		}
		if after == nil {
			continue // no way to take the guard away compiles
		}
		t := compare(base, after, m.guard)
		total.add(t)
		tell(m, t)
	}
	return total, nil
}

// thin keeps at most n mutants, evenly spread.
func thin(all []mutant, n int) []mutant {
	if len(all) <= n {
		return all
	}
	kept := make([]mutant, n)
	for i := range kept {
		kept[i] = all[i*len(all)/n]
	}
	return kept
}

// laboratory is a copy of a service with the program that analyzes it.
type laboratory struct{ dir, cache, binary string }

// try returns the inventory of the first edit that compiles, nil if none does, and takes it back.
func (l *laboratory) try(ctx context.Context, m mutant, complaints int) (*inventory.Inventory, error) {
	file := filepath.Join(l.dir, filepath.FromSlash(m.file))
	before, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for _, e := range m.edits {
		if err := os.WriteFile(file, e.apply(before), 0o644); err != nil {
			return nil, err
		}
		after, n, err := l.analyze(ctx)
		if err := errors.Join(err, os.WriteFile(file, before, 0o644)); err != nil {
			return nil, err
		}
		if n <= complaints {
			return after, nil
		}
	}
	return nil, nil
}

// patience is how long one run may take.
const patience = 10 * time.Minute

// analyze returns the inventory of the service and how many lines apilint complained in.
func (l *laboratory) analyze(ctx context.Context) (inv *inventory.Inventory, complaints int, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, l.binary, "routes", "-cache", l.cache, "-format", "json", "./...")
	cmd.Dir = l.dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && (exit.ExitCode() == 1 || exit.ExitCode() == 3) {
		err = nil
	}
	if err != nil {
		return nil, 0, fmt.Errorf("running %s: %w\n%s", l.binary, err, stderr.String())
	}
	inv, err = inventory.ReadJSON(bytes.NewReader(out))
	return inv, strings.Count(stderr.String(), "\n"), err
}

// copyModule copies the files of a module that can matter.
func copyModule(to, from string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return fmt.Errorf("copying the service: %w", err)
	}
	return os.RemoveAll(filepath.Join(to, ".git"))
}

// tally counts what became of routes that lost a guard.
type tally struct {
	mutants, idle int // idle: nothing has lost anything
	// reported: not called protected any more. other: another guard protects it. doubt: cannot tell. missed: still called
	// protected by what is not there, or gone from the inventory.
	reported, other, doubt, missed int
	lines                          []string
}

func (t *tally) add(o tally) {
	t.mutants += o.mutants
	t.idle += o.idle
	t.reported += o.reported
	t.other += o.other
	t.doubt += o.doubt
	t.missed += o.missed
	t.lines = append(t.lines, o.lines...)
}

func (t tally) summary() string {
	s := fmt.Sprintf("%d reported, %d in doubt, %d missed", t.reported, t.doubt, t.missed)
	if t.other > 0 {
		s += fmt.Sprintf(", %d protected by another guard", t.other)
	}
	return s
}

// compare counts what became of the routes that g protects in before.
func compare(before, after *inventory.Inventory, g guard) tally {
	t := tally{mutants: 1}
	for i := range before.Routes {
		r := &before.Routes[i]
		if r.Auth.State != inventory.Required || !g.is(r.Auth.By) {
			continue
		}
		now := same(after, r)
		switch {
		case now == nil:
			t.missed++
			t.lines = append(t.lines, r.Name()+" is gone")
		case !g.hollow && now.Auth.State == inventory.Required && g.is(now.Auth.By) && g.among(now.Middleware) >= g.among(r.Middleware):
			// it was stripped elsewhere
		case now.Auth.State == inventory.Required && g.is(now.Auth.By) && g.among(now.Middleware) > 0 && !g.hollow:
			t.other++ // it is attached a second time
		case now.Auth.State == inventory.Required && g.is(now.Auth.By):
			t.missed++
			t.lines = append(t.lines, r.Name()+" is called protected by "+now.Auth.By)
		case now.Auth.State == inventory.Required:
			t.other++
			t.lines = append(t.lines, r.Name()+" is protected by "+now.Auth.By)
		case now.Auth.State == inventory.Unknown:
			t.doubt++
			t.lines = append(t.lines, r.Name()+" is in doubt: "+now.Auth.Reason)
		default:
			t.reported++
		}
	}
	if t.reported+t.other+t.doubt+t.missed == 0 {
		t.idle = 1
	}
	return t
}

// same returns the route of an inventory that is r, nil if there is none.
func same(inv *inventory.Inventory, r *inventory.Route) *inventory.Route {
	i := slices.IndexFunc(inv.Routes, func(o inventory.Route) bool {
		return o.Method == r.Method && o.Host == r.Host && o.Path == r.Path && o.Program == r.Program
	})
	if i < 0 {
		return nil
	}
	return &inv.Routes[i]
}
