package driver

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/sources"
	"github.com/apilint/apilint/internal/summary"
)

// check links the summaries, has every rule check the program and resolves suppressions.
func (r *run) check(ctx context.Context, summaries []*summary.Package) {
	r.Progress(Progress{Stage: "link"})
	slices.SortFunc(summaries, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
	r.guarded("link", func() { r.result.Program = r.link(summaries, r.Link) })
	if r.result.Program == nil {
		return
	}
	policy := r.Policy
	policy.Ran = nil
	for _, rl := range r.Rules {
		if ctx.Err() != nil {
			return
		}
		r.Progress(Progress{Stage: rl.Name})
		if r.rule(rl) {
			policy.Ran = append(policy.Ran, rl.Name)
		}
	}
	files := sources.New(summaries)
	directives := files.Directives()
	r.guarded("routes", func() {
		sources.MarkDeclared(directives, r.result.Program)
		r.notes()
		r.unmatched()
	})
	found := sortFindings(r.result.Findings)
	found = sortFindings(finding.Suppress(found, directives, policy))
	files.Describe(found)
	finding.Fingerprints(found, newLineReader(r.result.Modules).line)
	r.result.Findings = found
}

// rule runs one rule and reports whether it came to its end. Findings that it reported before it failed are kept.
func (r *run) rule(rl *rule.Rule) bool {
	defer r.result.Program.Flow.Forget() // rules seldom ask the same
	return r.guarded("rule "+rl.Name, func() {
		rl.Check(r.result.Program, func(f finding.Finding) {
			f.Rule = rl.Name
			r.result.Findings = append(r.result.Findings, f)
		})
	})
}

// notes adds what link could not resolve.
func (r *run) notes() {
	for _, n := range r.result.Program.Notes() {
		r.result.Problems = append(r.result.Problems, Problem{Kind: Note, Package: n.Place.Package, Place: n.Place, Text: n.Text})
	}
}

// unmatched notes the declarations of public routes that no route of the program obeys: the route has gone, or is called
// otherwise. Where not all packages are looked at it may be in another one.
func (r *run) unmatched() {
	for _, p := range r.Link.Public {
		if !slices.ContainsFunc(r.result.Program.Routes(), p.Match) {
			r.result.Problems = append(r.result.Problems, Problem{Kind: Note, Place: p.Place, Text: "no route is " + p.Path.String() + ", which is declared public"})
		}
	}
}

// guarded turns a panic of f into a problem, and reports whether there was none.
func (r *run) guarded(what string, f func()) (ok bool) {
	defer func() {
		if e := recover(); e != nil {
			ok = false
			r.result.Problems = append(r.result.Problems, Problem{Kind: Internal,
				Text: fmt.Sprintf("%s: %v", what, e), Stack: string(debug.Stack())})
		}
	}()
	f()
	return true
}

// sortFindings sorts findings and drops those that say the same, as two programs with a route in common do.
func sortFindings(fs []finding.Finding) []finding.Finding {
	slices.SortStableFunc(fs, finding.Compare)
	return slices.CompactFunc(fs, func(a, b finding.Finding) bool { return finding.Compare(a, b) == 0 })
}
