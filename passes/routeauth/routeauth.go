package routeauth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/tie"
)

func check(p *link.Program, report func(finding.Finding)) {
	for _, service := range services(p) {
		for _, r := range service.declared {
			f := openRoute(p, service, r)
			f.Suppressed = &finding.Suppression{Kind: "inSource", Reason: r.Auth.Declared, Place: r.Auth.DeclaredAt}
			report(f)
		}
		open := service.open()
		if len(open) > 1 && service.guarded() == 0 {
			report(unprotected(service, open))
			continue
		}
		for _, r := range open {
			report(openRoute(p, service, r))
		}
		for _, r := range service.doubtful() {
			report(cannotTell(r))
		}
	}
}

// openRoute reports a route that serves anonymous callers.
func openRoute(p *link.Program, s *service, r *link.Route) finding.Finding {
	guarded, peers := s.peers(r)
	sure := confidence(r, guarded, peers)
	if alone := peers-guarded < 2; (sure == finding.Certain || sure == finding.Likely && !alone) && readsWhatNobodyOwns(p, r) {
		sure-- // a catalogue is read by more than one route, a forgotten guard is missing at one
	}
	f := finding.Finding{
		Rule: name, Severity: severity(r), Confidence: sure, Place: r.Place,
		Message: fmt.Sprintf("%s: %s %s and nothing on its way demands authentication%s",
			r.Name(), handlerName(r), effect(r), comparison(r, guarded, peers)),
		Trace: trace(r),
		Key:   r.Name() + " " + r.Handler.ID,
	}
	return f
}

// severity ranks changes above reads.
func severity(r *link.Route) finding.Severity {
	if writes(r) {
		return finding.High
	}
	return finding.Medium
}

// confidence follows the siblings: an open route among guarded ones is a mistake, an open one among open ones may be
// meant so. Reading is more often meant to be public than writing.
func confidence(r *link.Route, guarded, peers int) finding.Confidence {
	deviates := peers >= 4 && guarded*4 >= peers*3
	switch {
	case r.Unresolved != "", r.Auth.Verifies, r.Auth.State == link.AuthOptional && !writes(r) && !deviates:
		return finding.Unlikely
	case !r.Auth.Data.IsValid():
		if deviates && r.Auth.State != link.AuthOptional {
			return finding.Likely
		}
		return finding.Unlikely
	case r.Auth.State == link.AuthOptional:
		return finding.Likely
	case deviates && r.Served:
		return finding.Certain
	case writes(r), peers > 0 && guarded*5 >= peers*2:
		return finding.Likely
	}
	return finding.Unlikely
}

// readsWhatNobodyOwns reports whether all that a route does with stored objects is to read such as belong to nobody, as products
// and categories do: that everybody may see them is often meant so.
func readsWhatNobodyOwns(p *link.Program, r *link.Route) bool {
	if writes(r) {
		return false
	}
	touches := p.Touches(r)
	objects := p.Objects()
	return len(touches) > 0 && !slices.ContainsFunc(touches, func(t tie.Touch) bool {
		return t.Op != knowledge.Read || len(objects.Owners(t.Table)) > 0 || objects.IsCallers(t.Table)
	})
}

func handlerName(r *link.Route) string {
	if r.Handler.Name == "" {
		return "the handler"
	}
	return r.Handler.Name
}

func effect(r *link.Route) string {
	switch {
	case !r.Auth.Data.IsValid():
		return "answers every caller"
	case writes(r):
		return "works on stored data"
	}
	return "reads stored data"
}

func comparison(r *link.Route, guarded, peers int) string {
	if guarded == 0 {
		return ""
	}
	verb := "read"
	if writes(r) {
		verb = "change"
	}
	return fmt.Sprintf("; %d of %d routes that %s data do", guarded, peers, verb)
}

// unprotected reports a program of which no route demands authentication.
func unprotected(s *service, open []*link.Route) finding.Finding {
	confidence, first := finding.Unlikely, open[0]
	var trace []finding.Step
	for _, r := range open {
		trace = append(trace, finding.Step{Place: r.Place, Text: r.Name() + " " + effect(r)})
		if r.Auth.Data.IsValid() && r.Unresolved == "" && writes(r) {
			confidence = finding.Likely
		}
		if r.Place.Compare(first.Place) < 0 {
			first = r
		}
	}
	return finding.Finding{
		Rule: name, Severity: finding.High, Confidence: confidence, Place: first.Place,
		Message: fmt.Sprintf("none of the %d routes registered by this program demands authentication; everybody can call %s",
			len(s.routes), examples(open)),
		Trace: trace,
		Key:   "program " + s.main,
	}
}

// examples names a few routes, writing ones first.
func examples(open []*link.Route) string {
	var names []string
	for _, want := range []bool{true, false} {
		for _, r := range open {
			if writes(r) == want && len(names) < 3 {
				names = append(names, r.Name())
			}
		}
	}
	if rest := len(open) - len(names); rest > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names, ", "), rest)
	}
	return strings.Join(names, ", ")
}

// cannotTell reports a route of which it is not known whether it demands authentication.
func cannotTell(r *link.Route) finding.Finding {
	return finding.Finding{
		Rule: name, Severity: severity(r), Confidence: finding.Unlikely, Place: r.Place,
		Message: fmt.Sprintf("%s: cannot tell whether callers must authenticate: %s", r.Name(), r.Auth.Why),
		Trace:   trace(r),
		Key:     r.Name() + " " + r.Handler.ID,
	}
}

// trace shows what was looked at: the registration, each middleware, the data.
func trace(r *link.Route) []finding.Step {
	steps := []finding.Step{{Place: r.Place, Text: r.Name() + " is registered here"}}
	for _, m := range r.Middleware {
		name := m.Name
		if name == "" {
			name = "a middleware that cannot be read"
		}
		steps = append(steps, finding.Step{Place: m.Attached, Text: name + " runs before it and lets anonymous requests through"})
	}
	if r.Auth.State == link.AuthUnknown && r.Auth.Place.IsValid() {
		steps = append(steps, finding.Step{Place: r.Auth.Place, Text: "the doubt is here"})
	}
	if r.Auth.Data.IsValid() {
		steps = append(steps, finding.Step{Place: r.Auth.Data, Text: "an anonymous request gets to stored data here"})
	}
	return steps
}
