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

// check links the summaries, has every rule check the program and resolves suppressions. What link and the rules say is taken
// from the cache where a program that means the same has been seen.
func (r *run) check(ctx context.Context, summaries []*summary.Package) {
	slices.SortFunc(summaries, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
	files := sources.New(summaries)
	directives := files.Directives()
	m := r.meanings(summaries)
	l := r.linked(m)
	if l == nil {
		fine := true
		if l, fine = r.ruled(ctx, summaries, directives); fine {
			r.keep(m, l)
		}
	}
	if l == nil {
		return
	}
	r.result.Problems = append(r.result.Problems, l.Notes...)
	for _, i := range l.Directives {
		directives[i].Used = true
	}
	policy := r.Policy
	policy.Ran = l.Ran
	found := sortFindings(l.Findings)
	found = sortFindings(finding.Suppress(found, directives, policy))
	files.Describe(found)
	finding.Fingerprints(found, newLineReader(r.result.Modules).line)
	r.result.Findings = found
}

// ruled links the summaries and has every rule check the program. It returns nil if they could not be linked, and reports
// whether all went well.
func (r *run) ruled(ctx context.Context, summaries []*summary.Package, directives []finding.Directive) (l *linked, fine bool) {
	r.Progress(Progress{Stage: "link"})
	r.guarded("link", func() { r.result.Program = r.link(summaries, r.Link) })
	if r.result.Program == nil {
		return nil, false
	}
	l, fine = new(linked), true
	for _, rl := range r.Rules {
		if ctx.Err() != nil {
			return nil, false
		}
		r.Progress(Progress{Stage: rl.Name})
		if r.rule(rl, l) {
			l.Ran = append(l.Ran, rl.Name)
		} else {
			fine = false
		}
	}
	ok := r.guarded("routes", func() {
		l.Directives = sources.Declaring(directives, r.result.Program)
		l.Notes = append(r.notes(), r.unmatched()...)
	})
	return l, fine && ok
}

// rule runs one rule and reports whether it came to its end. Findings that it reported before it failed are kept.
func (r *run) rule(rl *rule.Rule, l *linked) bool {
	defer r.result.Program.Flow.Forget() // rules seldom ask the same
	return r.guarded("rule "+rl.Name, func() {
		rl.Check(r.result.Program, func(f finding.Finding) {
			f.Rule = rl.Name
			l.Findings = append(l.Findings, f)
		})
	})
}

// notes returns what link could not resolve.
func (r *run) notes() []Problem {
	var notes []Problem
	for _, n := range r.result.Program.Notes() {
		notes = append(notes, Problem{Kind: Note, Package: n.Place.Package, Place: n.Place, Text: n.Text})
	}
	return notes
}

// unmatched notes the declarations of public routes that no route of the program obeys: the route has gone, or is called
// otherwise. Where not all packages are looked at it may be in another one.
func (r *run) unmatched() []Problem {
	var notes []Problem
	for _, p := range r.Link.Public {
		if !slices.ContainsFunc(r.result.Program.Routes(), p.Match) {
			notes = append(notes, Problem{Kind: Note, Place: p.Place, Text: "no route is " + p.Path.String() + ", which is declared public"})
		}
	}
	return notes
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
