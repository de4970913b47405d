package routeauth

import (
	"slices"

	"github.com/apilint/apilint/internal/link"
)

// service is what one program registers.
type service struct {
	main     string
	routes   []*link.Route // that are not public by design
	declared []*link.Route // that are open, and declared to be
}

// services groups the routes by program, in order of the program's first route.
func services(p *link.Program) []*service {
	var list []*service
	byMain := map[string]*service{}
	for _, r := range p.Routes() {
		if r.Purpose != "" && r.Auth.Declared == "" {
			continue
		}
		s := byMain[r.Main]
		if s == nil {
			s = &service{main: r.Main}
			byMain[r.Main] = s
			list = append(list, s)
		}
		if r.Auth.Declared == "" {
			s.routes = append(s.routes, r)
		} else if isOpen(r) {
			s.declared = append(s.declared, r)
		}
	}
	return list
}

func isOpen(r *link.Route) bool {
	return (r.Auth.State == link.AuthNone || r.Auth.State == link.AuthOptional) && r.Handler.ID != ""
}

// open lists the routes that serve anonymous callers.
func (s *service) open() []*link.Route {
	var open []*link.Route
	for _, r := range s.routes {
		if isOpen(r) {
			open = append(open, r)
		}
	}
	return open
}

// doubtful lists the routes of which nobody knows.
func (s *service) doubtful() []*link.Route {
	var doubtful []*link.Route
	for _, r := range s.routes {
		if r.Auth.State == link.AuthUnknown {
			doubtful = append(doubtful, r)
		}
	}
	return doubtful
}

// guarded counts the routes that demand authentication, or may.
func (s *service) guarded() int {
	n := 0
	for _, r := range s.routes {
		if r.Auth.State == link.AuthRequired || r.Auth.State == link.AuthUnknown {
			n++
		}
	}
	return n
}

// peers counts the routes that, like r, change data or only read it, and how many of them demand authentication.
func (s *service) peers(r *link.Route) (guarded, peers int) {
	for _, other := range s.routes {
		if writes(other) != writes(r) {
			continue
		}
		peers++
		if other.Auth.State == link.AuthRequired {
			guarded++
		}
	}
	return guarded, peers
}

// writes reports whether a route is one for changes.
func writes(r *link.Route) bool {
	if len(r.Methods) == 0 {
		return false
	}
	return slices.ContainsFunc(r.Methods, func(m string) bool {
		return m != "GET" && m != "HEAD" && m != "OPTIONS" && m != "TRACE"
	})
}
