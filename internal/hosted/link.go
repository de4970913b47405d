package hosted

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/sources"
)

// Link joins summaries for go vet, nogo and the like.
var Link = NewLink(Host{})

// NewLink returns the analyzer that joins, at main packages, the summaries of what they are made of. Its result reports
// for the analyzers of rules.
func NewLink(host Host) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       "apilintlink",
		Doc:        "link the packages of a program for apilint\n\nThe summaries of the packages become one program, which the rules ask.",
		Requires:   []*analysis.Analyzer{Compile},
		ResultType: reflect.TypeFor[*linked](),
		Run: func(pass *analysis.Pass) (any, error) {
			l := &linked{host: host, checks: map[string]func() ([]finding.Finding, error){}}
			u := newUnit(pass)
			if pass.Pkg.Name() != "main" || !u.local() {
				return l, nil
			}
			return l, l.guarded("link", func() error { return l.link(u) })
		},
	}
}

// linked is the program that ends in a package, with what rules found in it. It is empty for packages that are no program.
type linked struct {
	host       Host
	program    *link.Program // nil if there is none
	sources    *sources.Sources
	directives []finding.Directive
	positions  *positions

	mu     sync.Mutex
	checks map[string]func() ([]finding.Finding, error) // by name of the rule
}

func (l *linked) link(u *unit) error {
	packages, err := u.pass.ResultOf[Compile].(*linkable).unpack()
	if err != nil {
		return err
	}
	options := l.host.configuration().Link()
	if l.host.Schemas != nil {
		options.Schemas = l.host.Schemas()
	}
	l.program = link.New(packages, options)
	l.sources = sources.New(packages)
	l.positions = newPositions(u, packages)
	directives := l.sources.Directives()
	for _, i := range sources.Declaring(directives, l.program) {
		directives[i].Used = true
	}
	if l.host.Nolint {
		directives = slices.DeleteFunc(directives, func(d finding.Directive) bool {
			return d.Kind == finding.Nolint || d.Kind == finding.NolintAll
		})
	}
	l.directives = directives
	return nil
}

// Report implements [rule.Reporter].
func (l *linked) Report(pass *analysis.Pass, r *rule.Rule, options rule.Options) error {
	found, err := l.check(r)
	if err != nil || len(found) == 0 {
		return err
	}
	l.report(pass, l.suppressed(found, finding.Policy{Public: rule.Public(r)}), r, options)
	return nil
}

// check returns what r finds in the program. A rule is asked once, whoever wants to know.
func (l *linked) check(r *rule.Rule) ([]finding.Finding, error) {
	if l.program == nil {
		return nil, nil
	}
	l.mu.Lock()
	check, ok := l.checks[r.Name]
	if !ok {
		check = sync.OnceValues(func() (found []finding.Finding, err error) {
			err = l.guarded("rule "+r.Name, func() error {
				r.Check(l.program, func(f finding.Finding) {
					f.Rule = r.Name
					found = append(found, f)
				})
				return nil
			})
			return found, err
		})
		l.checks[r.Name] = check
	}
	l.mu.Unlock()
	return check()
}

// suppressed returns findings with those marked that directives silence, and findings about directives.
func (l *linked) suppressed(found []finding.Finding, policy finding.Policy) []finding.Finding {
	found = finding.Suppress(found, l.directives, policy)
	l.sources.Describe(found)
	slices.SortStableFunc(found, finding.Compare)
	return slices.CompactFunc(found, func(a, b finding.Finding) bool { return finding.Compare(a, b) == 0 })
}

// report reports those findings that are of the pass's analyzer, which is called like its rule r; nil is what judges
// directives.
func (l *linked) report(pass *analysis.Pass, found []finding.Finding, r *rule.Rule, options rule.Options) {
	url := ""
	if r != nil {
		url = r.URL()
	}
	for _, f := range found {
		if f.Rule == pass.Analyzer.Name && l.host.shows(f, l.positions.file(f.Place), r, options) {
			pass.Report(l.diagnostic(f, url))
		}
	}
}

// guarded returns f's error, and its panic as one, unless the host cannot live with errors.
func (l *linked) guarded(what string, f func() error) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("internal error: %s: %v", what, e)
		}
		if l.host.Fragile {
			err = nil
		}
	}()
	return f()
}

// incomplete says what could not be compiled.
func (l *linked) incomplete() error {
	if l.program == nil || l.host.Fragile {
		return nil
	}
	var errs []error
	for _, p := range l.program.Packages {
		for _, note := range p.Notes {
			errs = append(errs, fmt.Errorf("internal error: %s", note.Text))
		}
	}
	return errors.Join(errs...)
}
