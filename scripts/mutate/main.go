// Mutate measures whether apilint notices that a service stops checking who owns what.
//
//	go run ./scripts/mutate -service DIR [-apilint FILE] [-rule NAME] [-max N] [-v]
//
// It takes the predicates on owner columns and the comparisons with owners out of a copy of the service, one at a time, and
// runs apilint on each of these mutants. A mutant is noticed if there is a finding that the service itself does not have. It
// is noticed at the right handler if this finding, or its trace, lies in the function that was changed.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "mutate: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, w io.Writer) error {
	fs := flag.NewFlagSet("mutate", flag.ContinueOnError)
	service := fs.String("service", "", "`folder` of the service's module")
	binary := fs.String("apilint", "apilint", "`program` to measure")
	rule := fs.String("rule", "ownercheck", "`name` of the rule that is to notice")
	limit := fs.Int("max", 100, "try at most this many mutants, spread over the service")
	verbose := fs.Bool("v", false, "print the findings of each mutant")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *service == "" || fs.NArg() > 0 {
		return errors.New("usage: mutate -service DIR [-apilint FILE] [-rule NAME] [-max N] [-v]")
	}
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	l := &laboratory{dir: filepath.Join(dir, "service"), cache: filepath.Join(dir, "cache"), binary: *binary, rule: *rule, verbose: *verbose, w: w}
	if err := copyModule(l.dir, *service); err != nil {
		return err
	}
	mutants, err := findMutants(l.dir)
	if err != nil {
		return err
	}
	return l.measure(ctx, thin(mutants, *limit))
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

// laboratory is a copy of a service with what measures it.
type laboratory struct {
	dir, cache   string
	binary, rule string
	verbose      bool
	w            io.Writer
}

// report is what is read of apilint's JSON.
type report struct {
	Complete bool      `json:"complete"`
	Findings []finding `json:"findings"`
}

type finding struct {
	place
	Confidence string  `json:"confidence"`
	Message    string  `json:"message"`
	Trace      []place `json:"trace"`
}

type place struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// measure tries all mutants and says how many were noticed.
func (l *laboratory) measure(ctx context.Context, mutants []mutant) error {
	base, err := l.analyze(ctx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, f := range base.Findings {
		known[f.Message] = true
	}
	fmt.Fprintf(l.w, "%d mutants; the service itself has %d findings\n", len(mutants), len(base.Findings))
	var noticed, there, tried int
	for _, m := range mutants {
		mutated, err := l.try(ctx, m)
		if err != nil {
			return err
		}
		if base.Complete && !mutated.Complete {
			continue // it does not compile
		}
		tried++
		fresh := slices.DeleteFunc(mutated.Findings, func(f finding) bool { return known[f.Message] })
		verdict := "MISSED"
		if len(fresh) > 0 {
			noticed++
			verdict = "noticed elsewhere"
		}
		if slices.ContainsFunc(fresh, m.isAbout) {
			there++
			verdict = "noticed"
		}
		fmt.Fprintf(l.w, "%-17s %s:%d %s: %s\n", verdict, m.file, m.line, m.function, m.what)
		if l.verbose {
			for _, f := range fresh {
				fmt.Fprintf(l.w, "    %s:%d: %s (%s)\n", f.File, f.Line, f.Message, f.Confidence)
			}
		}
	}
	fmt.Fprintf(l.w, "%d of %d noticed, %d of them where they are\n", noticed, tried, there)
	return nil
}

// try analyzes the service with one change, and takes the change back.
func (l *laboratory) try(ctx context.Context, m mutant) (*report, error) {
	file := filepath.Join(l.dir, filepath.FromSlash(m.file))
	before, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	after := slices.Concat(before[:m.from], []byte(m.text), before[m.to:])
	if err := os.WriteFile(file, after, 0o644); err != nil {
		return nil, err
	}
	r, err := l.analyze(ctx)
	return r, errors.Join(err, os.WriteFile(file, before, 0o644))
}

// patience is how long one run may take.
const patience = 10 * time.Minute

func (l *laboratory) analyze(ctx context.Context) (*report, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, l.binary, "-cache", l.cache, "-"+l.rule, "-confidence", "low", "-generated", "-format", "json", "-no-fail", "./...")
	cmd.Dir = l.dir
	cmd.Stderr = io.Discard
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 3 {
		err = nil // that not everything could be analyzed stands in the report
	}
	if err != nil {
		return nil, fmt.Errorf("running %s: %w", l.binary, err)
	}
	var r report
	if err := json.Unmarshal(out, &r); err != nil {
		return nil, fmt.Errorf("reading the report of %s: %w", l.binary, err)
	}
	return &r, nil
}

// copyModule copies a module without what belongs to version control.
func copyModule(to, from string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return fmt.Errorf("copying the service: %w", err)
	}
	return os.RemoveAll(filepath.Join(to, ".git"))
}
