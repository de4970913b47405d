package ratelimit

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
)

func check(p *link.Program, report func(finding.Finding)) {
	for _, s := range services(p) {
		sure, unsure := s.split()
		if s.limited == 0 && len(sure) > 1 {
			report(s.boundless(sure))
			sure = nil
		}
		for _, a := range append(sure, unsure...) {
			report(a.finding(s))
		}
	}
}

// access is a way to an account that a client may try as often as it likes.
type access struct {
	route *link.Route
	does  string // what its handler does that invites attempts
	grave bool   // attempts lead into the accounts of others
	sure  bool   // the handler's body tells
}

// service is what one program registers.
type service struct {
	main     string
	accesses []access
	limited  int // routes with a limiter
}

// services groups the ways to accounts by program.
func services(p *link.Program) []*service {
	var list []*service
	byMain := map[string]*service{}
	for _, r := range p.Routes() {
		s := byMain[r.Main]
		if s == nil {
			s = &service{main: r.Main}
			byMain[r.Main] = s
			list = append(list, s)
		}
		if len(r.Limits.Rates) > 0 {
			s.limited++
			continue
		}
		if a, ok := accessOf(p, r); ok {
			s.accesses = append(s.accesses, a)
		}
	}
	return list
}

// uses lists what handlers do that invites attempts, the gravest first.
var uses = []struct {
	use   knowledge.CredentialUse
	does  string
	grave bool
}{
	{knowledge.ChecksCode, "checks a one-time code", true},
	{knowledge.ChecksPassword, "checks a password", true},
	{knowledge.SendsMessage, "sends a message", false},
	{knowledge.HashesPassword, "hashes a password", false},
	{knowledge.IssuesToken, "issues a token", false},
}

// accessOf tells whether a route is a way to an account: one that callers who are not known yet use to change something.
func accessOf(p *link.Program, r *link.Route) (access, bool) {
	if r.Row != knowledge.Ordinary || r.Auth.State == link.AuthRequired || !changes(r) {
		return access{}, false
	}
	if p.Handles(r, knowledge.StartsLogin) && !p.Handles(r, knowledge.ChecksPassword) {
		return access{}, false // somebody else checks
	}
	for _, u := range uses {
		if p.Handles(r, u.use) {
			return access{r, u.does, u.grave || r.Purpose == knowledge.ForLogin && u.use == knowledge.HashesPassword, true}, true
		}
	}
	if r.Purpose == knowledge.ForLogin || r.Purpose == knowledge.ForAccount {
		return access{r, "is a " + string(r.Purpose) + " by its path", false, false}, true
	}
	return access{}, false
}

// changes reports whether a route is one for changes.
func changes(r *link.Route) bool {
	for _, m := range r.Methods {
		if m != "GET" && m != "HEAD" && m != "OPTIONS" && m != "DELETE" {
			return true
		}
	}
	return len(r.Methods) == 0
}

// split separates what is told by a body from what only a path says, and what may have a limiter after all.
func (s *service) split() (sure, unsure []access) {
	for _, a := range s.accesses {
		if a.sure && a.route.Limits.Opaque == "" && a.route.Unresolved == "" {
			sure = append(sure, a)
		} else {
			unsure = append(unsure, a)
		}
	}
	return sure, unsure
}

// finding reports one route.
func (a access) finding(s *service) finding.Finding {
	return finding.Finding{
		Rule: name, Severity: a.severity(), Confidence: a.confidence(s), Place: a.route.Home(),
		Message: fmt.Sprintf("%s: %s %s, and nothing on its way limits how often a client may try%s; %s",
			a.route.Name(), a.handler(), a.does, a.comparison(s), a.consequence()),
		Trace: a.trace(),
		Key:   a.route.Name() + " " + a.route.Handler.ID,
	}
}

func (a access) handler() string {
	if a.route.Handler.Name == "" {
		return "the handler"
	}
	return a.route.Handler.Name
}

func (a access) comparison(s *service) string {
	switch {
	case a.route.Limits.Opaque != "":
		return fmt.Sprintf(", unless %s does", a.route.Limits.Opaque)
	case s.limited == 1:
		return ", as it does for another route"
	case s.limited > 1:
		return fmt.Sprintf(", as it does for %d others", s.limited)
	}
	return ""
}

func (a access) consequence() string {
	if a.grave {
		return "lists of passwords or codes can be tried out; allow 5 to 10 attempts in 15 minutes"
	}
	return "a script can use it without end; limit it by address"
}

func (a access) severity() finding.Severity {
	if a.grave {
		return finding.Medium
	}
	return finding.Low
}

// confidence is high where the program limits others: then nothing in front of it does.
func (a access) confidence(s *service) finding.Confidence {
	switch {
	case !a.sure, a.route.Limits.Opaque != "", a.route.Unresolved != "":
		return finding.Unlikely
	case s.limited > 0:
		return finding.Certain
	}
	return finding.Likely
}

// trace shows what was looked at.
func (a access) trace() []finding.Step {
	steps := []finding.Step{{Place: a.route.Place, Text: a.route.Name() + " is registered here"}}
	for _, m := range a.route.Middleware {
		name := m.Name
		if name == "" {
			name = "a middleware that cannot be read"
		}
		steps = append(steps, finding.Step{Place: m.Attached, Text: name + " runs before it and limits nothing"})
	}
	if at := a.route.Handler.Place; at.IsValid() {
		steps = append(steps, finding.Step{Place: at, Text: a.handler() + " " + a.does})
	}
	return steps
}

// boundless reports a program in which no route has a limiter.
func (s *service) boundless(accesses []access) finding.Finding {
	f := finding.Finding{Rule: name, Severity: finding.Low, Confidence: finding.Likely, Key: "program " + s.main}
	var names []string
	for _, a := range accesses {
		f.Severity = max(f.Severity, a.severity())
		f.Trace = append(f.Trace, finding.Step{Place: a.route.Place, Text: a.route.Name() + ": " + a.handler() + " " + a.does})
		names = append(names, a.route.Name())
		if at := a.route.Home(); !f.Place.IsValid() || at.Compare(f.Place) < 0 {
			f.Place = at
		}
	}
	const shown = 3
	if n := len(names); n > shown+1 {
		names = append(names[:shown], fmt.Sprintf("%d more", n-shown))
	}
	f.Message = fmt.Sprintf("no route of this program limits how often a client may call it, so passwords can be tried out and accounts made "+
		"without end: %s; allow a few attempts in 15 minutes", strings.Join(names, ", "))
	return f
}
