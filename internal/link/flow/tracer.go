// Package flow answers where values come from. It searches the program backwards from a value, on demand, over the
// portable bodies of all packages: through assignments, fields, calls, closures, interfaces and the functions that the
// knowledge tables describe.
package flow

import (
	"slices"
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Tracer answers questions about one program. It is safe for concurrent use; its answers depend on the program alone.
type Tracer struct {
	g *graph.Graph

	mu        sync.Mutex
	bodies    map[*graph.Func]*body
	ix        *index
	memo      map[*Policy]map[node][]found
	entries   map[string]*knowledge.Entry
	shapes    map[string]*knowledge.Entry
	dynamic   map[string][]graph.Site      // see dynamicCallers
	called    map[graph.Site][]*graph.Func // by calls of function values
	puts      map[string][]remote
	tagChecks *bool // see checksTags
	handed    map[string]callback
	edges     map[*graph.Func][]edge
	roles     map[*Role]map[*graph.Func]bool
	spent     map[*Policy]int // steps, see budget.go
	ended     []*walk
	// ownRequests tells which variables hold requests that the program sends.
	ownRequests map[variable]bool
	gaveUp      []GivenUp
}

// New returns a tracer for the program of g.
func New(g *graph.Graph) *Tracer {
	return &Tracer{
		g: g, bodies: map[*graph.Func]*body{}, memo: map[*Policy]map[node][]found{}, entries: map[string]*knowledge.Entry{},
		shapes: map[string]*knowledge.Entry{}, edges: map[*graph.Func][]edge{}, roles: map[*Role]map[*graph.Func]bool{}, spent: map[*Policy]int{},
		ownRequests: map[variable]bool{},
	}
}

// Forget drops the answers that t remembers, which most of its memory holds. What later queries ask for the first time costs as
// much as before.
func (t *Tracer) Forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.memo)
}

// Graph returns the graph of the program.
func (t *Tracer) Graph() *graph.Graph { return t.g }

func (t *Tracer) body(f *graph.Func) *body {
	b := t.bodies[f]
	if b == nil {
		b = newBody(t.g, f)
		t.bodies[f] = b
	}
	return b
}

// bodyByID returns the body of the function with an ID, nil if it has none here.
func (t *Tracer) bodyByID(id string) *body {
	if f := t.g.Func(id); f != nil {
		return t.body(f)
	}
	return nil
}

func (t *Tracer) index() *index {
	if t.ix == nil {
		t.ix = newIndex(t.g, t.body)
	}
	return t.ix
}

// Known returns what the tables know about the function that a call names, nil if nothing. Calls through interfaces of the
// program that have the methods of a database handle count as calls of one.
func (t *Tracer) Known(s graph.Site) *knowledge.Entry {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.known(s)
}

func (t *Tracer) known(s graph.Site) *knowledge.Entry {
	in := s.Instr()
	if in.Op != summary.OpCall && in.Op != summary.OpInvoke {
		return nil
	}
	name := s.Caller.Sym(in)
	e := t.lookup(name)
	if e == nil && in.Op == summary.OpInvoke {
		return t.handleShape(s, name)
	}
	return e
}

// lookup returns what the tables know about a symbol of a library.
func (t *Tracer) lookup(symbol string) *knowledge.Entry {
	e, ok := t.entries[symbol]
	if !ok {
		if t.g.Func(symbol) == nil {
			e = t.g.Known(symbol)
		}
		t.entries[symbol] = e
	}
	return e
}

// Operand returns the operand of a call that a table means by a.
func Operand(s graph.Site, a knowledge.Arg) (summary.Ref, bool) { return operand(s, a) }

// ConstText returns the text of a constant operand of f, also behind conversions.
func (t *Tracer) ConstText(f *graph.Func, ref summary.Ref) (string, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.body(f).constText(ref)
}

// Elements returns the elements of a list that is written out, as for a variadic parameter; nil if it is not.
func (t *Tracer) Elements(f *graph.Func, list summary.Ref) []summary.Ref {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.body(f).listed(list)
}

// TypeOf returns the type of an operand of f.
func (t *Tracer) TypeOf(f *graph.Func, ref summary.Ref) graph.Type {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.body(f).typeOf(ref)
}

// Def returns the instruction of f that defines ref and its place, nil if ref is a parameter, constant or the like.
func (t *Tracer) Def(f *graph.Func, ref summary.Ref) (*summary.Instr, graph.Site) {
	t.mu.Lock()
	defer t.mu.Unlock()
	d := t.body(f).def(ref)
	return d.Instr, graph.Site{Caller: f, Block: d.block, Index: d.index}
}

// Origins returns where the part path of the value ref of f comes from. Calls is the chain under which f runs, outermost
// call first and the call of f last; parameters take the values that the chain gives them. Where the chain ends, parameters
// take those of all callers, and a parameter that nobody in the program fills is an origin itself. The order of the
// answer is that of discovery, nearest first.
func (t *Tracer) Origins(p *Policy, calls []graph.Site, f *graph.Func, ref summary.Ref, path Path) []Origin {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.origins(p, calls, node{b: t.body(f), ref: ref, path: path})
}

// Local returns where the part path of a value comes from as far as its function and those below it tell: a parameter is an
// origin, whoever fills it. It is cheaper than Origins, and what it finds holds for all callers.
func (t *Tracer) Local(p *Policy, f *graph.Func, ref summary.Ref, path Path) []Origin {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.local(p, node{b: t.body(f), ref: ref, path: path})
}

func (t *Tracer) local(p *Policy, n node) []Origin {
	s := t.newSearch(p)
	granted := s.budget
	defer func() { t.charge(p, n, granted, s.budget) }()
	answer := s.answer(n)
	list := make([]Origin, len(answer))
	for i, f := range answer {
		list[i] = f.origin()
	}
	return list
}

// IsValue reports whether the function with an ID is used as a value, so that code which is not seen may call it.
func (t *Tracer) IsValue(id string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.index().taken[id]) > 0
}

// HasMain reports whether a module has a program, so that its functions have all their callers in sight.
func (t *Tracer) HasMain(module string) bool {
	return slices.ContainsFunc(t.g.Packages, func(p *summary.Package) bool { return p.Module == module && p.Name == "main" })
}

// handleShape recognises a method of a database handle, such as QueryContext(ctx, query, args...), on an interface that
// the program declares for itself.
func (t *Tracer) handleShape(s graph.Site, name string) *knowledge.Entry {
	if e, ok := t.shapes[name]; ok {
		return e
	}
	var e *knowledge.Entry
	method := name[strings.LastIndexByte(name, '.')+1:]
	if do, ok := handleMethods[method]; ok {
		e = shapeOf(t.body(s.Caller), s, do)
	}
	t.shapes[name] = e
	return e
}

var handleMethods = map[string]knowledge.Access{
	"Query": knowledge.ByText, "QueryRow": knowledge.ByText, "Exec": knowledge.ByText, "Prepare": knowledge.ByText,
	"QueryContext": knowledge.ByText, "QueryRowContext": knowledge.ByText, "ExecContext": knowledge.ByText,
	"PrepareContext": knowledge.ByText, "Queryx": knowledge.ByText, "QueryRowx": knowledge.ByText, "QueryxContext": knowledge.ByText,
	"QueryRowxContext": knowledge.ByText, "Get": knowledge.ByText, "Select": knowledge.ByText,
	"GetContext": knowledge.ByText, "SelectContext": knowledge.ByText, "NamedExecContext": knowledge.ByText, "MustExec": knowledge.ByText,
}

// shapeOf reads the signature of a method: ([ctx], [dest,] query string, args ...any).
func shapeOf(b *body, s graph.Site, do knowledge.Access) *knowledge.Entry {
	var text knowledge.Arg
	var into knowledge.Arg
	args := s.Instr().Args[1:]
	for i, a := range args {
		u := b.typeOf(a).Underlying()
		if u.IsKnown() && u.Kind == summary.KindBasic && u.Name == "string" {
			text = knowledge.Arg0 + knowledge.Arg(i)
			break
		}
		if u.IsKnown() && u.Kind == summary.KindInterface && len(u.Methods) == 0 {
			into = knowledge.Arg0 + knowledge.Arg(i)
		}
	}
	if text == knowledge.None {
		return nil
	}
	params := text + 1
	last := int(params - knowledge.Arg0)
	if last < len(args) {
		u := b.typeOf(args[last]).Underlying()
		if !u.IsKnown() || u.Kind != summary.KindSlice || len(args) != last+1 {
			return nil
		}
	} else if name := b.Sym(s.Instr()); !strings.HasSuffix(name, ".Prepare") && !strings.HasSuffix(name, ".PrepareContext") {
		return nil
	}
	return &knowledge.Entry{Query: &knowledge.Query{Do: do, Text: text, Params: params, Into: into}}
}

// maxFaces bounds the functions that one call of a function value may run. A call that runs more, as those of predicates in
// generated stores do, says nothing of any of them.
const maxFaces = 200

// dynamicCallers lists the calls of function values that may run the function with an ID.
func (t *Tracer) dynamicCallers(id string) []graph.Site {
	if t.dynamic == nil {
		t.dynamic = map[string][]graph.Site{} // while it is made, calls of function values have no callees
		all := map[string][]graph.Site{}
		t.called = map[graph.Site][]*graph.Func{}
		for _, s := range t.index().values {
			origins := t.origins(Functions, nil, node{b: t.body(s.Caller), ref: s.Instr().Args[0]})
			if len(origins) > maxFaces {
				continue
			}
			for _, o := range origins {
				if f := t.g.Func(o.Name); o.Kind == Func && f != nil {
					all[o.Name] = append(all[o.Name], s)
					t.called[s] = append(t.called[s], f)
				}
			}
		}
		for id := range all {
			all[id] = slices.Compact(all[id])
		}
		t.dynamic = all
	}
	return t.dynamic[id]
}
