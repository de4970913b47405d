package ownercheck_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/summary"
	"github.com/apilint/apilint/passes/ownercheck"
)

// Findings, with their traces and in their order, depend neither on the order of packages nor on who else asks the program.
func TestFindingsDependOnTheProgramAlone(t *testing.T) {
	t.Parallel()
	for _, service := range []string{"chivault", "chilayers", "ginclinic"} {
		t.Run(service, func(t *testing.T) {
			t.Parallel()
			packages := compiletest.Load(t, "../../testdata/src", "./apps/"+service+"/...")
			want := findings(packages, 1)[0]
			if want == "" {
				t.Fatal("there are no findings")
			}
			random := rand.New(rand.NewPCG(4, 7))
			for range 4 {
				shuffled := slices.Clone(packages)
				random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
				for _, got := range findings(shuffled, 3) {
					if got != want {
						t.Errorf("with packages in another order, or asked at the same time, there is\n%s\nwant\n%s", got, want)
					}
				}
			}
		})
	}
}

// findings links packages and returns what the rule reports, run several times at once.
func findings(packages []*summary.Package, times int) []string {
	p := link.New(packages, link.Options{})
	reports := make([]string, times)
	var all sync.WaitGroup
	for i := range reports {
		all.Go(func() {
			var b strings.Builder
			ownercheck.Rule.Check(p, func(f finding.Finding) {
				fmt.Fprintf(&b, "%s: %s (%v, %v)\n", f.Place, f.Message, f.Severity, f.Confidence)
				for _, s := range f.Trace {
					fmt.Fprintf(&b, "\t%s: %s\n", s.Place, s.Text)
				}
			})
			reports[i] = b.String()
		})
	}
	all.Wait()
	return reports
}
