package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/guard"
	"github.com/apilint/apilint/internal/link/purpose"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/link/wiring"
	"github.com/apilint/apilint/internal/summary"
)

// Route is an endpoint of the service.
type Route struct {
	Methods    []string // sorted; empty: every method
	Host       string
	Path       string // parameters as {name}, wildcards as {name...}, unknown parts as {?}
	Subtree    bool   // answers everything below Path too
	Row        knowledge.Row
	Handler    Function
	Place      finding.Place // of the registration
	Generated  bool          // the registration is written in a generated file
	Middleware []Middleware  // in order of execution
	Auth       Auth
	Limits     Limits
	Served     bool            // some server of the program serves it
	Server     finding.Place   // where that server is started
	Unresolved string          // why the row is incomplete, "" if it is not
	Main       string          // import path of the program that registers it, "" if none does
	Purpose    purpose.Purpose // what it is for, if that makes it public by design

	introducer string // the middleware that tells handlers who calls, if the route is open
	exempt     bool   // a guard that is always there may let everybody reach it, under some configuration
}

// Name is the route as people write it: "GET /orders/{id}".
func (r *Route) Name() string {
	method := "ANY"
	if len(r.Methods) > 0 {
		method = strings.Join(r.Methods, ",")
	}
	return method + " " + r.Path
}

// Function is a function of the program or of a library.
type Function struct {
	ID    string // full name, "" if it is not known
	Name  string // for people: "Handler.Show"
	Place finding.Place
	// Known is the full name by which people know it: that of the function that a wrapper was given to answer with, or of the
	// variable that a literal is the value of; else it is ID. Name and Place are those of that function.
	Known string
	// Generated: it is written in a generated file.
	Generated bool
	// Funcs and Texts are the functions, by full name, and the texts that a function value holds; both sorted.
	Funcs, Texts []string
}

// Middleware stands between a client and a handler.
type Middleware struct {
	Function
	Attached    finding.Place
	Kind        route.Kind
	Conditional bool // it is not always there
}

// AuthState says whether a caller must prove who it is.
type AuthState = guard.State

// The states of authentication.
const (
	AuthRequired = guard.Required
	AuthOptional = guard.Optional
	AuthNone     = guard.None
	AuthUnknown  = guard.Unknown
)

// Auth says what a caller must prove.
type Auth struct {
	State       AuthState
	By          string // what demands it: a middleware's or the handler's name
	ByHandler   bool
	Place       finding.Place // where it is demanded, or where the doubt is
	Conditional bool          // configuration can switch it off
	Role        string        // the roles or permissions that a caller must have, "" if it may be anyone
	Why         string        // explains guard.Unknown
	// Declared is the reason given where the route is declared public, "" if it is not; DeclaredAt is the directive.
	Declared   string
	DeclaredAt finding.Place
	Denies     bool          // some known callers are told that they may not, whatever decides about that
	Privileged bool          // who has Role may see and change everybody's objects
	Data       finding.Place // where an anonymous caller first gets to stored data, if that is known
	Verifies   bool          // the handler itself checks a credential of the request's body

	roles []string // that a caller must have, before it is known which of them set anybody apart
}

// Note says what could not be resolved.
type Note struct {
	Place finding.Place
	Text  string
}

// Routes returns the endpoints in order of path, method and place.
func (p *Program) Routes() []*Route {
	p.routesOnce.Do(p.findRoutes)
	return p.routes
}

// Notes returns what could not be resolved so far: about routes once somebody has asked for them, and by the queries that
// rules have made.
func (p *Program) Notes() []Note {
	var notes []Note
	if p.routed.Load() {
		notes = slices.Clone(p.notes)
	}
	for _, g := range p.Flow.GivenUp() {
		notes = append(notes, Note(g))
	}
	return notes
}

func (p *Program) findRoutes() {
	var rows []row
	for _, app := range wiring.Start(p.Graph) {
		for i := range app.Routes {
			rows = append(rows, row{p.describe(app, &app.Routes[i]), app, &app.Routes[i]})
		}
		for _, problem := range app.Problems {
			p.notes = append(p.notes, Note(problem))
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return compareRoutes(a.out, b.out) })
	court := guard.NewCourt(p.Graph)
	p.routes = p.judged(court, certain(rows))
	p.notes = p.openNotes()
	for _, n := range court.Notes() {
		p.notes = append(p.notes, Note(n))
	}
	settleExempt(p.routes)
	nameRoles(p.routes)
	for _, r := range p.routes {
		p.Options.declare(r)
	}
	p.routed.Store(true)
}

// openNotes drops the notes on places of which a route is known after all: what no program reaches is run with unknown
// routers.
func (p *Program) openNotes() []Note {
	known := map[finding.Place]bool{}
	for _, r := range p.routes {
		known[r.Place] = true
	}
	var open []Note
	for _, n := range p.notes {
		if !known[n.Place] && !slices.Contains(open, n) {
			open = append(open, n)
		}
	}
	return open
}

func compareRoutes(a, b *Route) int {
	return cmp.Or(
		strings.Compare(a.Path, b.Path),
		slices.Compare(a.Methods, b.Methods),
		a.Place.Compare(b.Place),
		strings.Compare(a.Handler.ID, b.Handler.ID),
	)
}

// registration identifies what a row stands for, wherever its router is mounted.
type registration struct {
	place   finding.Place
	handler string
}

// row is a route with what it was made from.
type row struct {
	out   *Route
	app   *wiring.App
	route *route.Route
}

// certain drops rows of routers that nobody serves, or below an unknown prefix, of which another row knows more.
func certain(rows []row) []row {
	best := map[registration]int{}
	for _, r := range rows {
		key := registration{r.out.Place, r.out.Handler.ID}
		best[key] = max(best[key], r.out.certainty())
	}
	return slices.DeleteFunc(rows, func(r row) bool {
		return r.out.certainty() < best[registration{r.out.Place, r.out.Handler.ID}]
	})
}

// judged judges routes and drops rows that several programs register alike.
func (p *Program) judged(court *guard.Court, rows []row) []*Route {
	public := p.publicDirectives()
	var kept []*Route
	var last guard.State // of the newest that is kept
	for _, r := range rows {
		now := court.State(r.app, r.route)
		if n := len(kept); n > 0 && compareRoutes(kept[n-1], r.out) == 0 && kept[n-1].Host == r.out.Host && last == now {
			continue
		}
		last = now
		p.judge(r, court.Judge(r.app, r.route), public)
		kept = append(kept, r.out)
	}
	return kept
}

// certainty ranks what is known of where a route is: served by a program, registered under a known path, or neither.
func (r *Route) certainty() int {
	switch {
	case strings.Contains(r.Path, "{?}"):
		return 1
	case !r.Served:
		return 2
	}
	return 3
}

// describe names the parts of a route.
func (p *Program) describe(app *wiring.App, r *route.Route) *Route {
	out := &Route{
		Methods: r.Methods, Host: r.Host, Path: r.Path, Subtree: r.Subtree, Row: r.Row, Place: r.Place,
		Served: r.Server.IsValid(), Server: r.Server, Unresolved: r.Unresolved, Main: app.Main,
		Generated: p.generated(r.Place),
		Handler:   p.handler(app, r.Handler),
	}
	for i := range r.Middleware {
		a := &r.Middleware[i]
		out.Middleware = append(out.Middleware, Middleware{
			Function: p.function(app, a.Value, a.Symbol), Attached: a.Place, Kind: a.Kind, Conditional: a.Conditional,
		})
	}
	if p.strange(r, &out.Handler) {
		out.Unresolved = "nothing is known of " + out.Handler.Name + ", which made the handler of the server"
	}
	out.Purpose = p.purposes.Of(r.Row, r.Methods, r.Path, out.Handler.Known)
	return out
}

// strange reports whether a server has its handler from a library of which nothing is known: routes may be behind it.
func (p *Program) strange(r *route.Route, handler *Function) bool {
	return r.Place == r.Server && r.Row == knowledge.Ordinary && handler.ID != "" && p.Graph.Func(handler.ID) == nil
}

// doubt tells why a route cannot be called open although nothing on its way that can be seen demands authentication, "" if it
// can.
func (p *Program) doubt(r row) string {
	switch {
	case r.route.Assumed:
		return "what is before the router is not known"
	case r.out.Unresolved != "" && p.Graph.Func(r.out.Handler.ID) == nil:
		return r.out.Unresolved
	}
	return ""
}

// judge puts a verdict into words.
func (p *Program) judge(r row, v guard.Verdict, public directives) {
	out, chain := r.out, r.out.Middleware
	out.Auth = Auth{
		State: v.State, Place: v.Place, Conditional: v.Conditional, roles: v.Roles, Denies: v.Denies, Why: v.Why, Data: v.Data, Verifies: v.Verifies,
	}
	if doubt := p.doubt(r); doubt != "" && (v.State == AuthNone || v.State == AuthOptional) {
		out.Auth.State, out.Auth.Why = AuthUnknown, doubt
	}
	out.exempt = v.Exempt
	out.Limits = p.limits(out, r.route, v.Limits)
	if v.Introducer < len(chain) {
		out.introducer = chain[v.Introducer].Name
	}
	if d, ok := public.covering(out.Place, out.Handler.Place); ok {
		out.Auth.Declared, out.Auth.DeclaredAt = d.reason, d.at
	}
	admits := out.Purpose == purpose.Login || out.Purpose == purpose.Account || out.Purpose == purpose.Logout
	if admits && v.By == len(chain) && !purpose.Named(out.Methods, out.Path) {
		out.Purpose, admits = purpose.None, false // whoever must be known to get a token is not logging in
	}
	switch {
	case admits && (v.By == len(chain) || v.State == AuthOptional && !introduces(chain, v.Introducer)):
		out.Auth.State, out.Auth.Place = AuthNone, finding.Place{} // it looks at credentials, and refuses: that is its work
	case v.By == len(chain):
		out.Auth.By, out.Auth.ByHandler = out.Handler.Name, true
	case v.By >= 0:
		out.Auth.By = chain[v.By].Name
	}
}

// introduces reports whether middleware i of a route tells its handlers who calls, and not those of the whole program.
func introduces(chain []Middleware, i int) bool {
	return i < len(chain) && (chain[i].Kind == route.OnGroup || chain[i].Kind == route.OnRoute)
}

// handler names the function behind a handler value: of a wrapper, the one that it was given.
func (p *Program) handler(app *wiring.App, v eval.Value) Function {
	f := p.function(app, v, "")
	if inner := p.wrapped(v); inner != nil {
		f.Known, f.Name, f.Place, f.Generated = inner.ID, inner.Name, inner.Place(inner.Pos), inner.Generated()
	}
	if fn := p.Graph.Func(f.Known); fn != nil {
		if v := p.variable(fn); v != "" {
			f.Known, f.Name = v, shortName(v)[strings.IndexByte(shortName(v), '.')+1:]
		}
	}
	return f
}

// function names the function behind a handler or middleware value.
func (p *Program) function(app *wiring.App, v eval.Value, symbol string) Function {
	id := symbol
	if id == "" {
		id = guard.FunctionName(app.Machine, v)
	}
	f := Function{ID: id, Known: id, Name: shortName(id)}
	f.Funcs, f.Texts = p.held(v)
	if fn := p.Graph.Func(id); fn != nil {
		f.Name, f.Place, f.Generated = fn.Name, fn.Place(fn.Pos), fn.Generated()
	}
	return f
}

var withoutReceiver = strings.NewReplacer("(", "", ")", "", "*", "")

// shortName drops the folders of import paths from a function's full name.
func shortName(id string) string {
	if i := strings.LastIndexByte(id, '/'); i >= 0 {
		id = id[i+1:]
	}
	return withoutReceiver.Replace(id)
}

// directives finds the //apilint:public directives by place.
type directives map[string][]publicRange

type publicRange struct {
	first, last int
	reason      string
	at          finding.Place
}

func (p *Program) publicDirectives() directives {
	d := directives{}
	for _, pkg := range p.Packages {
		for _, dir := range pkg.Directives {
			if dir.Kind == summary.DirectivePublic && dir.Reason != "" {
				at := graph.Place(pkg, dir.Pos)
				key := at.Module + "|" + at.File
				d[key] = append(d[key], publicRange{int(dir.First), int(dir.Last), dir.Reason, at})
			}
		}
	}
	return d
}

// covering returns the directive that covers one of several places.
func (d directives) covering(places ...finding.Place) (publicRange, bool) {
	for _, pl := range places {
		for _, r := range d[pl.Module+"|"+pl.File] {
			if r.first <= pl.Line && pl.Line <= r.last {
				return r, true
			}
		}
	}
	return publicRange{}, false
}
