// Strip measures whether apilint notices that routes lose their protection.
//
//	go run ./scripts/strip [-apilint FILE] [-what authentication|role|rate|body] [-max N] [-v] DIR
//
// It takes every guard of a copy of the service in DIR from every place where it is attached, one at a time, and lets every
// guard pass everybody while it keeps its name. Of each mutant that compiles it compares the inventory with that of the
// service: a route that has lost its guard must not be called protected, unless another guard protects it. Guards are what
// authenticates callers or, with -what, what demands a role or limits requests or their bodies.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/inventory"
	"github.com/apilint/apilint/scripts/internal/lab"
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
	what := authentication
	fs.TextVar(&what, "what", authentication, "`protection` to take away: authentication, role, rate or body")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return errors.New("usage: strip [-apilint FILE] [-what PROTECTION] [-max N] [-v] DIR")
	}
	service, err := lab.Copy(fs.Arg(0), *binary)
	if err != nil {
		return err
	}
	l := &laboratory{service, what}
	total, err := l.measure(ctx, *limit, func(m mutant, t tally) {
		fmt.Fprintf(w, "%-60s %s\n", m, t.summary())
		if *verbose {
			for _, line := range t.lines {
				fmt.Fprintln(w, "    "+line)
			}
		}
	})
	if err := errors.Join(err, service.Remove()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%d mutants, %d without effect: %s\n", total.mutants, total.idle, total.summary())
	return err
}

// laboratory is a copy of a service from which a protection is taken away.
type laboratory struct {
	*lab.Service
	what protection
}

// measure tries the mutants of the service and tells of each.
func (l *laboratory) measure(ctx context.Context, limit int, tell func(mutant, tally)) (total tally, err error) {
	base, complaints, err := l.analyze(ctx)
	if err != nil {
		return total, err
	}
	mutants, err := findMutants(l.Service, guardsOf(base, l.what))
	if err != nil {
		return total, err
	}
	for _, m := range lab.Thin(mutants, limit) {
		after, err := l.try(ctx, m, complaints)
		if err != nil {
			return total, err
		}
		if after == nil {
			continue // no way to take the guard away compiles
		}
		t := compare(base, after, m.guard, l.what)
		total.add(t)
		tell(m, t)
	}
	return total, nil
}

// try returns the inventory of the first edit that compiles, nil if none does, and takes it back.
func (l *laboratory) try(ctx context.Context, m mutant, complaints int) (after *inventory.Inventory, err error) {
	for _, e := range m.edits {
		n := 0
		err := l.Try(m.file, e.apply, func() (err error) {
			after, n, err = l.analyze(ctx)
			return err
		})
		if err != nil || n <= complaints {
			return after, err
		}
	}
	return nil, nil
}

// analyze returns the inventory of the service and how many lines apilint complained in.
func (l *laboratory) analyze(ctx context.Context) (inv *inventory.Inventory, complaints int, err error) {
	out, stderr, err := l.Run(ctx, "routes", "-cache", l.Cache, "-format", "json", "./...")
	if err != nil {
		return nil, 0, err
	}
	inv, err = inventory.ReadJSON(bytes.NewReader(out))
	return inv, strings.Count(stderr, "\n"), err
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
func compare(before, after *inventory.Inventory, g guard, what protection) tally {
	t := tally{mutants: 1}
	for i := range before.Routes {
		r := &before.Routes[i]
		if !g.is(what.by(r)) {
			continue
		}
		now := same(after, r)
		if now == nil {
			t.missed++
			t.lines = append(t.lines, r.Name()+" is gone")
			continue
		}
		by := what.by(now)
		stays := g.is(by) && !g.hollow
		switch {
		case stays && g.among(now.Middleware) >= g.among(r.Middleware):
			// it was stripped elsewhere
		case stays && g.among(now.Middleware) > 0:
			t.other++ // it is attached a second time
		case g.is(by):
			t.missed++
			t.lines = append(t.lines, r.Name()+" is called protected by "+by)
		case by != "":
			t.other++
			t.lines = append(t.lines, r.Name()+" is protected by "+by)
		case now.Auth.State == inventory.Unknown && what == authentication:
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
