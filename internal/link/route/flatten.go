package route

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
)

// Routes returns the rows of the table: those of each server in the order in which they were made, then those of routers
// that nobody serves.
func (t *Table) Routes() []Route {
	f := flattener{table: t, machine: t.machine, reached: map[*Router]bool{}}
	for _, s := range t.servers {
		f.serve(s)
	}
	for _, r := range t.roots {
		if !f.reached[r] {
			f.rows = append(f.rows, f.router(way{under: everything, when: r.when}, r)...)
		}
	}
	rows := possible(f.rows)
	for i := range rows {
		rows[i].settle()
	}
	return rows
}

// flattener walks from servers to handlers.
type flattener struct {
	table   *Table
	machine Machine
	reached map[*Router]bool
	rows    []Route
}

// way is what a request has passed when it reaches a handler.
type way struct {
	middleware []Attached
	inside     []Attached
	under      pattern  // the paths that get here
	methods    []string // likewise; empty: all
	host       string
	cut        pattern  // what handlers on the way cut off the path
	routed     *pattern // what the routers of family cut off for their own kind
	carrier    pattern  // what the entry leads to, for routers that it carries
	family     *knowledge.Family

	entry  *entry // the registration that leads here
	raw    string // its pattern as written, below what was cut off
	when   When
	server finding.Place
	seen   []Value // routers and handlers on the way, against those that pass requests on to themselves
}

func (f *flattener) serve(s server) {
	w := way{under: everything, when: s.when, server: s.place}
	if s.handler == nil {
		f.rows = append(f.rows, Route{Path: "/", Subtree: true, Place: s.place, Server: s.place, When: s.when,
			Unresolved: "the handler of the server is not known"})
		return
	}
	f.rows = append(f.rows, f.handler(w, s.handler)...)
}

// handler returns the rows behind a handler.
func (f *flattener) handler(w way, v Value) []Route {
	if v == nil {
		return []Route{w.row(nil)}
	}
	choices := f.machine.Choices(v)
	if len(choices) > 1 {
		return f.choices(w, choices)
	}
	switch obj := f.machine.Object(v).(type) {
	case *Router:
		return f.router(w, obj.root)
	case *Handler:
		return f.wrapped(w, obj)
	case *Chain:
		if obj.Handler == nil {
			return []Route{w.with(obj.Middleware...).row(nil)}
		}
		return f.handler(w.with(obj.Middleware...), obj.Handler)
	}
	return f.opaque(w, v)
}

// plainSyntax is that of paths rather than patterns.
var plainSyntax = &knowledge.Family{Syntax: knowledge.ServeMuxSyntax}

// wrapped returns the rows behind a handler that a library made.
func (f *flattener) wrapped(w way, h *Handler) []Route {
	if !w.enter(h) {
		return nil
	}
	w = w.with(h.Wrappers...)
	if h.only != "" {
		var ok bool
		if w.under, ok = meet(w.under, parsePattern(plainSyntax, h.only, false).below(w.cut)); !ok {
			return nil
		}
		w.raw, w.family = h.only, h.family
	}
	if h.strips {
		w.cut = parsePattern(plainSyntax, strings.TrimRight(h.strip, "/"), false).below(w.cut).trimmed()
	}
	if h.Inner == nil {
		row := w.row(h)
		row.Handler, row.Row = nil, firstRow(row.Row, h.Row) // the library answers by itself
		return []Route{row}
	}
	return f.handler(w, h.Inner)
}

// trimmed drops a final slash and the end of an open pattern.
func (p pattern) trimmed() pattern {
	for len(p.segs) > 0 && p.segs[len(p.segs)-1] == "" {
		p.segs = p.segs[:len(p.segs)-1]
	}
	return pattern{segs: p.segs}
}

func firstRow(rows ...knowledge.Row) knowledge.Row {
	for _, r := range rows {
		if r != knowledge.Ordinary {
			return r
		}
	}
	return knowledge.Ordinary
}

// opaque returns the rows behind a handler of the program. One that passes requests on is a middleware around what it
// passes them to: if that is a single handler, or leads to routers.
func (f *flattener) opaque(w way, v Value) []Route {
	next := f.machine.Next(v)
	single := len(next) == 1
	if !single && !f.leadsToRouter(v, map[Value]bool{}) || !w.enter(v) {
		return []Route{w.row(v)}
	}
	inner := w.with(Attached{Value: v, Place: w.place(), Kind: Wrapper, Shape: knowledge.Closed, when: w.when})
	var rows []Route
	for _, n := range next {
		rows = joinWays(rows, f.handler(inner, n), len(inner.middleware))
	}
	return rows
}

// leadsToRouter reports whether there is a router behind the handler v.
func (f *flattener) leadsToRouter(v Value, seen map[Value]bool) bool {
	if v == nil || seen[v] || len(seen) >= maxDepth {
		return false
	}
	seen[v] = true
	switch obj := f.machine.Object(v).(type) {
	case *Router:
		return true
	case *Handler:
		return obj.only != "" || f.leadsToRouter(obj.Inner, seen)
	case *Chain:
		return f.leadsToRouter(obj.Handler, seen)
	}
	return slices.ContainsFunc(f.machine.Next(v), func(n Value) bool { return f.leadsToRouter(n, seen) })
}

// maxDepth bounds how many handlers deep we look, against an interpreter that makes new ones at each look.
const maxDepth = 64

// enter notes that the way leads through v; it is false if it did already.
func (w *way) enter(v Value) bool {
	if slices.Contains(w.seen, v) || len(w.seen) >= maxDepth {
		return false
	}
	w.seen = append(slices.Clip(w.seen), v)
	return true
}

// router returns the rows of a router.
func (f *flattener) router(w way, r *Router) []Route {
	if !w.enter(r) {
		return nil
	}
	f.reached[r] = true
	if r.family.Stacked {
		return f.stacked(w, r)
	}
	base := w.base(r)
	var rows []Route
	for _, e := range r.entries {
		p := f.parse(r.family, e)
		inner, ok := w.into(e, p.below(base), r)
		inner.raw = rawBelow(base, inner.raw)
		if !ok {
			continue
		}
		below := f.handler(inner, e.handler)
		rows = append(rows, f.notShadowed(r, e, below, base)...)
	}
	if len(rows) == 0 && w.entry != nil && len(r.entries) > 0 {
		row := w.row(r)
		row.Unresolved = "no route of the router is below this path"
		rows = append(rows, row)
	}
	return rows
}

// base returns what a router of family does not see of the path.
func (w way) base(r *Router) pattern {
	if r.carried && w.entry != nil && w.entry.mount {
		return w.carrier
	}
	if w.routed != nil && w.family == r.family {
		return *w.routed
	}
	return w.cut
}

// parse returns the pattern of an entry, after taking method and host from it where the syntax has them there.
func (f *flattener) parse(family *knowledge.Family, e *entry) pattern {
	_, _, path := splitPattern(family, e.raw)
	return parsePattern(family, path, e.open)
}

// splitPattern splits "METHOD host/path".
func splitPattern(family *knowledge.Family, raw string) (method, host, path string) {
	switch family.Syntax {
	case knowledge.ServeMuxSyntax, knowledge.ChiSyntax:
	default:
		return "", "", raw
	}
	if i := strings.IndexAny(raw, " \t"); i >= 0 {
		method, raw = raw[:i], strings.TrimLeft(raw[i+1:], " \t")
	}
	if family.Syntax == knowledge.ServeMuxSyntax {
		if i := strings.IndexByte(raw, '/'); i > 0 {
			host, raw = raw[:i], raw[i:]
		}
	}
	return method, host, raw
}

// into returns the way through an entry whose public pattern is p; ok is false if no request gets there.
func (w way) into(e *entry, p pattern, r *Router) (inner way, ok bool) {
	method, host, path := splitPattern(r.family, e.raw)
	methods := e.methods
	if method != "" {
		methods = []string{strings.ToUpper(method)}
	}
	inner = w.with(e.outer...).with(r.levelsOf(e)...).with(e.middleware()...)
	inner.inside = r.at(knowledge.Inside)
	if inner.methods, ok = meetMethods(w.methods, methods); !ok {
		return w, false
	}
	if inner.under, ok = meet(w.under, p); !ok {
		return w, false
	}
	inner.host = firstOf(e.host, host, w.host)
	inner.carrier = p.trimmed()
	inner.entry, inner.raw = e, "/"+strings.TrimPrefix(path, "/")
	inner.family, inner.when = r.family, slices.Concat(w.when, e.when)
	if e.mount && r.family.Relative {
		cut := p.trimmed()
		inner.routed = &cut
	}
	return inner, true
}

// rawBelow writes the pattern of a router that sees paths without base.
func rawBelow(base pattern, raw string) string {
	if len(base.segs) == 0 {
		return raw
	}
	return base.String() + raw
}

// levelsOf returns the middleware of the root that requests of e meet.
func (r *Router) levelsOf(e *entry) []Attached {
	if e.bare {
		return nil
	}
	return join(r.at(knowledge.Pre), r.at(knowledge.Global), r.levels[e.level])
}

// middleware returns what a request meets between the root's middleware and the handler of e.
func (e *entry) middleware() []Attached {
	if e.bare {
		return e.before
	}
	if e.on.family.Routes == knowledge.Copy && !e.fallback {
		return join(e.chain, e.before)
	}
	return join(e.on.rootAttached(), e.before)
}

// rootAttached returns the middleware of the group as it is at the end. That of the root of an inline group comes first.
func (r *Router) rootAttached() []Attached {
	if r.parent != nil && r.family.Groups == knowledge.Copy {
		return join(r.root.own, r.attached())
	}
	return r.attached()
}

// meetMethods returns the methods in both lists, of which an empty one has all.
func meetMethods(a, b []string) ([]string, bool) {
	switch {
	case len(a) == 0:
		return b, true
	case len(b) == 0:
		return a, true
	}
	var both []string
	for _, m := range a {
		if slices.Contains(b, m) || m == "HEAD" && slices.Contains(b, "GET") {
			both = append(both, m)
		}
	}
	return both, len(both) > 0
}

// with returns the way after further middleware.
func (w way) with(mws ...Attached) way {
	w.middleware = slices.Concat(w.middleware, mws)
	for i := len(w.middleware) - len(mws); i < len(w.middleware); i++ {
		w.middleware[i].Cut = len(w.cut.segs)
	}
	return w
}

func (w way) place() finding.Place {
	if w.entry != nil {
		return w.entry.place
	}
	return w.server
}

// row returns the row of the handler v at the end of the way.
func (w way) row(v Value) Route {
	row := Route{
		Methods: w.methods, Host: w.host, Pattern: w.raw, Middleware: w.middleware, Handler: v, Cut: len(w.cut.segs), Place: w.place(),
		Inside: w.inside, When: w.when, Server: w.server, Path: w.under.String(), Subtree: w.under.open != closed,
		pattern: w.under, entry: w.entry,
	}
	if w.family != nil {
		row.Family = w.family.Name
	}
	if w.entry != nil {
		row.Row, row.Unresolved = w.entry.row, w.entry.unresolved
		if w.entry.spec != nil {
			row.Spec = w.entry.spec
			row.Config = append(row.Config, w.entry.spec)
		}
		row.Config = append(row.Config, w.entry.on.root.made...)
		row.Assumed = w.entry.on.root.assumed
	}
	if !w.under.known() {
		row.Unresolved = firstOf(row.Unresolved, "the path is not constant")
	}
	if v == nil && row.Row == knowledge.Ordinary {
		row.Unresolved = firstOf(row.Unresolved, "the handler is not known")
	}
	return row
}
