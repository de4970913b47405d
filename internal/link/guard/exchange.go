package guard

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
)

// exchange is a request and its answer, as frameworks hand them to middleware and handlers.
type exchange struct {
	request *eval.Cell // holds the *eval.Object of the present *request
	answer  *eval.Cell // status of the answer, as eval.Int
	since   *eval.Cell // number of conditions that held when the status was set, as eval.Int
	values  map[string]*eval.Cell
	writer  *eval.Object
	self    *eval.Object
	given   *eval.Cell // holds what elements are given for self: a value of the program's around it, if middleware made one
	path    string     // as the client wrote it
	method  string
}

// The foreign objects of a request; each is the X of an eval.Object.
type (
	// request is a *http.Request.
	request struct {
		ex  *exchange
		ctx eval.Value
	}
	// ctxNode is a context.Context; key and val are nil for the root.
	ctxNode struct {
		ex       *exchange
		parent   *ctxNode
		key, val eval.Value
	}
	// headers is the header of a request.
	headers struct{ ex *exchange }
	// address is the URL of a request.
	address struct{ ex *exchange }
	// query holds the parameters of the URL.
	query struct{ ex *exchange }
	// writer is a http.ResponseWriter.
	writer struct{ ex *exchange }
	// next is what comes after a middleware.
	next struct {
		t     *trial
		index int
	}
	// nobody is the session, token or principal of an anonymous request: an object that holds nothing.
	nobody struct{}
)

func newExchange(t *trial) *exchange {
	ex := &exchange{values: map[string]*eval.Cell{}, path: concretePath(t.route.Path), method: eval.Hole}
	if len(t.route.Methods) == 1 {
		ex.method = t.route.Methods[0]
	}
	root := &eval.Object{X: &ctxNode{ex: ex}}
	ex.request = &eval.Cell{V: &eval.Object{X: &request{ex, root}}}
	ex.answer, ex.since = &eval.Cell{V: eval.Int(0)}, &eval.Cell{V: eval.Int(0)}
	ex.writer = &eval.Object{X: &writer{ex}}
	ex.self = &eval.Object{X: ex}
	ex.given = &eval.Cell{V: ex.self}
	return ex
}

// concretePath writes a route's path with holes for what the client chooses.
func concretePath(path string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(path, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		if name != "$" {
			b.WriteString(eval.Hole)
		}
		path = after
	}
}

// seen returns a path as the running element of the chain sees it: handlers before it may have cut something off.
func (t *trial) seen(path string) string {
	cut := t.route.Cut
	if t.idx < len(t.chain) {
		cut = t.chain[t.idx].Cut
	}
	for range cut {
		_, rest, ok := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		if !ok {
			return ""
		}
		path = "/" + rest
	}
	return path
}

// status returns the status of the answer on the present path, 0 if none was set.
func (ex *exchange) status(m *eval.Machine) int {
	if n, ok := ex.answer.V.(eval.Int); ok {
		return int(n)
	}
	return 0
}

// current returns the present request.
func (ex *exchange) current() *request {
	if r, ok := objectOf(ex.request.V).(*request); ok {
		return r
	}
	return &request{ex, &eval.Object{X: &ctxNode{ex: ex}}}
}

// context returns the context of the present request.
func (ex *exchange) context() eval.Value {
	if ctx := contextOf(ex.request.V); ctx != nil {
		return ctx
	}
	return ex.current().ctx
}

// contextOf returns the context of a request, which may be one of several. It is there whoever calls; what it holds may not.
func contextOf(v eval.Value) eval.Value {
	var all []eval.Value
	for _, alt := range eval.Alternatives(v) {
		if r, ok := objectOf(alt).(*request); ok {
			all = append(all, r.ctx)
		}
	}
	return eval.OneOf(all, 0)
}

// next is what element i hands on to.
func (t *trial) next(i int) eval.Value { return &eval.Object{X: &next{t, i}} }

// objectOf returns the foreign object behind a value on some path, as a request is that was replaced on others.
func objectOf(v eval.Value) any {
	x, _ := eval.ObjectOnPath[any](v)
	return x
}

// exchangeOf returns the exchange that an object belongs to.
func exchangeOf(v eval.Value) *exchange {
	switch x := objectOf(v).(type) {
	case *exchange:
		return x
	case *request:
		return x.ex
	case *ctxNode:
		return x.ex
	case *writer:
		return x.ex
	case *headers:
		return x.ex
	case *message:
		return x.ex
	}
	return nil
}

// Param gives functions that the trial calls the parts of the request that they ask for.
func (t *trial) Param(m *eval.Machine, typ graph.Type) eval.Value {
	name := ""
	if typ.IsKnown() {
		name = typ.Name
	}
	switch {
	case name == "net/http.ResponseWriter":
		return t.ex.writer
	case name == "*net/http.Request":
		return t.ex.request.V
	case name == "context.Context":
		return t.ex.context()
	case name == "net/http.Handler", name == "net/http.HandlerFunc":
		if t.idx < len(t.chain) {
			return t.next(t.idx + 1)
		}
	case knowledge.IsExchange(name) && strings.HasPrefix(name, "*"):
		return t.ex.self
	case knowledge.IsExchange(name):
		return t.ex.given.V
	}
	if v := t.remoteParam(name); v != nil {
		return v
	}
	if strings.HasPrefix(name, "*") && t.idx == len(t.chain) {
		if in := t.bound(typ.Element()); in != nil {
			t.sought = true
			return &eval.Ptr{To: &eval.Cell{Type: in.Type, V: in}}
		}
	}
	return &eval.Unknown{Type: typ, Deps: eval.DepInput, NonNil: strings.HasPrefix(name, "*")}
}

// arguments makes the arguments for a handler or middleware function.
func (t *trial) arguments(fn *graph.Func, f *eval.Func) []eval.Value {
	var args []eval.Value
	from := 0
	if f.Bound {
		args, from = append(args, f.Recv), 1
	}
	for _, p := range fn.Params[from:fn.NParams] {
		args = append(args, t.Param(t.m, t.graph.TypeOf(fn, p.Type)))
	}
	if t.idx < len(t.chain) && t.chain[t.idx].Shape == knowledge.NextArg && len(args) > 0 {
		args[len(args)-1] = t.next(t.idx + 1)
	}
	return args
}
