// Score measures apilint on checkouts of real services for which somebody wrote down the truth.
//
//	go run ./scripts/score -checkouts DIR -labels DIR [-only NAME,NAME] [-cases] [-apilint FILE] [-q]
//
// The folder of labels holds services.json (names, modules and what a service needs before it loads), routes/<name>.json
// (the true table of routes of a service) and cases.json (vulnerabilities with the commits that have and fix them).
// Checkouts lie in <checkouts>/<name>, those of cases in <checkouts>/<id>/vuln and <checkouts>/<id>/fixed.
//
// For routes it prints recall, precision and how often the authentication is right, with every miss, extra row and wrong
// state. For cases it prints which were found and which are gone with the fix.
package main

import (
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
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "score: %v\n", err)
		os.Exit(1)
	}
}

// options are what the flags say.
type options struct {
	checkouts, labels string
	only              []string // names of services or cases; empty: all
	quiet             bool     // no lists below the table
}

func (o *options) wants(name string) bool { return len(o.only) == 0 || slices.Contains(o.only, name) }

func run(ctx context.Context, args []string, w io.Writer) error {
	var o options
	fs := flag.NewFlagSet("score", flag.ContinueOnError)
	fs.StringVar(&o.checkouts, "checkouts", "", "`folder` of the checkouts")
	fs.StringVar(&o.labels, "labels", "", "`folder` of the labels")
	only := fs.String("only", "", "measure these `names`, separated by commas")
	cases := fs.Bool("cases", false, "measure cases instead of routes")
	binary := fs.String("apilint", "", "`program` to measure; by default it is built from this module")
	fs.BoolVar(&o.quiet, "q", false, "print the table alone")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if o.checkouts == "" || o.labels == "" || fs.NArg() > 0 {
		return errors.New("usage: score -checkouts DIR -labels DIR [-only NAMES] [-cases] [-apilint FILE] [-q]")
	}
	if *only != "" {
		o.only = strings.Split(*only, ",")
	}
	p, cleanup, err := newProgram(ctx, *binary)
	if err != nil {
		return err
	}
	defer cleanup()
	if *cases {
		return scoreCases(ctx, w, &o, p)
	}
	return scoreRoutes(ctx, w, &o, p)
}

// program is the apilint that is measured.
type program struct{ file string }

// newProgram returns the program in a file, or builds one if there is none.
func newProgram(ctx context.Context, file string) (p *program, cleanup func(), err error) {
	if file != "" {
		file, err = filepath.Abs(file)
		return &program{file}, func() {}, err
	}
	dir, err := os.MkdirTemp("", "score")
	if err != nil {
		return nil, nil, err
	}
	cleanup = func() { os.RemoveAll(dir) }
	file = filepath.Join(dir, "apilint")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", file, "github.com/apilint/apilint/cmd/apilint").CombinedOutput(); err != nil {
		cleanup()
		return nil, nil, fmt.Errorf("building apilint: %w\n%s", err, out)
	}
	return &program{file}, cleanup, nil
}

// patience is how long one run may take.
const patience = 10 * time.Minute

// run returns what apilint writes about all packages of a directory. That there are findings, or that not everything
// could be analyzed, is no error; what it complained about comes along.
func (p *program) run(ctx context.Context, dir string, env []string, args ...string) (out []byte, complaints string, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.file, append(args, "./...")...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err = cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && (exit.ExitCode() == 1 || exit.ExitCode() == 3) {
		err = nil
	}
	if err != nil {
		err = fmt.Errorf("%s in %s: %w: %s", strings.Join(args, " "), dir, err, stderr.String())
	}
	return out, stderr.String(), err
}
