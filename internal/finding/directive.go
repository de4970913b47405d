package finding

import (
	"fmt"
	"slices"
	"strings"
)

// DirectiveRule is the name under which wrong directives are reported. It is no rule of the registry: it cannot be
// selected, and no directive silences it.
const DirectiveRule = "directive"

// DirectiveKind tells what a directive asks for.
type DirectiveKind uint8

// The kinds of directives.
const (
	Ignore    DirectiveKind = iota // //apilint:ignore rule,rule reason
	Public                         // //apilint:public reason
	Nolint                         // //nolint:apilint, or a list of linters that names apilint
	NolintAll                      // //nolint, which silences every linter
	Malformed                      // begins like a directive and is none
)

// Directive is a comment that speaks to apilint.
type Directive struct {
	Kind        DirectiveKind
	Rules       []string // of Ignore: the rules named
	Reason      string
	Text        string // the comment as written
	Place       Place  // of the comment
	First, Last int    // lines of Place.File that it covers
	Used        bool   // something outside this package obeyed it; link does for Public
}

// covers reports whether p lies on d's lines.
func (d *Directive) covers(p Place) bool {
	return p.Module == d.Place.Module && p.File == d.Place.File && d.First <= p.Line && p.Line <= d.Last
}

// Policy tells how directives and rules meet.
type Policy struct {
	Known  []string // names of all rules
	Ran    []string // names of the rules that ran
	Public []string // names of the rules that //apilint:public answers
}

// Suppress marks the findings that directives silence, and returns them together with a finding of DirectiveRule for each
// directive that is wrong: malformed, without a reason, for an unknown rule, or silencing nothing. A directive that
// cannot be obeyed in full is obeyed as far as possible, so that a forgotten reason is reported once and not together
// with the findings that it was to explain.
//
// A rule may have marked a finding itself, with the place of the directive that it obeyed; that directive counts as used.
// Whether a directive is stale is judged only when all rules ran that it may speak to.
func Suppress(findings []Finding, directives []Directive, policy Policy) []Finding {
	used := make([]bool, len(directives))
	for i := range directives {
		used[i] = directives[i].Used
	}
	findings = slices.Clone(findings)
	for i := range findings {
		f := &findings[i]
		for j := range directives {
			d := &directives[j]
			switch {
			case f.Suppressed != nil:
				used[j] = used[j] || f.Suppressed.Place == d.Place
			case d.silences(f, policy):
				f.Suppressed = &Suppression{Kind: "inSource", Reason: d.Reason, Place: d.Place}
				used[j] = true
			}
		}
	}
	for i := range directives {
		findings = append(findings, directives[i].faults(used[i], policy)...)
	}
	return findings
}

// silences reports whether f lies in d's reach and d speaks to f's rule.
func (d *Directive) silences(f *Finding, policy Policy) bool {
	if f.Rule == DirectiveRule || !d.covers(f.Place) {
		return false
	}
	switch d.Kind {
	case Ignore:
		return slices.Contains(d.Rules, f.Rule)
	case Public:
		return slices.Contains(policy.Public, f.Rule)
	case Nolint, NolintAll:
		return true
	default:
		return false
	}
}

// faults returns what is wrong with d.
func (d *Directive) faults(used bool, policy Policy) []Finding {
	var faults []Finding
	fault := func(format string, args ...any) {
		message := fmt.Sprintf(format, args...)
		faults = append(faults, Finding{
			Rule: DirectiveRule, Severity: Low, Confidence: Certain, Place: d.Place,
			Message: message, Key: strings.TrimSpace(d.Text) + ": " + message,
		})
	}
	if d.Kind == Malformed {
		fault("%s is no directive of apilint (want //apilint:ignore <rule> <reason> or //apilint:public <reason>)", d.verb())
		return faults
	}
	if d.Kind == Ignore && len(d.Rules) == 0 {
		fault("//apilint:ignore names no rule and silences nothing (want //apilint:ignore <rule> <reason>)")
		return faults
	}
	for _, name := range d.Rules {
		if !slices.Contains(policy.Known, name) {
			fault("//apilint:ignore names the unknown rule %q", name)
		}
	}
	if d.Reason == "" && (d.Kind == Ignore || d.Kind == Public) {
		fault("%s gives no reason, so that nobody can tell later whether it still holds", d.verb())
	}
	if len(faults) == 0 && !used && d.judgeable(policy) {
		fault("%s silences nothing and can be removed", d.verb())
	}
	return faults
}

// judgeable reports whether every rule ran that d may speak to. A bare //nolint may speak to other linters.
func (d *Directive) judgeable(policy Policy) bool {
	var rules []string
	switch d.Kind {
	case Ignore:
		rules = d.Rules
	case Public:
		rules = policy.Public
	case Nolint:
		rules = policy.Known
	default:
		return false
	}
	return !slices.ContainsFunc(rules, func(name string) bool { return !slices.Contains(policy.Ran, name) })
}

// verb returns d without its arguments, for messages.
func (d *Directive) verb() string {
	verb, _, _ := strings.Cut(d.Text, " ")
	return verb
}
