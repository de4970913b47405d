package inventory

import (
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/graph"
)

// concerns reports whether f is about r: it names the route, lies where the route is registered or in its handler, or its
// trace passes through the handler.
func concerns(g *graph.Graph, f *finding.Finding, r *link.Route) bool {
	if subject, _, ok := strings.Cut(f.Message, ": "); ok && subject == r.Name() {
		return true
	}
	if f.Place.Module == r.Place.Module && f.Place.File == r.Place.File && f.Place.Line == r.Place.Line {
		return true
	}
	body, ok := extent(g, r.Handler.ID)
	if !ok {
		return false
	}
	if body.holds(f.Place) {
		return true
	}
	for _, step := range f.Trace {
		if body.holds(step.Place) {
			return true
		}
	}
	return false
}

// lines are some lines of a file.
type lines struct {
	module, file string
	first, last  int
}

func (l lines) holds(p finding.Place) bool {
	return p.Module == l.module && p.File == l.file && l.first <= p.Line && p.Line <= l.last
}

// extent returns the lines of a function from its declaration to the last instruction that has a position.
func extent(g *graph.Graph, id string) (lines, bool) {
	f := g.Func(id)
	if f == nil || !f.Pos.IsValid() {
		return lines{}, false
	}
	at := f.Place(f.Pos)
	body := lines{at.Module, at.File, at.Line, at.Line}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			if pos := b.Instrs[i].Pos; pos.IsValid() && pos.File == f.Pos.File {
				body.last = max(body.last, int(pos.Line))
			}
		}
	}
	return body, true
}
