// Package wiring runs a program's start-up abstractly and records what it does to its routers. The result is the route
// table, with the values of middleware and handlers as the program built them: closures with their bindings, handlers
// with their services.
package wiring

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/summary"
)

// App is one started program: a main package, or the functions that no main package reaches.
type App struct {
	Main     string // import path of the main package, "" for the rest
	Machine  *eval.Machine
	Routes   []route.Route
	Problems []route.Problem
	Starved  bool // the start-up was too long to be followed to its end

	world *world
}

// startFuel bounds the start-up of one program, in instructions.
const startFuel = 6_000_000

// Start runs every main package of g, then what none of them reached. Where one of them has routes, packages that are part of no
// program are left out.
func Start(g *graph.Graph) []*App {
	reach := relevant(g)
	visited := map[string]bool{}
	var apps []*App
	for _, p := range g.Packages {
		if main := g.Func(p.Path + ".main"); p.Name == "main" && main != nil {
			apps = append(apps, start(g, reach, p.Path, []*graph.Func{main}, visited))
		}
	}
	rest := unreached(g, reach, visited)
	if len(apps) > 0 {
		rest = slices.DeleteFunc(rest, func(f *graph.Func) bool { return offered(g, f) })
	}
	if slices.ContainsFunc(apps, func(a *App) bool { return len(a.Routes) > 0 }) {
		rest = slices.DeleteFunc(rest, func(f *graph.Func) bool { return !g.IsLinked(f.Pkg.Path) })
	}
	if len(rest) > 0 {
		apps = append(apps, start(g, reach, "", rest, visited))
	}
	return apps
}

// offered reports whether f is generated code that only generated code calls, if any does: a way to register routes that
// the program has not taken.
func offered(g *graph.Graph, f *graph.Func) bool {
	return f.Generated() &&
		!slices.ContainsFunc(g.Callers(f.ID), func(s graph.Site) bool { return !s.Caller.Generated() })
}

// start runs roots in a world of their own.
func start(g *graph.Graph, reach *relevance, main string, roots []*graph.Func, visited map[string]bool) *App {
	w := &world{graph: g, reach: reach, objects: map[any]*eval.Object{}, spans: map[eval.Value]graph.Site{}, next: map[route.Value][]route.Value{}}
	m := eval.New(g, w)
	w.machine = m
	w.table = route.NewTable(w)
	w.table.Known = g.Known
	m.Refuel(startFuel)
	if main != "" {
		for _, pkg := range reach.initializers {
			m.Init(pkg)
		}
	}
	for _, root := range roots {
		if main == "" && m.Visited(root.ID) {
			continue // another root has called it
		}
		m.Run(root, nil, nil, nil)
	}
	w.settle()
	app := &App{Main: main, Machine: m, Routes: w.table.Routes(), Problems: w.table.Problems, Starved: m.Starved(), world: w}
	for f := range g.Funcs {
		if m.Visited(f.ID) {
			visited[f.ID] = true
		}
	}
	return app
}

// unreached lists the relevant functions that no program has run, callers before callees, so that as little as possible
// starts from unknown values.
func unreached(g *graph.Graph, reach *relevance, visited map[string]bool) []*graph.Func {
	var roots, others []*graph.Func
	for f := range g.Funcs {
		if !reach.funcs[f.ID] || visited[f.ID] || f.Outer != "" || strings.HasSuffix(f.ID, ".init") {
			continue
		}
		if slices.ContainsFunc(g.Callers(f.ID), func(s graph.Site) bool { return reach.funcs[s.Caller.ID] && s.Caller.ID != f.ID }) {
			others = append(others, f)
		} else {
			roots = append(roots, f)
		}
	}
	return append(roots, others...)
}

// Object returns the router, handler or chain behind a value of the app's machine, nil if it is none.
func (a *App) Object(v eval.Value) route.Object { return a.world.Object(v) }

// world gives foreign calls their meaning while a program starts.
type world struct {
	graph   *graph.Graph
	reach   *relevance
	machine *eval.Machine
	table   *route.Table
	call    *eval.Call // the call being applied to the table
	objects map[any]*eval.Object
	spans   map[eval.Value]graph.Site
	escaped []escape
	probe   *probe
	next    map[route.Value][]route.Value // what probes have found
	depth   int
	di      container
}

// Param makes a router for a parameter that wants one, so that what is registered on it is not lost.
func (w *world) Param(m *eval.Machine, t graph.Type) eval.Value {
	if family, ok := routerFamily(t); ok && w.probe == nil {
		return w.object(w.table.Unknown(family, finding.Place{}))
	}
	return &eval.Unknown{Type: t, Deps: eval.DepConfig, NonNil: isPointer(t)}
}

func isPointer(t graph.Type) bool {
	u := t.Underlying()
	return u.IsKnown() && u.Kind == summary.KindPointer
}

// Select drops the outcomes in which a function fails, and joins the others: a start-up that fails serves nobody.
func (w *world) Select(m *eval.Machine, outcomes []eval.Outcome) ([]eval.Outcome, bool) {
	var fine []eval.Outcome
	for _, o := range outcomes {
		if !failed(o.Val) {
			o.Val = w.hopeful(o.Val)
			fine = append(fine, o)
		}
	}
	if len(fine) == 0 {
		for _, o := range outcomes {
			o.Val = forgiven(o.Val)
			fine = append(fine, o)
		}
	}
	return fine, false
}

// hopeful replaces errors of which nothing is known by nil.
func (w *world) hopeful(v eval.Value) eval.Value {
	switch x := v.(type) {
	case eval.Tuple:
		if n := len(x); n > 0 {
			out := slices.Clone(x)
			out[n-1] = w.hopeful(out[n-1])
			return out
		}
	case *eval.Unknown:
		if x.Type.FullName() == "error" && !x.NonNil {
			return eval.Nil{}
		}
	}
	return v
}

// forgiven is the result of a function that always fails, as far as can be seen, as if it had succeeded: what it needs
// may be there when the program really runs.
func forgiven(v eval.Value) eval.Value {
	t, ok := v.(eval.Tuple)
	if !ok {
		return eval.Nil{}
	}
	out := make(eval.Tuple, len(t))
	for i, x := range t[:len(t)-1] {
		if isNil, _ := eval.IsNil(x); isNil {
			x = &eval.Unknown{Deps: eval.DepConfig, NonNil: true}
		}
		out[i] = x
	}
	out[len(t)-1] = eval.Nil{}
	return out
}

// failed reports whether the last result of a function is an error that is not nil.
func failed(v eval.Value) bool {
	if t, ok := v.(eval.Tuple); ok {
		return len(t) > 0 && failed(t[len(t)-1])
	}
	switch x := plain(v).(type) {
	case *eval.Unknown:
		return x.NonNil && x.Type.FullName() == "error"
	case *eval.Iface:
		_, isError := x.Type.Deref().Method("Error")
		return isError
	}
	return false
}

// irrelevantBudget bounds calls that cannot register anything: they are run for the values that they return.
const irrelevantBudget = 20_000

// Budget keeps functions that register nothing from using up the fuel.
func (w *world) Budget(fn *graph.Func) int {
	if w.reach.funcs[fn.ID] {
		return 0
	}
	return irrelevantBudget
}

// Cut is without effect: what is missing of a start-up is missing from the table.
func (w *world) Cut(*eval.Machine) {}

// Panic is without effect: a start-up that fails serves nobody.
func (w *world) Panic(*eval.Machine) {}

// LoadField leaves fields of foreign objects to the objects.
func (w *world) LoadField(*eval.Machine, eval.FieldOf) eval.Value { return nil }

// Key leaves unknown keys unknown.
func (w *world) Key(*eval.Machine, *eval.Map) eval.Value { return nil }

// StoreField does to routers what their fields are for.
func (w *world) StoreField(_ *eval.Machine, f eval.FieldOf, v eval.Value) {
	router, ok := f.Of.(*route.Router)
	if !ok || w.probe != nil {
		return
	}
	symbol := strings.TrimLeft(f.Type.FullName(), "*") + "." + f.Name
	if e := w.graph.Known(symbol); e != nil && e.Router != nil {
		w.table.Apply(route.Call{
			Symbol: symbol, Op: e.Router, Recv: w.object(router), Args: []route.Value{plain(v)},
			Place: f.At.In.Place(f.At.Pos), When: w.when(),
		})
	}
}

// object returns the machine's value for an object of package route; there is one for each.
func (w *world) object(x any) *eval.Object {
	o := w.objects[x]
	if o == nil {
		o = &eval.Object{X: x}
		w.objects[x] = o
	}
	return o
}
