package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/spelling"
)

// options are what the flags say.
type options struct {
	patterns   []string
	dir        string
	tags       string
	tests      bool
	generated  bool
	format     report.Format
	output     string
	verbose    bool
	confidence finding.Confidence
	severity   finding.Severity
	preset     rule.Preset
	suppressed bool
	fix, diff  bool
	noFail     bool
	cache      string
	config     string
	baseline   string
	newFrom    string
	debug      bool

	list, version bool

	selected map[string]*choice      // by name of the rule
	rules    map[string]rule.Options // by name of the rule
	given    map[string]bool         // names of the flags that were given

	settings    *config.Config // what the configuration file and the flags say together
	before      past           // what was found before and is not shown again
	needProgram bool           // the command needs program
	program     *link.Program  // that was analyzed
}

// choice is the value of a flag that selects a rule: unset, yes or no.
type choice struct{ set, value bool }

// String implements flag.Value.
func (c *choice) String() string { return strconv.FormatBool(c.set && c.value) }

// Set implements flag.Value.
func (c *choice) Set(s string) error {
	v, err := strconv.ParseBool(s)
	if err != nil {
		return errors.New("want true or false")
	}
	c.set, c.value = true, v
	return nil
}

// IsBoolFlag lets the flag stand without a value.
func (c *choice) IsBoolFlag() bool { return true }

// newFlags returns the flags of apilint and the options that they set. Those of rules come after a rule's name.
func newFlags(rules []*rule.Rule) (*flag.FlagSet, *options) {
	o := &options{selected: map[string]*choice{}, rules: map[string]rule.Options{}}
	fs := flag.NewFlagSet("apilint", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // errors are one line, which the caller writes
	fs.Usage = func() {}
	fs.StringVar(&o.dir, "C", "", "run as if started in `dir`")
	fs.StringVar(&o.tags, "tags", "", "build `tags`, separated by commas")
	fs.BoolVar(&o.tests, "tests", false, "analyze test files too")
	fs.BoolVar(&o.generated, "generated", false, "report on generated files too")
	fs.TextVar(&o.format, "format", report.FormatText, "`form` of the report: "+list(report.Formats))
	fs.StringVar(&o.output, "o", "", "write the report to `file` instead of the standard output")
	fs.BoolVar(&o.verbose, "v", false, "show the trace of each finding")
	fs.TextVar(&o.confidence, "confidence", finding.Likely, "show findings of at least this confidence `level`: low, medium or high")
	fs.TextVar(&o.severity, "severity", finding.Info, "show findings of at least this severity `level`: info, low, medium, high or critical")
	fs.TextVar(&o.preset, "preset", rule.Default, "`set` of rules that run: default or audit")
	fs.BoolVar(&o.suppressed, "suppressed", false, "show findings that directives silence, marked as such")
	fs.BoolVar(&o.fix, "fix", false, "apply the suggested fixes and report what remains")
	fs.BoolVar(&o.diff, "diff", false, "print the suggested fixes as a patch, and nothing else; exit with 1 if there are any")
	fs.BoolVar(&o.noFail, "no-fail", false, "exit with 0 although there are findings")
	fs.StringVar(&o.cache, "cache", "", "`directory` for what one run leaves to the next, or off (default apilint in the user's cache directory)")
	fs.StringVar(&o.config, "config", "", "configuration `file`, or off (default .apilint.yml in this directory or the nearest one above)")
	fs.StringVar(&o.baseline, "baseline", "", "leave out the findings in `file`, which apilint baseline -o file wrote")
	fs.StringVar(&o.newFrom, "new-from", "", "leave out the findings that a git `revision` has too, wherever the code has moved")
	fs.BoolVar(&o.list, "list", false, "list the rules")
	fs.BoolVar(&o.debug, "debug", false, "show the stacks of internal errors")
	fs.BoolVar(&o.version, "version", false, "show the version")
	for _, r := range rules {
		c := new(choice)
		o.selected[r.Name] = c
		fs.Var(c, r.Name, "run only this rule, or all but this one if `false`")
	}
	return fs, o
}

// parse reads the arguments of the command that analyzes. It returns [flag.ErrHelp] if they ask for help.
func parse(rules []*rule.Rule, args []string) (*options, error) {
	fs, o := newFlags(rules)
	perRule := map[string]*rule.Options{}
	for _, r := range rules {
		perRule[r.Name] = new(rule.Options)
		perRule[r.Name].Register(fs, r.Name+".")
	}
	if err := fs.Parse(args); err != nil {
		return nil, flagError(fs, err)
	}
	o.given = givenFlags(fs)
	for name, ro := range perRule {
		o.rules[name] = *ro
	}
	patterns, err := packagePatterns(fs)
	if err != nil {
		return nil, err
	}
	o.patterns = patterns
	if o.fix && o.diff {
		return nil, errors.New("-fix and -diff exclude each other")
	}
	if o.diff && o.format != report.FormatText {
		return nil, fmt.Errorf("-diff prints a patch and has no format %s", o.format)
	}
	return o, nil
}

func givenFlags(fs *flag.FlagSet) map[string]bool {
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	return given
}

// packagePatterns returns the packages that the arguments name.
func packagePatterns(fs *flag.FlagSet) ([]string, error) {
	if fs.NArg() == 0 {
		return []string{"./..."}, nil
	}
	for _, p := range fs.Args() {
		if strings.HasPrefix(p, "-") {
			return nil, fmt.Errorf("%s stands after a package; flags go before packages", p)
		}
	}
	return fs.Args(), nil
}

// flagError says what is wrong with the arguments on one line, with a proposal for a mistyped flag.
func flagError(fs *flag.FlagSet, err error) error {
	name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !ok {
		return err
	}
	var names []string
	fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if near := spelling.Nearest(name, names); near != "" {
		return fmt.Errorf("unknown flag or rule -%s (did you mean -%s?)", name, near)
	}
	return fmt.Errorf("unknown flag or rule -%s (apilint help shows all of them)", name)
}

// choose returns the rules that run, in the order of the registry: if any is asked for, those that are; else those of
// the preset and the configuration that are not turned off.
func (o *options) choose(rules []*rule.Rule) []*rule.Rule {
	only := false
	for _, c := range o.selected {
		only = only || c.set && c.value
	}
	var chosen []*rule.Rule
	for _, r := range rules {
		c := o.selected[r.Name]
		if only && c.set && c.value || !only && o.settings.Runs(r) && !c.set {
			chosen = append(chosen, r)
		}
	}
	return chosen
}
