package rolecheck

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
	for _, routes := range services(p) {
		for _, r := range routes {
			if r.Auth.Role != "" {
				continue
			}
			e, ok := evidenceOf(r, routes)
			if ok && !ownerTied(p, r) && !(isProcedure(r) && reads(p, r)) {
				report(e.finding(r))
			}
		}
	}
}

// isProcedure reports whether no method tells what a route does: a remote procedure is called in one way only.
func isProcedure(r *link.Route) bool { return len(r.Methods) == 0 }

// reads reports whether a route touches stored data, and changes none.
func reads(p *link.Program, r *link.Route) bool {
	touches := p.Touches(r)
	return len(touches) > 0 && !slices.ContainsFunc(touches, func(t tie.Touch) bool { return t.Op != knowledge.Read })
}

// services groups the routes that known callers reach by program, in order of the program's first route.
func services(p *link.Program) [][]*link.Route {
	var list [][]*link.Route
	index := map[string]int{}
	for _, r := range p.Routes() {
		if r.Auth.State != link.AuthRequired || r.Row != knowledge.Ordinary || r.Auth.Declared != "" || r.Purpose != "" {
			continue
		}
		i, ok := index[r.Main]
		if !ok {
			i = len(list)
			index[r.Main] = i
			list = append(list, nil)
		}
		list[i] = append(list[i], r)
	}
	return list
}

// evidence is why a route should demand a role.
type evidence struct {
	peers  []*link.Route // comparable routes that demand one
	others int           // comparable routes
	why    string        // what makes them comparable
}

// evidenceOf looks for routes that are comparable to r and of which most demand a role: those below the longest common
// path first. Below a shorter path than that of the resource, which different routes share, all others must demand one.
func evidenceOf(r *link.Route, routes []*link.Route) (evidence, bool) {
	segments := strings.Split(strings.Trim(r.Path, "/"), "/")
	resource := slices.IndexFunc(segments, func(s string) bool { return strings.HasPrefix(s, "{") })
	if resource < 0 {
		resource = len(segments)
	}
	for n := len(segments); n > 0; n-- {
		prefix := "/" + strings.Join(segments[:n], "/")
		e := compare(r, routes, "below "+prefix, func(other *link.Route) bool {
			return other.Path == prefix || strings.HasPrefix(other.Path, prefix+"/")
		})
		if len(e.peers) == 0 || e.others == len(routes)-1 {
			continue
		}
		if (n >= resource || len(e.peers) == e.others) && e.convinces(e.peers[0].Path == r.Path) {
			return e, true
		}
	}
	if t := receiver(r.Handler.ID); t != "" {
		e := compare(r, routes, "of "+t[strings.LastIndexByte(t, '/')+1:], func(other *link.Route) bool { return receiver(other.Handler.ID) == t })
		if len(e.peers) == e.others && e.convinces(false) {
			return e, true
		}
	}
	if slices.Contains(segments, "admin") && slices.ContainsFunc(routes, demands) {
		return evidence{}, true
	}
	return evidence{}, false
}

// demands reports whether a route demands a role.
func demands(r *link.Route) bool { return r.Auth.Role != "" }

// compare counts the routes among those that belong together with r. Reading is comparable to a change only if even reading
// demands a role.
func compare(r *link.Route, routes []*link.Route, why string, belongs func(*link.Route) bool) evidence {
	e := evidence{why: why}
	for _, other := range routes {
		if other == r || !belongs(other) || writes(other) != writes(r) && (!writes(r) || !demands(other)) {
			continue
		}
		e.others++
		if demands(other) {
			e.peers = append(e.peers, other)
		}
	}
	return e
}

// convinces reports whether most of the comparable routes demand a role: one suffices for the same path.
func (e evidence) convinces(samePath bool) bool {
	n := len(e.peers)
	return n*3 >= e.others*2 && (n >= 2 || n == 1 && samePath)
}

// receiver returns the type whose method a handler is, "" if it is none.
func receiver(handler string) string {
	if !strings.HasPrefix(handler, "(") {
		return ""
	}
	return strings.TrimLeft(handler[:strings.LastIndexByte(handler, ')')], "(*")
}

// ownerTied reports whether all objects that a client chooses on a route are tied to it, so that everybody may have the route.
func ownerTied(p *link.Program, r *link.Route) bool {
	uses := p.Uses(r)
	for _, u := range uses {
		if u.Tie == tie.Free || u.Tie == tie.ByRole {
			return false
		}
	}
	return len(uses) > 0
}

// writes reports whether a route is one for changes.
func writes(r *link.Route) bool {
	return slices.ContainsFunc(r.Methods, func(m string) bool { return m != "GET" && m != "HEAD" && m != "OPTIONS" })
}

// own are words at the end of paths that lead to what is the caller's.
var own = []string{"me", "self", "profile", "current", "account", "whoami", "mine"}

// confidence follows the peers. A refusal whose reason is not clear may be the demand.
func (e evidence) confidence(r *link.Route) finding.Confidence {
	segments := strings.Split(r.Path, "/")
	switch {
	case len(e.peers) == 0, r.Auth.Denies, r.Unresolved != "", slices.ContainsFunc(segments, func(s string) bool { return slices.Contains(own, s) }):
		return finding.Unlikely
	case len(e.peers) >= 3 && len(e.peers)*4 >= e.others*3:
		return finding.Certain
	}
	return finding.Likely
}

// finding reports a route.
func (e evidence) finding(r *link.Route) finding.Finding {
	f := finding.Finding{
		Rule: name, Severity: finding.Medium, Confidence: e.confidence(r), Place: r.Home(),
		Key: r.Name() + " " + r.Handler.ID,
	}
	if writes(r) {
		f.Severity = finding.High
	}
	f.Message = fmt.Sprintf("%s: every known caller gets to %s, and no role is demanded%s", r.Name(), handlerName(r), e.comparison())
	f.Trace = append(f.Trace, finding.Step{Place: r.Place, Text: r.Name() + " is registered here"})
	for _, m := range r.Middleware {
		if m.Name != "" {
			f.Trace = append(f.Trace, finding.Step{Place: m.Attached, Text: m.Name + " runs before it and demands no role"})
		}
	}
	for _, peer := range e.peers[:min(len(e.peers), 5)] {
		f.Trace = append(f.Trace, finding.Step{Place: peer.Place, Text: fmt.Sprintf("%s demands %s", peer.Name(), peer.Auth.Role)})
	}
	return f
}

func handlerName(r *link.Route) string {
	if r.Handler.Name == "" {
		return "the handler"
	}
	return r.Handler.Name
}

func (e evidence) comparison() string {
	if len(e.peers) == 0 {
		return ", although its path is one for administrators"
	}
	return fmt.Sprintf("; %d of %d comparable routes %s demand one: %s", len(e.peers), e.others, e.why, roles(e.peers))
}

// roles lists the roles that routes demand.
func roles(routes []*link.Route) string {
	var names []string
	for _, r := range routes {
		if !slices.Contains(names, r.Auth.Role) {
			names = append(names, r.Auth.Role)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
