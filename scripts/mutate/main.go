// Mutate measures whether apilint notices that a service stops checking who owns what.
//
//	go run ./scripts/mutate -service DIR [-apilint FILE] [-rule NAME] [-max N] [-v]
//
// It takes the predicates on owner columns and the comparisons with owners out of a copy of the service, one at a time, and
// runs apilint on each of these mutants. A mutant is noticed if there is a finding that the service itself does not have. It
// is noticed at the right handler if this finding, or its trace, lies in the function that was changed or in one that names it.
//
// Not everything that is called like an owner is a check whose loss lets a client reach what is another's. Left as they are:
//
//   - statements and filters with conditions on people alone, or on people, states and times: they list what somebody has;
//   - conditions that hold only if a value was given: they narrow a list down;
//   - counts: the number is shown, or limits what the caller may add;
//   - comparisons with constants: no caller is one;
//   - comparisons beside one of a password: they log a caller in;
//   - comparisons whose function returns nothing but a text: they decide how something looks;
//   - comparisons in generated code: it joins rows in memory and knows no caller;
//   - migrations and what runs before there are requests.
//
// What remains still has to be read: a predicate may be on the other one of two people, or the choice may not be a client's.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"

	"github.com/apilint/apilint/scripts/internal/lab"
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
	folder := fs.String("service", "", "`folder` of the service's module")
	binary := fs.String("apilint", "apilint", "`program` to measure")
	rule := fs.String("rule", "ownercheck", "`name` of the rule that is to notice")
	limit := fs.Int("max", 100, "try at most this many mutants, spread over the service")
	verbose := fs.Bool("v", false, "print the findings of each mutant")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *folder == "" || fs.NArg() > 0 {
		return errors.New("usage: mutate -service DIR [-apilint FILE] [-rule NAME] [-max N] [-v]")
	}
	service, err := lab.Copy(*folder, *binary)
	if err != nil {
		return err
	}
	l := &laboratory{service, *rule, *verbose, w}
	src, mutants, err := findMutants(service)
	if err == nil {
		err = l.measure(ctx, src, lab.Thin(mutants, *limit))
	}
	return errors.Join(err, service.Remove())
}

// laboratory is a copy of a service with what measures it.
type laboratory struct {
	*lab.Service
	rule    string
	verbose bool
	w       io.Writer
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
func (l *laboratory) measure(ctx context.Context, src *module, mutants []mutant) error {
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
		if slices.ContainsFunc(fresh, func(f finding) bool { return src.isAbout(m, f) }) {
			there++
			verdict = "noticed"
		}
		fmt.Fprintf(l.w, "%-17s %s:%d %s: %s\n", verdict, m.file, m.line, strings.Join(m.names, ", "), m.what)
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
func (l *laboratory) try(ctx context.Context, m mutant) (r *report, err error) {
	err = l.Try(m.file, func(before []byte) []byte { return slices.Concat(before[:m.from], []byte(m.text), before[m.to:]) }, func() (err error) {
		r, err = l.analyze(ctx)
		return err
	})
	return r, err
}

func (l *laboratory) analyze(ctx context.Context) (*report, error) {
	out, _, err := l.Run(ctx, "-cache", l.Cache, "-"+l.rule, "-confidence", "low", "-generated", "-format", "json", "-no-fail", "./...")
	if err != nil {
		return nil, err
	}
	var r report
	if err := json.Unmarshal(out, &r); err != nil {
		return nil, fmt.Errorf("reading the report of %s: %w", l.Binary, err)
	}
	return &r, nil
}
