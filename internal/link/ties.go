package link

import (
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/tie"
)

// ties answers which stored objects routes touch. The checker is made when somebody asks, and learns from all routes before it
// answers about the first.
type ties struct {
	once    sync.Once
	mu      sync.Mutex // for the checker
	checker *tie.Checker
	uses    map[*Route][]tie.Use
	creates map[*Route][]tie.Use
	bodies  map[string][]*graph.Func // functions with the function literals in them, by the name of the outer one
}

// Ties calls use with the checker of the program, which nobody else has meanwhile.
func (p *Program) Ties(use func(*tie.Checker)) {
	t := &p.ties
	t.once.Do(p.findUses)
	t.mu.Lock()
	defer t.mu.Unlock()
	use(t.checker)
}

// Uses returns the accesses to stored objects that a route makes by keys of the request.
func (p *Program) Uses(r *Route) []tie.Use {
	p.ties.once.Do(p.findUses)
	return p.ties.uses[r]
}

// Creates returns the accesses that make objects of which the client says whose they are, or below which others they stand.
func (p *Program) Creates(r *Route) []tie.Use {
	p.ties.once.Do(p.findUses)
	return p.ties.creates[r]
}

// Touches returns the kinds of stored objects that a route touches, whoever chooses them, in order of the tables.
func (p *Program) Touches(r *Route) (touches []tie.Touch) {
	p.Ties(func(c *tie.Checker) {
		if handler, _, ok := p.Chain(r); ok {
			touches = c.Touches(handler, p.ties.uses[r])
		}
	})
	return touches
}

// Chain returns the handler of a route and the middleware in front of it, as far as the program has bodies for them. It
// reports whether it has one for the handler.
func (p *Program) Chain(r *Route) (handler tie.Function, middleware []tie.Function, ok bool) {
	p.ties.once.Do(p.findUses)
	return p.chain(r)
}

func (p *Program) chain(r *Route) (handler tie.Function, middleware []tie.Function, ok bool) {
	h := p.Graph.Func(r.Handler.ID)
	if h == nil || r.Row != knowledge.Ordinary {
		return tie.Function{}, nil, false
	}
	for _, m := range r.Middleware {
		for _, f := range p.ties.bodies[m.ID] {
			middleware = append(middleware, tie.Function{Func: f, Funcs: m.Funcs, Texts: m.Texts})
		}
	}
	return tie.Function{Func: h, Funcs: p.ties.checker.WithMethods(r.Handler.Funcs), Texts: r.Handler.Texts}, middleware, true
}

// findUses asks about all routes in their order: what the checker remembers of one route is there for the next, so the order in
// which rules ask must not matter.
func (p *Program) findUses() {
	t := &p.ties
	t.bodies = bodies(p.Graph)
	t.checker = tie.NewChecker(p.Flow, p.Objects())
	t.uses, t.creates = map[*Route][]tie.Use{}, map[*Route][]tie.Use{}
	for _, r := range p.Routes() {
		if handler, middleware, ok := p.chain(r); ok {
			t.checker.Learn(handler, middleware)
		}
	}
	for _, r := range p.Routes() {
		if handler, middleware, ok := p.chain(r); ok {
			for _, u := range t.checker.Uses(handler, middleware) {
				if u.Op == knowledge.Insert {
					t.creates[r] = append(t.creates[r], u)
				} else {
					t.uses[r] = append(t.uses[r], u)
				}
			}
		}
	}
}

// bodies lists for every function itself and the function literals in it: a middleware is known by the function that makes it
// or by the one that runs.
func bodies(g *graph.Graph) map[string][]*graph.Func {
	all := map[string][]*graph.Func{}
	for f := range g.Funcs {
		for id := f.ID; ; {
			all[id] = append(all[id], f)
			i := strings.LastIndexByte(id, '$')
			if i < 0 {
				break
			}
			id = id[:i]
		}
	}
	return all
}
