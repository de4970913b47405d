package cli

import (
	"errors"
	"flag"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/rule"
)

const usageHead = `apilint finds weaknesses in the API of a Go service: who may call it, whose data it hands out, what gets into its
queries and what leaks out of it.

Usage:

  apilint [flags] [packages]   analyze packages, ./... if none are named
  apilint routes [packages]    what can be called, and what guards it
  apilint init                 write a first .apilint.yml, fitted to the service
  apilint baseline -o file     write down what is found now, for -baseline
  apilint explain <rule>       what a rule reports, why, and what it cannot see
  apilint help [<rule>]        this text, or a rule with its flags; help routes is about the command
  apilint list                 the rules
  apilint completion <shell>   a script for bash, zsh or fish that completes the command line
  apilint version              the version

Flags:

`

const usageTail = `
Exit codes:

  0  clean
  1  findings
  2  mistake in the arguments
  3  not everything could be analyzed, or the report could not be written

//apilint:ignore <rule> <reason> on a statement or declaration silences the findings in it; //apilint:public <reason> on a
handler or a registration declares a route that is meant for everybody.
`

// help shows how apilint is used, or what a rule does and which flags it has.
func (t *tool) help(args []string) int {
	switch len(args) {
	case 0:
		return t.print(t.usage())
	case 1:
		if args[0] == "routes" {
			return t.routesHelp()
		}
		r, err := analyzers.Lookup(args[0])
		if err != nil {
			return t.usageError(err)
		}
		return t.print(explanation(r) + "\n" + ruleFlags(r))
	default:
		return t.usageError(errors.New("help takes one rule"))
	}
}

// explain shows the documentation of a rule.
func (t *tool) explain(args []string) int {
	if len(args) != 1 {
		return t.usageError(fmt.Errorf("explain takes one rule (the rules are %s)", strings.Join(names(t.rules), ", ")))
	}
	r, err := analyzers.Lookup(args[0])
	if err != nil {
		return t.usageError(err)
	}
	return t.print(explanation(r))
}

// explanation returns all that there is to know about a rule.
func explanation(r *rule.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", r.Name, r.Documentation().Format(true))
	fmt.Fprintf(&b, "\nSeverity\n    %s, in the preset %s\n\nWeaknesses\n", r.Severity, r.Preset)
	for _, c := range r.OWASP {
		fmt.Fprintf(&b, "    %s\n", rule.OWASPTitle(c))
	}
	for _, id := range r.CWE {
		fmt.Fprintf(&b, "    %s\n", rule.CWETitle(id))
	}
	return b.String()
}

// list shows the rules.
func (t *tool) list(args []string) int {
	if len(args) > 0 {
		return t.usageError(fmt.Errorf("list takes no arguments, got %q", args))
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, r := range t.rules {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.Name, r.Preset, r.Severity, r.Documentation().Title)
	}
	w.Flush() // to memory
	return t.print(b.String())
}

// usage returns the text of help.
func (t *tool) usage() string {
	fs, o := newFlags(t.rules)
	var b strings.Builder
	b.WriteString(usageHead)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fs.VisitAll(func(f *flag.Flag) {
		if o.selected[f.Name] == nil {
			writeFlag(w, f)
		}
	})
	w.Flush() // to memory
	b.WriteString("\nRules, selected by -<rule> and -<rule>=false:\n\n")
	for _, r := range t.rules {
		fmt.Fprintf(w, "  %s\t%s\n", r.Name, r.Documentation().Title)
	}
	w.Flush()
	b.WriteString(usageTail)
	return b.String()
}

// ruleFlags describes the flags of a rule.
func ruleFlags(r *rule.Rule) string {
	fs := flag.NewFlagSet(r.Name, flag.ContinueOnError)
	options := rule.DefaultOptions
	options.Register(fs, r.Name+".")
	var b strings.Builder
	b.WriteString("Flags\n")
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "  -%s\trun only this rule, or all but this one if it is =false\n", r.Name)
	fs.VisitAll(func(f *flag.Flag) { writeFlag(w, f) })
	w.Flush() // to memory
	return b.String()
}

func writeFlag(w *tabwriter.Writer, f *flag.Flag) {
	value, usage := flag.UnquoteUsage(f)
	name := "-" + f.Name
	if value != "" {
		name += " " + value
	}
	if f.DefValue != "" && f.DefValue != "false" { // the zero values say nothing
		usage += " (default " + f.DefValue + ")"
	}
	fmt.Fprintf(w, "  %s\t%s\n", name, usage)
}
