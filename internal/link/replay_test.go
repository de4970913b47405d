package link_test

import (
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/route/routetest"
)

// demand is a line of a golden file: what the real library routes, and what became of an anonymous request to it.
type demand struct {
	Method string         `json:"method"`
	Host   string         `json:"host"`
	Path   string         `json:"path"`
	Auth   link.AuthState `json:"auth"`
}

// name is the route as people write it.
func (d demand) name() string {
	if d.Method == "" {
		return "ANY " + d.Host + d.Path
	}
	return d.Method + " " + d.Host + d.Path
}

// TestLikeTheLibraries compares routes and what they demand with what the real libraries listed, and answered to anonymous
// requests, when the tests of testdata/src/replay wrote their golden files.
func TestLikeTheLibraries(t *testing.T) {
	t.Parallel()
	const src = "../../testdata/src"
	routetest.Each(t, src+"/replay/*/replay.json", func(t *testing.T, name, golden string) {
		p := link.New(compiletest.Load(t, src, "./replay/"+name), link.Options{})
		got := map[string][]*link.Route{}
		for _, r := range p.Routes() {
			for _, d := range demands(r) {
				got[d.name()] = append(got[d.name()], r)
			}
		}
		for _, want := range routetest.Read[demand](t, golden) {
			key := want.name()
			if len(got[key]) == 0 {
				t.Errorf("%s: missing; it is %s", key, want.Auth)
				continue
			}
			r := got[key][0]
			if r.Auth.State != want.Auth {
				t.Errorf("%s (%s): %s by %q, want %s; %s", key, r.Place, r.Auth.State, r.Auth.By, want.Auth, r.Auth.Why)
			}
			if got[key] = got[key][1:]; len(got[key]) == 0 {
				delete(got, key)
			}
		}
		for key, rs := range got {
			t.Errorf("%s (%s): the library has no such route", key, rs[0].Place)
		}
	})
}

// demands writes a route as the golden file does, one line for each method.
func demands(r *link.Route) []demand {
	path := r.Path
	if r.Row == knowledge.NotFound {
		path = "notfound"
	}
	methods := r.Methods
	if len(methods) == 0 {
		methods = []string{""}
	}
	var lines []demand
	for _, m := range methods {
		lines = append(lines, demand{m, r.Host, path, r.Auth.State})
	}
	return lines
}
