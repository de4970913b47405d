package limit

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/route"
)

// Watch notes what limits the requests of one route. A route may be executed several times, for an anonymous caller and
// for one who is known; what is seen adds up.
type Watch struct {
	graph  *graph.Graph
	route  *route.Route
	bodies knowledge.Bodies
	report Report
	body   *eval.Cell // holds the body of the present execution
}

// NewWatch returns a watch for a route.
func NewWatch(g *graph.Graph, r *route.Route) *Watch {
	w := &Watch{graph: g, route: r, report: Report{Opaque: -1}}
	if f := knowledge.Families[r.Family]; f != nil {
		w.bodies = f.Bodies
	}
	return w
}

// Report returns what was noted.
func (w *Watch) Report() Report { return w.report }

// Begin starts an execution.
func (w *Watch) Begin() { w.body = &eval.Cell{V: object(&body{limit: w.served()})} }

// Body returns the present body of the request.
func (w *Watch) Body() eval.Value { return w.body.V }

// SetBody replaces the body of the request. One that is read from memory is as large as it will ever be.
func (w *Watch) SetBody(m *eval.Machine, v eval.Value) {
	b := w.bodyIn(v, 0)
	if b == nil {
		b = &body{memory: true}
	}
	m.Set(w.body, object(b))
}

// present returns the present body, what is known of it.
func (w *Watch) present() *body {
	if b := w.bodyIn(w.body.V, 0); b != nil {
		return b
	}
	return &body{}
}

// Meets notes what a library's middleware, which is element i of the chain, does to requests. exempt says whether the
// middleware's configuration exempts the route by the field that it is told.
func (w *Watch) Meets(m *eval.Machine, i int, symbol string, exempt func(field string) bool) {
	e := w.graph.Known(symbol)
	if e == nil || e.Limit == nil {
		if e == nil && symbol != "" && w.report.Opaque < 0 && (smells(symbol) || w.applies(&w.route.Middleware[i])) {
			w.report.Opaque = i
		}
		return
	}
	l := e.Limit
	if l.Is != knowledge.Stands || l.UnlessField != "" && exempt(l.UnlessField) {
		return
	}
	a := &w.route.Middleware[i]
	found := Limit{
		By: i, Symbol: symbol, Value: amount(m, l, operandsOf(a)), Place: a.Place, Conditional: a.Conditional, Declared: l.Declared,
	}
	switch {
	case l.Of == knowledge.Rate:
		w.rate(found)
	case !found.Declared || w.present().limit == nil:
		m.Set(w.body, object(&body{limit: &found}))
	}
}

// applies reports whether a library's middleware was given functions of the program, which it may run as middleware.
func (w *Watch) applies(a *route.Attached) bool {
	return slices.ContainsFunc(operandsOf(a), func(v eval.Value) bool {
		inner, _ := eval.Strip(v)
		f, ok := inner.(*eval.Func)
		return ok && w.graph.Func(f.ID) != nil
	})
}

// Handler notes that the request gets to the handler.
func (w *Watch) Handler(i int) {
	b := w.present()
	if w.report.Body == nil {
		w.report.Body = b.limit
	}
	if w.bodies.Decodes && !b.memory && takesBody(w.route.Methods) {
		w.read(Read{By: i, Place: w.route.Place, Limit: b.limit})
	}
}

// takesBody reports whether a library decodes a body for requests with some method.
func takesBody(methods []string) bool {
	return !slices.ContainsFunc(methods, func(m string) bool { return m == "GET" || m == "HEAD" || m == "DELETE" })
}

// rate notes a limit once.
func (w *Watch) rate(l Limit) {
	for _, known := range w.report.Rates {
		if known.By == l.By {
			return
		}
	}
	w.report.Rates = append(w.report.Rates, l)
}

// read notes a read. Of several executions of one place that with the least protection counts.
func (w *Watch) read(r Read) {
	i := slices.IndexFunc(w.report.Reads, func(known Read) bool { return known.Place == r.Place })
	switch {
	case i < 0:
		w.report.Reads = append(w.report.Reads, r)
	case r.Limit == nil && w.report.Reads[i].Limit != nil:
		w.report.Reads[i] = r
	}
}

// Call notes what a call of a library function does to the body or about the rate of requests. by is the element of the
// chain that calls, carries tells values that are the request or hold it. The result is that of the call, if it matters.
func (w *Watch) Call(m *eval.Machine, c *eval.Call, by int, carries func(eval.Value) bool) (eval.Value, bool) {
	e := w.graph.Known(symbolOf(c))
	if e == nil {
		return nil, false
	}
	switch {
	case e.Reader != nil:
		return w.reader(m, c, e.Reader, by, carries)
	case e.Limit != nil:
		return w.limiter(m, c, e.Limit, by)
	case e.Input != nil:
		w.input(c, e.Input, by, carries)
	}
	return nil, false
}

// symbolOf names the library function that a call runs: some are variables.
func symbolOf(c *eval.Call) string {
	fn, _ := eval.Strip(c.Fn)
	if v, ok := fn.(*eval.Unknown); ok && c.Callee == "" && !v.Type.IsKnown() {
		return v.From
	}
	return c.Callee
}

// reader follows what happens to the body.
func (w *Watch) reader(m *eval.Machine, c *eval.Call, r *knowledge.Reader, by int, carries func(eval.Value) bool) (eval.Value, bool) {
	from := operand(c, r.From)
	b := w.bodyIn(from, 0)
	if b == nil && carries(from) {
		b = w.present()
	}
	if b == nil || b.memory {
		return nil, false
	}
	switch r.Do {
	case knowledge.Caps:
		l := &Limit{By: by, Symbol: symbolOf(c), Value: bytesOf(operand(c, r.Max)), Place: place(c)}
		return object(&body{limit: l}), true
	case knowledge.Wraps:
		return first(c, object(b)), true
	case knowledge.Unpacks:
		return first(c, object(&body{limit: b.limit, unpacks: true, unclear: b.unclear})), true
	case knowledge.Drains:
		if to := operand(c, r.To); to == nil || !w.drops(to) {
			w.reads(c, b, r.Part, by)
		}
	}
	return nil, false
}

// input notes the reads of frameworks.
func (w *Watch) input(c *eval.Call, in *knowledge.Input, by int, carries func(eval.Value) bool) {
	if in.Part != knowledge.InBody && in.Part != knowledge.InFile && in.Part != knowledge.InForm {
		return
	}
	for _, a := range c.Args {
		b := w.bodyIn(a, 0)
		if b == nil && carries(a) {
			b = w.present()
		}
		if b != nil && !b.memory {
			w.reads(c, b, in.Part, by)
			return
		}
	}
}

func (w *Watch) reads(c *eval.Call, b *body, part knowledge.Part, by int) {
	w.read(Read{
		By: by, Symbol: symbolOf(c), Part: part, Place: place(c), In: c.Site.Caller.ID, Limit: b.limit, Unpacks: b.unpacks, Unclear: b.unclear,
	})
}

// limiter marks the answers of limiters, and notes those that make the client wait.
func (w *Watch) limiter(m *eval.Machine, c *eval.Call, l *knowledge.Limit, by int) (eval.Value, bool) {
	switch l.Is {
	case knowledge.Decides:
		if by == len(w.route.Middleware) {
			w.rate(Limit{By: by, Symbol: symbolOf(c), Place: place(c)})
		}
		return eval.Label(m.Standard(c), eval.DepLimit), true
	case knowledge.Waits:
		w.rate(Limit{By: by, Symbol: c.Callee, Place: place(c)})
	case knowledge.Sets:
		found := &Limit{By: by, Symbol: c.Callee, Value: bytesOf(operand(c, l.Max)), Place: place(c)}
		m.Set(w.body, object(&body{limit: found}))
	}
	return nil, false
}

// tooMany is the status of answers to clients that call too often.
const tooMany = 429

// Refused notes that element by turns a request away: with a status, 0 if that is not known, and what it returns. lits are the
// conditions that led there.
func (w *Watch) Refused(by, status int, returned eval.Value, lits []eval.Literal, handler bool) {
	cause, decided := decidedByLimiter(lits)
	switch {
	case decided:
	case status == tooMany || w.tells(returned, 0):
		if n := len(lits); n > 0 {
			cause = lits[n-1]
		}
		if handler && w.translatesError(cause) {
			return
		}
	default:
		return
	}
	switched := slices.ContainsFunc(lits, isConfig) || !handler && w.route.Middleware[by].Conditional
	w.rate(Limit{By: by, Place: placeOf(cause), Conditional: switched})
}

// tells reports whether a result says by itself that there were too many requests: an error that a library answers with
// 429, or one of the program that holds that number.
func (w *Watch) tells(v eval.Value, depth int) bool {
	inner, _ := eval.Strip(v)
	if depth > maxNested {
		return false
	}
	switch x := inner.(type) {
	case eval.Int:
		return x == tooMany && depth > 0
	case eval.Tuple:
		return slices.ContainsFunc(x, func(v eval.Value) bool { return w.tells(v, depth) })
	case *eval.Iface:
		return w.tells(x.V, depth+1)
	case *eval.Ptr:
		return w.tells(x.To.V, depth+1)
	case *eval.Struct:
		for _, c := range x.Fields {
			if w.tells(c.V, depth+1) {
				return true
			}
		}
	case *eval.Unknown:
		e := w.graph.Known(x.From)
		return e != nil && e.Limit != nil && e.Limit.Is == knowledge.Decides && !strings.HasPrefix(x.From, "(")
	}
	return false
}

func place(c *eval.Call) finding.Place { return c.Site.Caller.Place(c.Instr.Pos) }

// smells reports whether the name of something that cannot be read lets one think of a limiter. It decides only between
// "cannot tell" and "nothing to do with it".
func smells(symbol string) bool {
	s := strings.ToLower(symbol)
	return strings.Contains(s, "limit") || strings.Contains(s, "throttle")
}
