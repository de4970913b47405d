package finding

import (
	"slices"
	"testing"
)

func place(line int) Place {
	return Place{Module: "example.com/shop", File: "api/orders.go", Line: line, Col: 2}
}

func TestSuppress(t *testing.T) {
	policy := Policy{
		Known:  []string{"routeauth", "ownercheck", "cors"},
		Ran:    []string{"routeauth", "ownercheck"},
		Public: []string{"routeauth"},
	}
	routeauth := Finding{Rule: "routeauth", Place: place(10), Message: "anybody calls it"}
	ownercheck := Finding{Rule: "ownercheck", Place: place(12), Message: "nobody owns it"}
	elsewhere := routeauth
	elsewhere.Place.File = "api/users.go"
	obeyed := routeauth
	obeyed.Place = place(40)
	obeyed.Suppressed = &Suppression{Kind: "inSource", Reason: "price list", Place: place(9)}

	ignore := func(rules []string, reason string) Directive {
		return Directive{Kind: Ignore, Rules: rules, Reason: reason, Text: "//apilint:ignore …", Place: place(9), First: 9, Last: 12}
	}
	public := Directive{Kind: Public, Reason: "price list", Text: "//apilint:public price list", Place: place(9), First: 9, Last: 12}
	nolint := Directive{Kind: Nolint, Text: "//nolint:apilint", Place: place(9), First: 9, Last: 12}
	bare := Directive{Kind: NolintAll, Text: "//nolint", Place: place(9), First: 9, Last: 12}
	unreasoned := public
	unreasoned.Reason, unreasoned.Text = "", "//apilint:public"
	consumed := public
	consumed.Used = true

	tests := []struct {
		name       string
		findings   []Finding
		directives []Directive
		suppressed []string // rules of the suppressed findings
		faults     []string
	}{
		{
			name:       "the named rule is silenced and others are not",
			findings:   []Finding{routeauth, ownercheck},
			directives: []Directive{ignore([]string{"routeauth"}, "behind the gateway")},
			suppressed: []string{"routeauth"},
		},
		{
			name:       "a list of rules is silenced",
			findings:   []Finding{routeauth, ownercheck},
			directives: []Directive{ignore([]string{"routeauth", "ownercheck"}, "behind the gateway")},
			suppressed: []string{"routeauth", "ownercheck"},
		},
		{
			name:       "the same lines of another file are not covered",
			findings:   []Finding{elsewhere},
			directives: []Directive{ignore([]string{"routeauth"}, "behind the gateway")},
			faults:     []string{"//apilint:ignore silences nothing and can be removed"},
		},
		{
			name:       "without a reason it is obeyed and reported",
			findings:   []Finding{routeauth},
			directives: []Directive{ignore([]string{"routeauth"}, "")},
			suppressed: []string{"routeauth"},
			faults:     []string{"//apilint:ignore gives no reason, so that nobody can tell later whether it still holds"},
		},
		{
			name:       "without a rule it silences nothing",
			findings:   []Finding{routeauth},
			directives: []Directive{ignore(nil, "")},
			faults:     []string{"//apilint:ignore names no rule and silences nothing (want //apilint:ignore <rule> <reason>)"},
		},
		{
			name:       "an unknown rule is reported next to a known one that is obeyed",
			findings:   []Finding{routeauth},
			directives: []Directive{ignore([]string{"routeauth", "rootauth"}, "behind the gateway")},
			suppressed: []string{"routeauth"},
			faults:     []string{`//apilint:ignore names the unknown rule "rootauth"`},
		},
		{
			name:       "unused is not said for a rule that did not run",
			directives: []Directive{ignore([]string{"cors"}, "public data")},
		},
		{
			name:       "public answers the finding on its lines and no other rule",
			findings:   []Finding{routeauth, ownercheck},
			directives: []Directive{public},
			suppressed: []string{"routeauth"},
		},
		{
			name:       "public is used by a finding that the rule itself marked",
			findings:   []Finding{obeyed},
			directives: []Directive{public},
			suppressed: []string{"routeauth"},
		},
		{
			name:       "public is used when link says so",
			directives: []Directive{consumed},
		},
		{
			name:       "public without need is reported",
			directives: []Directive{public},
			faults:     []string{"//apilint:public silences nothing and can be removed"},
		},
		{
			name:       "public without a reason is obeyed and reported",
			findings:   []Finding{routeauth},
			directives: []Directive{unreasoned},
			suppressed: []string{"routeauth"},
			faults:     []string{"//apilint:public gives no reason, so that nobody can tell later whether it still holds"},
		},
		{
			name:       "nolint silences every rule and needs no reason",
			findings:   []Finding{routeauth, ownercheck},
			directives: []Directive{nolint},
			suppressed: []string{"routeauth", "ownercheck"},
		},
		{
			name:       "a bare nolint that silences nothing may be for another linter",
			directives: []Directive{bare},
		},
		{
			name: "a malformed directive is reported",
			directives: []Directive{{
				Kind: Malformed, Text: "//apilint:ignored routeauth", Place: place(9), First: 9, Last: 10,
			}},
			faults: []string{"//apilint:ignored is no directive of apilint (want //apilint:ignore <rule> <reason> or //apilint:public <reason>)"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var suppressed, faults []string
			for _, f := range Suppress(tt.findings, tt.directives, policy) {
				switch {
				case f.Suppressed != nil:
					suppressed = append(suppressed, f.Rule)
				case f.Rule == DirectiveRule:
					faults = append(faults, f.Message)
				}
			}
			if !slices.Equal(suppressed, tt.suppressed) {
				t.Errorf("suppressed %q, want %q", suppressed, tt.suppressed)
			}
			if !slices.Equal(faults, tt.faults) {
				t.Errorf("faults %q, want %q", faults, tt.faults)
			}
		})
	}
}

func TestUnusedNolintIsReportedWhenAllRulesRan(t *testing.T) {
	policy := Policy{Known: []string{"cors"}, Ran: []string{"cors"}}
	nolint := Directive{Kind: Nolint, Text: "//nolint:apilint // old", Place: place(9), First: 9, Last: 12}
	got := Suppress(nil, []Directive{nolint}, policy)
	if want := "//nolint:apilint silences nothing and can be removed"; len(got) != 1 || got[0].Message != want {
		t.Errorf("got %v, want one finding %q", got, want)
	}
}

func TestSuppressLeavesItsArgumentAlone(t *testing.T) {
	findings := []Finding{{Rule: "cors", Place: place(10)}}
	Suppress(findings, []Directive{{Kind: NolintAll, Place: place(10), First: 10, Last: 10}}, Policy{})
	if findings[0].Suppressed != nil {
		t.Error("the argument was changed")
	}
}
