// Package passtest runs a rule on its fixtures under testdata/src and compares its findings with their want comments.
package passtest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/apptest"
	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
)

// Run checks r on every program in testdata/src/<rule>. The findings that r shows by default are exactly the wanted ones, one for
// each line; the order in which the packages are given does not matter.
func Run(t *testing.T, r *rule.Rule) { RunWith(t, r, Options{}) }

// Options relax what Run demands.
type Options struct {
	// Hidden: a want is met by a finding of any confidence. Small programs have too few siblings to be sure.
	Hidden bool
}

// RunWith is Run with options.
func RunWith(t *testing.T, r *rule.Rule, opts Options) {
	src := sources(t)
	programs, err := os.ReadDir(filepath.Join(src, r.Name))
	if err != nil {
		t.Fatal(err)
	}
	for _, program := range programs {
		if !program.IsDir() {
			continue
		}
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			dir := r.Name + "/" + program.Name()
			for _, fault := range check(t, r, opts, src, dir) {
				t.Error(fault)
			}
		})
	}
}

// check returns where the findings of r differ from the comments.
func check(t *testing.T, r *rule.Rule, opts Options, src, dir string) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	packages := compiletest.Load(t, src, "./"+dir+"/...")
	found := findings(r, link.New(packages, link.Options{}))
	slices.Reverse(packages)
	if again := findings(r, link.New(packages, link.Options{})); !slices.EqualFunc(found, again, same) {
		t.Errorf("%s: the order of packages changes the findings", dir)
	}
	comments, err := apptest.ReadComments(filepath.Join(src, filepath.FromSlash(dir)))
	if err != nil {
		t.Fatal(err)
	}
	wants := map[string]apptest.Want{}
	for _, w := range comments.Wants {
		if w.Rule == r.Name {
			wants[fmt.Sprintf("%s/%s:%d", dir, w.File, w.Line)] = w
		}
	}
	for _, f := range found {
		at := fmt.Sprintf("%s:%d", f.Place.File, f.Place.Line)
		w, ok := wants[at]
		if !rule.DefaultOptions.Shows(f) && !(ok && opts.Hidden && f.Suppressed == nil) {
			continue
		}
		if !ok {
			fault("%s: unexpected: %s%s", at, f.Message, trace(f))
			continue
		}
		if !regexp.MustCompile(w.Pattern).MatchString(f.Message) {
			fault("%s: message %q does not match %q", at, f.Message, w.Pattern)
		}
		delete(wants, at)
	}
	for at := range wants {
		fault("%s: no finding", at)
	}
	return faults
}

// findings runs r and returns one finding for each line, in order.
func findings(r *rule.Rule, p *link.Program) []finding.Finding {
	var found []finding.Finding
	r.Check(p, func(f finding.Finding) { found = append(found, f) })
	slices.SortFunc(found, finding.Compare)
	return slices.CompactFunc(found, func(a, b finding.Finding) bool {
		return a.Place.File == b.Place.File && a.Place.Line == b.Place.Line
	})
}

func same(a, b finding.Finding) bool {
	return finding.Compare(a, b) == 0 && a.Key == b.Key && a.Confidence == b.Confidence && slices.Equal(a.Trace, b.Trace)
}

func trace(f finding.Finding) string {
	var b strings.Builder
	for _, s := range f.Trace {
		fmt.Fprintf(&b, "\n\t%s: %s", s.Place, s.Text)
	}
	return b.String()
}

// sources finds testdata/src above the working directory of a test.
func sources(t *testing.T) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		src := filepath.Join(dir, "testdata", "src")
		if _, err := os.Stat(filepath.Join(src, "go.mod")); err == nil {
			return src
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no testdata/src above the working directory")
		}
		dir = up
	}
}
