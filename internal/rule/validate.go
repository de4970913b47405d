package rule

import (
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/apilint/apilint/internal/finding"
)

var (
	nameForm    = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	versionForm = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
)

// Validate reports what is wrong with the metadata and the documentation of rules that form a registry.
func Validate(rules []*Rule) error {
	var errs []error
	seen := map[string]bool{finding.DirectiveRule: true}
	for _, r := range rules {
		if seen[r.Name] {
			errs = append(errs, fmt.Errorf("rule %q: the name is taken", r.Name))
		}
		seen[r.Name] = true
		for _, err := range append(r.badMetadata(), r.badDocumentation()...) {
			errs = append(errs, fmt.Errorf("rule %q: %w", r.Name, err))
		}
	}
	return errors.Join(errs...)
}

func (r *Rule) badMetadata() []error {
	var errs []error
	if !nameForm.MatchString(r.Name) {
		errs = append(errs, errors.New("the name is not one lower-case word"))
	}
	if r.Severity < finding.Info || r.Severity > finding.Critical {
		errs = append(errs, fmt.Errorf("severity %d is out of range", r.Severity))
	}
	if !versionForm.MatchString(r.Since) {
		errs = append(errs, fmt.Errorf("since %q is no version", r.Since))
	}
	if r.Check == nil {
		errs = append(errs, errors.New("it has no check"))
	}
	if len(r.OWASP) == 0 || len(r.CWE) == 0 {
		errs = append(errs, errors.New("it needs at least one OWASP category and one CWE"))
	}
	for _, c := range r.OWASP {
		if owaspTitles[c] == "" {
			errs = append(errs, fmt.Errorf("unknown OWASP category %q", c))
		}
	}
	for _, id := range r.CWE {
		if cweTitles[id] == "" {
			errs = append(errs, fmt.Errorf("CWE %d has no title in the catalog", id))
		}
	}
	return errs
}

func (r *Rule) badDocumentation() []error {
	p, err := parsePage(r.Source)
	if err != nil {
		return []error{err}
	}
	var errs []error
	if p.title == "" {
		errs = append(errs, fmt.Errorf(`the documentation does not begin with "Package %s reports"`, r.Name))
	}
	var headings []string
	for _, s := range p.sections {
		headings = append(headings, s.heading)
		if len(s.blocks) == 0 {
			errs = append(errs, fmt.Errorf("section %q is empty", s.heading))
		}
	}
	if want := append(slices.Clone(requiredHeadings), headingConfig); !slices.Equal(headings, requiredHeadings) && !slices.Equal(headings, want) {
		errs = append(errs, fmt.Errorf("the documentation has the headings %q, want %q (the last may be missing)", headings, want))
	}
	for _, h := range []string{headingBad, headingGood} {
		if p.example(h) == "" {
			errs = append(errs, fmt.Errorf("section %q is not one block of code", h))
		}
	}
	return errs
}
