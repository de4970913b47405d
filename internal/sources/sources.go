// Package sources knows the files behind a linked program: which are generated or tests, and what their comments say to
// apilint.
package sources

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Sources are the files of a program.
type Sources struct {
	packages []*summary.Package
	files    map[file]summary.File
}

// file names a file of the program.
type file struct{ module, name string }

// New returns the files of packages.
func New(packages []*summary.Package) *Sources {
	s := &Sources{packages: packages, files: make(map[file]summary.File)}
	for _, p := range packages {
		for i, f := range p.Files {
			s.files[file{p.Module, p.FileName(i)}] = f
		}
	}
	return s
}

// Describe tells findings about the files that they are in.
func (s *Sources) Describe(findings []finding.Finding) {
	for i := range findings {
		f := &findings[i]
		source := s.files[file{f.Place.Module, f.Place.File}]
		f.Generated, f.Test = source.Generated, source.Test
	}
}

// Directives returns the directives of all files. Those of a package and of its external tests do not overlap: they are in
// different files.
func (s *Sources) Directives() []finding.Directive {
	var ds []finding.Directive
	for _, p := range s.packages {
		for _, d := range p.Directives {
			ds = append(ds, finding.Directive{
				Kind:   directiveKind(d),
				Rules:  d.Rules,
				Reason: d.Reason,
				Text:   d.Text,
				Place:  graph.Place(p, d.Pos),
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

// Declaring returns the numbers of the directives by which routes are declared public: they are of use even where nothing would be
// reported without them. The routes of p are asked for only if there is such a directive.
func Declaring(directives []finding.Directive, p *link.Program) []int {
	if !slices.ContainsFunc(directives, func(d finding.Directive) bool { return d.Kind == finding.Public }) {
		return nil
	}
	declared := make(map[finding.Place]bool)
	for _, r := range p.Routes() {
		declared[r.Auth.DeclaredAt] = true
	}
	var used []int
	for i, d := range directives {
		if d.Kind == finding.Public && declared[d.Place] {
			used = append(used, i)
		}
	}
	return used
}
