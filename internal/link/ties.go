package link

import (
	"sync"

	"github.com/apilint/apilint/internal/link/tie"
)

// ties answers which objects routes get at. The checker is made when somebody asks.
type ties struct {
	mu      sync.Mutex
	checker *tie.Checker
}

// Uses returns the accesses to stored objects that the handler of a route makes by keys of the request.
func (p *Program) Uses(r *Route) []tie.Use {
	h := p.Graph.Func(r.Handler.ID)
	if h == nil {
		return nil
	}
	p.ties.mu.Lock()
	defer p.ties.mu.Unlock()
	if p.ties.checker == nil {
		p.ties.checker = tie.NewChecker(p.Flow, p.Objects())
	}
	var middleware []tie.Function
	for _, m := range r.Middleware {
		if f := p.Graph.Func(m.ID); f != nil {
			middleware = append(middleware, tie.Function{Func: f, Funcs: m.Funcs, Texts: m.Texts})
		}
	}
	return p.ties.checker.Uses(tie.Function{Func: h, Funcs: r.Handler.Funcs, Texts: r.Handler.Texts}, middleware)
}
