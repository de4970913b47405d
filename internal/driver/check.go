package driver

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/summary"
)

// check links the summaries and has every rule check the program.
func (r *run) check(ctx context.Context, summaries []*summary.Package) {
	r.Progress(Progress{Stage: "link"})
	slices.SortFunc(summaries, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
	r.guarded("link", func() { r.result.Program = r.link(summaries, link.Options{}) })
	if r.result.Program == nil {
		return
	}
	for _, rl := range r.Rules {
		if ctx.Err() != nil {
			return
		}
		r.Progress(Progress{Stage: rl.Name})
		r.rule(rl)
	}
	slices.SortStableFunc(r.result.Findings, finding.Compare)
	r.result.Findings = slices.CompactFunc(r.result.Findings, func(a, b finding.Finding) bool {
		return finding.Compare(a, b) == 0
	})
}

// rule runs one rule. Findings that it reported before it failed are kept.
func (r *run) rule(rl *rule.Rule) {
	r.guarded("rule "+rl.Name, func() {
		rl.Check(r.result.Program, func(f finding.Finding) {
			f.Rule = rl.Name
			r.result.Findings = append(r.result.Findings, f)
		})
	})
}

// guarded turns a panic of f into a problem.
func (r *run) guarded(what string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			r.result.Problems = append(r.result.Problems, Problem{Kind: Internal,
				Text: fmt.Sprintf("%s: %v", what, e), Stack: string(debug.Stack())})
		}
	}()
	f()
}
