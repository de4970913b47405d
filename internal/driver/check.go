package driver

import (
	"context"
	"fmt"
	"path"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/summary"
)

// check links the summaries, has every rule check the program and resolves suppressions.
func (r *run) check(ctx context.Context, summaries []*summary.Package) {
	r.Progress(Progress{Stage: "link"})
	slices.SortFunc(summaries, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
	r.guarded("link", func() { r.result.Program = r.link(summaries, link.Options{}) })
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
	s := newSources(summaries, r.result.Modules)
	directives := s.directives()
	r.guarded("routes", func() {
		r.notes()
		markDeclared(directives, r.result.Program.Routes())
	})
	found := sortFindings(r.result.Findings)
	found = sortFindings(finding.Suppress(found, directives, policy))
	s.describe(found)
	finding.Fingerprints(found, s.line)
	r.result.Findings = found
}

// rule runs one rule and reports whether it came to its end. Findings that it reported before it failed are kept.
func (r *run) rule(rl *rule.Rule) bool {
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

// markDeclared marks the directives by which routes are declared public: they are of use even where nothing would be
// reported without them.
func markDeclared(directives []finding.Directive, routes []*link.Route) {
	declared := make(map[finding.Place]bool)
	for _, r := range routes {
		declared[r.Auth.DeclaredAt] = true
	}
	for i := range directives {
		d := &directives[i]
		d.Used = d.Kind == finding.Public && declared[d.Place]
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

// sources knows the files of the summaries by module and module-relative name.
type sources struct {
	packages []*summary.Package
	files    map[fileKey]summary.File
	text     *lineReader
}

type fileKey struct{ module, file string }

func newSources(packages []*summary.Package, modules map[string]string) *sources {
	s := &sources{packages: packages, files: make(map[fileKey]summary.File), text: newLineReader(modules)}
	for _, p := range packages {
		for _, f := range p.Files {
			s.files[fileKey{p.Module, path.Join(p.Dir, f.Name)}] = f
		}
	}
	return s
}

// describe tells findings about the files that they are in.
func (s *sources) describe(findings []finding.Finding) {
	for i := range findings {
		f := &findings[i]
		file := s.files[fileKey{f.Place.Module, f.Place.File}]
		f.Generated, f.Test = file.Generated, file.Test
	}
}

func (s *sources) line(p finding.Place) string { return s.text.line(p) }

// directives returns the directives of all packages. Those of a package and of its external tests do not overlap: they are
// in different files.
func (s *sources) directives() []finding.Directive {
	var ds []finding.Directive
	for _, p := range s.packages {
		for _, d := range p.Directives {
			ds = append(ds, finding.Directive{
				Kind:   directiveKind(d),
				Rules:  d.Rules,
				Reason: d.Reason,
				Text:   d.Text,
				Place:  place(p, d.Pos),
				First:  int(d.First),
				Last:   int(d.Last),
			})
		}
	}
	return ds
}

func directiveKind(d summary.Directive) finding.DirectiveKind {
	switch d.Kind {
	case summary.DirectiveIgnore:
		return finding.Ignore
	case summary.DirectivePublic:
		return finding.Public
	case summary.DirectiveNolint:
		if strings.HasPrefix(d.Text, "//nolint:") {
			return finding.Nolint
		}
		return finding.NolintAll
	default:
		return finding.Malformed
	}
}

// place returns where a position of a summary is.
func place(p *summary.Package, pos summary.Pos) finding.Place {
	if !pos.IsValid() {
		return finding.Place{}
	}
	return finding.Place{
		Package: p.Path,
		Module:  p.Module,
		File:    path.Join(p.Dir, p.Files[pos.File].Name),
		Line:    int(pos.Line), Col: int(pos.Col),
		EndLine: int(pos.EndLine), EndCol: int(pos.EndCol),
	}
}
