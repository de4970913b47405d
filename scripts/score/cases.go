package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// rulesOf are the rules that answer a class of vulnerabilities.
var rulesOf = map[string][]string{
	"bola":             {"ownercheck"},
	"missing_auth":     {"routeauth", "rolecheck"},
	"bfla":             {"routeauth", "rolecheck"},
	"sql_injection":    {"sqlconcat"},
	"cors":             {"cors"},
	"error_leak":       {"errleak"},
	"secret_logging":   {"secretlog"},
	"data_exposure":    {"dataexposure"},
	"mass_assignment":  {"massassign"},
	"jwt":              {"jwtverify"},
	"hardcoded_secret": {"hardsecret"},
	"rate_limit":       {"ratelimit"},
	"user_enumeration": {"authoracle"},
	"ssrf":             {"ssrf"},
	"open_redirect":    {"openredirect"},
	"path_traversal":   {"pathtraversal"},
}

// vulnerability is an entry of cases.json.
type vulnerability struct {
	ID         string   `json:"id"`
	Class      string   `json:"class"`
	AltClasses []string `json:"alt_classes"`
	Route      string   `json:"route"`
	span
	AltLocations   []span `json:"alt_locations"`
	FixedLocations []span `json:"fixed_locations"`
	ModuleDir      string `json:"module_dir"`
}

// span is a part of a file, often a function.
type span struct {
	File  string `json:"file"`
	Func  string `json:"func"`
	First int    `json:"line_start"`
	Last  int    `json:"line_end"`
}

func (s *span) holds(file string, line int) bool {
	return s.File == file && s.First <= line && line <= s.Last
}

func (v *vulnerability) rules() []string {
	var rules []string
	for _, class := range append([]string{v.Class}, v.AltClasses...) {
		rules = append(rules, rulesOf[class]...)
	}
	return rules
}

// findings is what the scorer reads of a JSON report.
type findings struct {
	Findings []foundAt `json:"findings"`
}

type foundAt struct {
	Rule       string `json:"rule"`
	Confidence string `json:"confidence"`
	File       string `json:"file"`
	Line       int    `json:"line"`
	Message    string `json:"message"`
	Trace      []struct {
		File string `json:"file"`
		Line int    `json:"line"`
	} `json:"trace"`
}

// scoreCases looks for vulnerabilities where they are, and where they were.
func scoreCases(ctx context.Context, w io.Writer, o *options, p *program) error {
	var cases []vulnerability
	if err := readJSON(&cases, o.labels, "cases.json"); err != nil {
		return err
	}
	const line = "%-42s %-16s %-14s %s\n" // at once: all cases together take long
	fmt.Fprintf(w, line, "case", "class", "found", "with the fix")
	known, err := p.rules(ctx)
	if err != nil {
		return err
	}
	var tally tally
	var details strings.Builder
	for i := range cases {
		v := &cases[i]
		if !o.wants(v.ID) {
			continue
		}
		r := caseResult{found: noRule}
		if slices.ContainsFunc(v.rules(), func(rule string) bool { return slices.Contains(known, rule) }) {
			r = measureCase(ctx, o, p, v)
		}
		tally.add(r)
		fmt.Fprintf(w, line, v.ID, v.Class, r.found, r.fixed)
		details.WriteString(r.details)
	}
	fmt.Fprintf(w, "\n%d of %d cases with a rule found by default, %d more with -confidence low; gone with the fix: %d of %d\n",
		tally.found, tally.ruled, tally.low, tally.gone, tally.compared)
	if o.quiet {
		return nil
	}
	_, err = io.WriteString(w, details.String())
	return err
}

type tally struct{ ruled, found, low, compared, gone int }

func (t *tally) add(r caseResult) {
	if r.found != noRule {
		t.ruled++
	}
	switch r.found {
	case byDefault:
		t.found++
	case withLow:
		t.low++
	default:
		return
	}
	if r.fixed != "" {
		t.compared++
	}
	if r.fixed == "gone" {
		t.gone++
	}
}

// The ways in which a case is found.
const (
	noRule    = "no rule yet"
	missed    = "no"
	withLow   = "low confidence"
	byDefault = "yes"
)

type caseResult struct {
	found   string
	fixed   string // "" if nothing was found or there is no fixed checkout
	details string
}

func measureCase(ctx context.Context, o *options, p *program, v *vulnerability) caseResult {
	report, err := p.findings(ctx, filepath.Join(o.checkouts, v.ID, "vuln"), v.ModuleDir)
	if err != nil {
		return caseResult{found: "failed", details: fmt.Sprintf("\n== %s\n  %v\n", v.ID, err)}
	}
	hits := v.hits(report.Findings, append([]span{v.span}, v.AltLocations...))
	r := caseResult{found: confidence(hits), details: fmt.Sprintf("\n== %s (%s %s in %s)\n", v.ID, v.Class, v.Route, v.Func)}
	r.list("found", hits)
	fixedDir := filepath.Join(o.checkouts, v.ID, "fixed")
	if _, err := os.Stat(fixedDir); err != nil || len(hits) == 0 {
		return r
	}
	fixed, err := p.findings(ctx, fixedDir, v.ModuleDir)
	if err != nil {
		r.fixed = "failed"
		r.details += fmt.Sprintf("  %v\n", err)
		return r
	}
	left := v.hits(fixed.Findings, v.FixedLocations)
	if r.found == byDefault {
		left = slices.DeleteFunc(left, func(f foundAt) bool { return f.Confidence == "low" })
	}
	r.fixed = "gone"
	if len(left) > 0 {
		r.fixed = "still there"
		r.list("still", left)
	}
	return r
}

func (r *caseResult) list(title string, hits []foundAt) {
	for _, f := range hits {
		r.details += fmt.Sprintf("  %-6s %s:%d: %s (%s, %s)\n", title, f.File, f.Line, f.Message, f.Rule, f.Confidence)
	}
}

// confidence sums up hits.
func confidence(hits []foundAt) string {
	switch {
	case len(hits) == 0:
		return missed
	case slices.ContainsFunc(hits, func(f foundAt) bool { return f.Confidence != "low" }):
		return byDefault
	default:
		return withLow
	}
}

// rules returns the names of the rules that the program has.
func (p *program) rules(ctx context.Context) ([]string, error) {
	out, err := exec.CommandContext(ctx, p.file, "list").Output()
	if err != nil {
		return nil, fmt.Errorf("listing the rules: %w", err)
	}
	var names []string
	for line := range strings.Lines(string(out)) {
		name, _, _ := strings.Cut(line, " ")
		names = append(names, name)
	}
	return names, nil
}

// findings returns all findings in a module; their files are relative to root.
func (p *program) findings(ctx context.Context, root, module string) (*findings, error) {
	out, _, err := p.run(ctx, filepath.Join(root, module), nil, "-format=json", "-confidence=low", "-preset=audit")
	if err != nil {
		return nil, err
	}
	report := new(findings)
	if err := json.Unmarshal(out, report); err != nil {
		return nil, fmt.Errorf("%s: %w", root, err)
	}
	for i := range report.Findings {
		f := &report.Findings[i]
		f.File = path.Join(module, f.File)
		for j := range f.Trace {
			f.Trace[j].File = path.Join(module, f.Trace[j].File)
		}
	}
	return report, nil
}

// hits returns the findings that are the vulnerability: of the right kind, and in one of the places, with a trace that
// passes through one, or with a message about the route or the function.
func (v *vulnerability) hits(all []foundAt, places []span) []foundAt {
	rules := v.rules()
	var out []foundAt
	for _, f := range all {
		if slices.Contains(rules, f.Rule) && (f.within(places) || v.named(f.Message)) {
			out = append(out, f)
		}
	}
	return out
}

func (f *foundAt) within(places []span) bool {
	return slices.ContainsFunc(places, func(s span) bool {
		if s.holds(f.File, f.Line) {
			return true
		}
		for _, step := range f.Trace {
			if s.holds(step.File, step.Line) {
				return true
			}
		}
		return false
	})
}

// named reports whether a message is about the route or the function of v.
func (v *vulnerability) named(message string) bool {
	if head, _, ok := strings.Cut(message, ": "); ok {
		if method, p, ok := strings.Cut(head, " "); ok && v.serves(method, p) {
			return true
		}
	}
	name, _, literal := strings.Cut(v.Func, " ")
	if literal {
		return false // a function literal has no name
	}
	return slices.ContainsFunc(strings.FieldsFunc(message, func(r rune) bool { return strings.ContainsRune(" ,;:()`\"", r) }), func(word string) bool {
		return word == name || strings.HasSuffix(word, "."+name)
	})
}

// serves reports whether the route of v has the given method and path. Labels leave common prefixes of paths out at times.
func (v *vulnerability) serves(method, p string) bool {
	methods, route, ok := strings.Cut(v.Route, " ")
	if !ok && strings.HasPrefix(v.Route, "/") {
		methods, route = method, v.Route // the label leaves the method open
	}
	if !strings.HasPrefix(route, "/") {
		return false
	}
	route, _, _ = strings.Cut(route, "?")
	route, _, _ = strings.Cut(route, " ")
	if method != "ANY" && !slices.Contains(strings.Split(methods, "/"), method) {
		return false
	}
	prefix, family := strings.CutSuffix(route, "*")
	p, route = normalPath(p), normalPath(prefix)
	return strings.HasSuffix(p, route) || family && strings.Contains(p, route)
}
