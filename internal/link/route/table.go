package route

import (
	"fmt"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
)

// Table collects the routers of a program and where it serves them.
type Table struct {
	Problems []Problem
	// Known returns what is known about a function or variable of a library; by default what the tables of package
	// knowledge say.
	Known func(symbol string) *knowledge.Entry

	machine Machine
	globals map[string]*Router // singletons by the name of their variable
	roots   []*Router          // in order of creation
	servers []server
}

// server is a place where requests come in.
type server struct {
	handler Value
	place   finding.Place
	when    When
}

// NewTable returns an empty table that reads values through m.
func NewTable(m Machine) *Table {
	return &Table{Known: knowledge.Lookup, machine: m, globals: map[string]*Router{}}
}

// Global returns the router that is the value of a library's variable, nil if the variable is not known to hold one.
func (t *Table) Global(symbol string) Object {
	if r := t.globals[symbol]; r != nil {
		return r
	}
	e := t.Known(symbol)
	if e == nil || e.Router == nil || e.Router.Op != knowledge.New {
		return nil
	}
	r := t.newRouter(knowledge.Families[e.Router.Family], Call{})
	t.globals[symbol] = r
	return r
}

// Zero returns a router that is the zero value of the type called typeName, nil if there is none.
func (t *Table) Zero(typeName string, place finding.Place, when When) Object {
	e := knowledge.LookupType(typeName)
	if e == nil || !e.Zero {
		return nil
	}
	return t.newRouter(knowledge.Families[e.Family], Call{Place: place, When: when})
}

func (t *Table) newRouter(f *knowledge.Family, c Call) *Router {
	r := &Router{family: f, made: c.Args, place: c.Place, when: c.When}
	r.root = r
	t.roots = append(t.roots, r)
	return r
}

// Apply does what the call means and returns its first result, nil if it has none that matters.
func (t *Table) Apply(c Call) Value {
	o := operands{t, t.machine, c}
	switch c.Op.Op {
	case knowledge.New:
		return o.create()
	case knowledge.Group:
		return o.group()
	case knowledge.Use:
		return o.use()
	case knowledge.Mount:
		return o.mount()
	case knowledge.Handle, knowledge.Fallback:
		return o.handle()
	case knowledge.Match:
		return o.match()
	case knowledge.Attach:
		return o.attach()
	case knowledge.Wrap:
		return o.wrap()
	case knowledge.Leaf:
		return &Handler{Row: c.Op.Row, place: c.Place}
	case knowledge.Chain:
		return o.chain()
	case knowledge.Then:
		return o.then()
	case knowledge.Option:
		return o.option()
	case knowledge.Same:
		return o.target()
	case knowledge.Serve:
		o.serve()
		return nil
	case knowledge.Under:
		return o.setPrefix()
	case knowledge.Batch:
		return o.batch()
	case knowledge.Service:
		return o.service()
	case knowledge.Opcodes:
		return o.opcodes()
	}
	panic(fmt.Sprintf("route: operation %q", c.Op.Op))
}

// Decorate returns the handler that the middleware fn makes of inner, for calls of middleware that the interpreter cannot
// look into: those that libraries made.
func (t *Table) Decorate(fn Value, symbol string, inner Value, place finding.Place, when When) Value {
	a := Attached{Value: fn, Symbol: symbol, Place: place, Kind: Wrapper, Shape: knowledge.Decorator, when: when}
	return &Handler{Inner: inner, Wrappers: []Attached{a}, place: place}
}

// Behind returns the handler of which each request meets the decorators fns, the first one first, before inner.
func (t *Table) Behind(fns []Value, inner Value, place finding.Place, when When) Value {
	if len(fns) == 0 {
		return inner
	}
	h := &Handler{Inner: inner, place: place}
	for _, fn := range fns {
		h.Wrappers = append(h.Wrappers, Attached{Value: fn, Place: place, Kind: OnRoute, Shape: knowledge.Decorator, when: when})
	}
	return h
}

// serve notes where requests come in.
func (o operands) serve() {
	op := o.call.Op
	h := o.arg(op.Handler)
	if op.Spec != knowledge.None {
		h, _ = o.machine.Field(o.arg(op.Spec), op.Fields.Handler)
	}
	if op.Global != "" && (h == nil || o.machine.IsNil(h)) {
		h = o.table.Global(op.Global)
	}
	o.table.servers = append(o.table.servers, server{h, o.call.Place, o.call.When})
}

func (o operands) problem(format string, args ...any) {
	o.table.Problems = append(o.table.Problems, Problem{o.call.Place, fmt.Sprintf(format, args...)})
}

// firstOf returns the first text that is not empty.
func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// Unknown returns a router of which nobody knows where it is served: its paths begin with an unknown part.
func (t *Table) Unknown(family string, place finding.Place) *Router {
	r := t.newRouter(knowledge.Families[family], Call{Place: place})
	r.prefix, r.assumed = string(Unknown), true
	return r
}
