package bodylimit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
)

func check(p *link.Program, report func(finding.Finding)) {
	for _, s := range services(p) {
		sure, unsure := s.split()
		if s.bounded == 0 && len(sure) > 1 {
			report(s.boundless(sure))
			sure = nil
		}
		for _, r := range slices.Concat(sure, unsure) {
			report(r.finding(s))
		}
	}
}

// split separates the readers of which it is likely that something is wrong from the others.
func (s *service) split() (sure, unsure []*reader) {
	for _, r := range s.readers {
		if r.confidence(s) == finding.Unlikely {
			unsure = append(unsure, r)
		} else {
			sure = append(sure, r)
		}
	}
	return sure, unsure
}

// reader is a function that reads bodies without a limit.
type reader struct {
	read   *link.BodyRead
	routes []*link.Route // of which it reads
}

// reads reports whether another read is a matter of the same reader: a function that reads several parts of a body has one limit
// to set.
func (r *reader) reads(other *link.BodyRead) bool {
	return r.read.Place == other.Place || r.read.In.ID != "" && r.read.In.ID == other.In.ID
}

// service is what one program reads.
type service struct {
	main    string
	readers []*reader // in order of their first route
	bounded int       // routes of which all that is read is bounded, and not by default
	routes  int       // routes of which something is read, but for those that a default bounds
}

// services groups the reads by program.
func services(p *link.Program) []*service {
	var list []*service
	byMain := map[string]*service{}
	for _, r := range p.Routes() {
		if len(r.Limits.Reads) == 0 {
			continue
		}
		s := byMain[r.Main]
		if s == nil {
			s = &service{main: r.Main}
			byMain[r.Main] = s
			list = append(list, s)
		}
		s.add(r)
	}
	return list
}

// add notes what is read of r.
func (s *service) add(r *link.Route) {
	open, byDefault := false, false
	for i := range r.Limits.Reads {
		read := &r.Limits.Reads[i]
		if isBounded(read) {
			byDefault = byDefault || read.Limit.ByDefault
			continue
		}
		open = true
		at := slices.IndexFunc(s.readers, func(known *reader) bool { return known.reads(read) })
		if at < 0 {
			s.readers = append(s.readers, &reader{read: read})
			at = len(s.readers) - 1
		}
		if known := s.readers[at]; !slices.Contains(known.routes, r) {
			known.routes = append(known.routes, r)
		}
	}
	switch {
	case open:
		s.routes++
	case !byDefault:
		s.routes++
		s.bounded++
	}
}

func isBounded(r *link.BodyRead) bool { return r.Limit != nil && !r.Limit.Declared && !r.Unpacks }

// finding reports one reader.
func (r *reader) finding(s *service) finding.Finding {
	return finding.Finding{
		Rule: name, Severity: r.severity(), Confidence: r.confidence(s), Place: r.place(),
		Message: fmt.Sprintf("%s: %s; %s", r.subject(), r.fault(), r.advice()),
		Trace:   r.trace(),
		Key:     r.read.In.ID + " " + r.read.By,
	}
}

// place is where to bound the body: where it is read or, in generated code, where the route is at home.
func (r *reader) place() finding.Place {
	if r.read.Place.IsValid() && !r.read.In.Generated {
		return r.read.Place
	}
	return r.routes[0].Home()
}

// subject names the route, or the routes, of which the reader reads.
func (r *reader) subject() string {
	if n := len(r.routes); n > 1 {
		return fmt.Sprintf("%s and %d more", r.routes[0].Name(), n-1)
	}
	return r.routes[0].Name()
}

// fault says what is wrong with the read.
func (r *reader) fault() string {
	switch {
	case r.read.Unpacks && r.read.Limit != nil:
		return fmt.Sprintf("%s reads what is packed in the body; the limit bounds only the package, so a small request can use up memory", r.read.By)
	case r.read.Limit != nil && r.read.Limit.Declared:
		return fmt.Sprintf("%s reads a body of which %s checks only the declared length; a client that declares none can use up memory",
			r.read.By, r.read.Limit.By)
	case r.read.Part == knowledge.InFile, r.read.Part == knowledge.InForm:
		return fmt.Sprintf("%s accepts a form with files of any size, so one request can fill memory and disk", r.read.By)
	}
	return fmt.Sprintf("%s reads a body of any size, so one request can use up memory", r.read.By)
}

func (r *reader) advice() string {
	if r.read.Unpacks {
		return "limit what is unpacked"
	}
	return "limit the body before it is read"
}

// severity ranks what everybody can do above what needs an account.
func (r *reader) severity() finding.Severity {
	for _, route := range r.routes {
		if route.Auth.State != link.AuthRequired {
			return finding.Medium
		}
	}
	return finding.Low
}

// confidence is high where others of the program are bounded. A form that is read of requests without a body is there for
// the parameters of the address.
func (r *reader) confidence(s *service) finding.Confidence {
	switch {
	case r.read.Unclear, r.read.Limit != nil && r.read.Limit.Declared, r.read.Part == knowledge.InForm && !slices.ContainsFunc(r.routes, sendsBody):
		return finding.Unlikely
	case s.bounded*2 >= s.routes:
		return finding.Certain
	}
	return finding.Likely
}

// sendsBody reports whether requests of a route usually have a body.
func sendsBody(r *link.Route) bool {
	return slices.ContainsFunc(r.Methods, func(m string) bool { return m == "POST" || m == "PUT" || m == "PATCH" })
}

// maxShown bounds the routes that a trace lists.
const maxShown = 40

func (r *reader) trace() []finding.Step {
	var steps []finding.Step
	for _, route := range r.routes[:min(len(r.routes), maxShown)] {
		steps = append(steps, finding.Step{Place: route.Place, Text: route.Name() + " is registered here, and nothing on its way limits its body"})
	}
	return append(steps, finding.Step{Place: r.read.Place, Text: r.read.By + " reads it here"})
}

// boundless reports a service in which nothing limits any body.
func (s *service) boundless(readers []*reader) finding.Finding {
	worst := finding.Finding{Severity: finding.Low, Confidence: finding.Likely}
	var routes []*link.Route
	var trace []finding.Step
	for _, r := range readers {
		worst.Severity = max(worst.Severity, r.severity())
		for _, route := range r.routes {
			if !slices.Contains(routes, route) {
				routes = append(routes, route)
			}
		}
		if len(trace) < maxShown {
			trace = append(trace, finding.Step{Place: r.read.Place, Text: fmt.Sprintf("%s: %s reads the body here", r.subject(), r.read.By)})
		}
	}
	worst.Rule, worst.Place, worst.Trace, worst.Key = name, place(routes, readers[0]), trace, "program "+s.main
	worst.Message = fmt.Sprintf("none of the %d routes of this program that read a request body limits its size, so one request can use up memory or "+
		"disk: %s; put a limit around all routes", len(routes), examples(routes))
	return worst
}

// place is the first registration that somebody wrote or, where all are generated, where the first reader is.
func place(routes []*link.Route, r *reader) finding.Place {
	var first finding.Place
	for _, route := range routes {
		if !route.Generated && (!first.IsValid() || route.Place.Compare(first) < 0) {
			first = route.Place
		}
	}
	if !first.IsValid() {
		first = r.place()
	}
	return first
}

// examples names a few routes, those that everybody can call first.
func examples(routes []*link.Route) string {
	var names []string
	for _, open := range []bool{true, false} {
		for _, r := range routes {
			if (r.Auth.State != link.AuthRequired) == open && sendsBody(r) && len(names) < 3 && !slices.Contains(names, r.Name()) {
				names = append(names, r.Name())
			}
		}
	}
	if len(names) == 0 {
		names = append(names, routes[0].Name())
	}
	if rest := len(routes) - len(names); rest > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names, ", "), rest)
	}
	return strings.Join(names, ", ")
}
