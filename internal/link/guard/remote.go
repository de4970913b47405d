package guard

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// message is the request of a remote procedure: a *connect.Request or connect.AnyRequest.
type message struct{ ex *exchange }

// procedureOf returns the full name of the remote procedure behind a handler, and whether the handler implements it: a
// procedure is registered under its name, and a gateway's handler names the one that it calls.
func (t *trial) procedureOf(f *eval.Func) (name string, implements bool) {
	fn := t.graph.Func(f.ID)
	if fn == nil {
		return "", false
	}
	if n := len(fn.Results); isProcedure(t.route.Pattern) && n > 0 && t.graph.TypeOf(fn, fn.Results[n-1].Type).FullName() == "error" {
		return t.route.Pattern, true
	}
	for _, in := range fn.Instrs {
		if in.Op != summary.OpCall {
			continue
		}
		if called := calledBy(fn, in); isProcedure(called) {
			return called, false
		}
	}
	return "", false
}

// calledBy returns the name of the procedure whose call a call prepares, "" if none.
func calledBy(fn *graph.Func, in *summary.Instr) string {
	symbol := fn.Sym(in)
	e := fn.Known(symbol)
	if e == nil || e.Procedure == nil {
		return ""
	}
	i := e.Procedure.Name.Index(symbol)
	if i < 0 || i >= len(in.Args) {
		return ""
	}
	c, ok := fn.Const(in.Args[i])
	if !ok || c.Kind != summary.ConstString {
		return ""
	}
	return c.Str
}

// isProcedure reports whether s has the form /package.Service/Method.
func isProcedure(s string) bool {
	service, method, ok := strings.Cut(strings.TrimPrefix(s, "/"), "/")
	return ok && strings.HasPrefix(s, "/") && service != "" && method != "" &&
		!strings.ContainsAny(service, "{}*") && !strings.ContainsAny(method, "/{}*.")
}

// remoteParam gives interceptors and procedures the parts of a request that they ask for, nil for other types.
func (t *trial) remoteParam(name string) eval.Value {
	typ := knowledge.ContentOf(strings.TrimPrefix(name, "*"))
	switch {
	case typ == nil:
	case typ.Holds == knowledge.OfProcedure:
		return &eval.Ptr{To: &eval.Cell{V: record("FullMethod", eval.Str(t.procedure))}}
	case typ.Holds == knowledge.OfStream:
		return t.ex.self
	case typ.IsMessage():
		return &eval.Object{X: &message{t.ex}}
	}
	return nil
}

// record makes a struct of which one field is known.
func record(field string, v eval.Value) *eval.Struct {
	return &eval.Struct{Fields: map[string]*eval.Cell{field: {V: v}}}
}

// ofMessage answers calls on the request of a procedure.
func (t *trial) ofMessage(c *eval.Call, msg *message) (eval.Value, bool) {
	switch {
	case strings.HasSuffix(c.Callee, ".Header"):
		return &eval.Object{X: &headers{msg.ex}}, true
	case strings.HasSuffix(c.Callee, ".Spec"):
		return record("Procedure", eval.Str(t.procedure)), true
	}
	return nil, false
}

// Key takes the unknown key with which middleware asks a table of procedures for that of the route: nothing else in a
// request is found there.
func (t *trial) Key(_ *eval.Machine, table *eval.Map) eval.Value {
	if t.procedure == "" || len(table.Keys) == 0 {
		return nil
	}
	for _, k := range table.Keys {
		if s, ok := eval.Text(k); !ok || !isProcedure(s) {
			return nil
		}
	}
	return eval.Str(t.procedure)
}

// replied notes what a procedure returned: without an error it is an answer, with one a refusal.
func (t *trial) replied(v eval.Value) {
	failure := v
	if vals, ok := v.(eval.Tuple); ok && len(vals) > 0 {
		failure = vals[len(vals)-1]
	}
	isNil, notNil := eval.IsNil(failure)
	if isNil {
		t.answers = append(t.answers, t.event(nil))
		t.gets(goal{kind: toAnswer})
	}
	if notNil {
		t.noteRefusal(len(t.chain))
	}
}

// statusOfError returns the status with which a library answers an error of its own kind that a handler returns, 0 if v is
// none.
func (t *trial) statusOfError(v eval.Value) int {
	if vals, ok := v.(eval.Tuple); ok && len(vals) > 0 {
		v = vals[len(vals)-1]
	}
	made := madeFrom(v)
	if made == nil || made.From == "" {
		return 0
	}
	e := t.graph.Known(made.From)
	if e == nil || e.Response == nil || !e.Response.Makes {
		return 0
	}
	status := e.Response.Code
	if i := e.Response.Status.Index(made.From); i >= 0 && i < len(made.Args) {
		status, _ = operandInt(made.Args[i])
	}
	if status > 0 && status < 100 {
		return statusOf(status)
	}
	return status
}

// statusOf translates the codes of gRPC into those of HTTP.
func statusOf(code int) int {
	switch code {
	case 5: // NotFound
		return 404
	case 7: // PermissionDenied
		return 403
	case 8: // ResourceExhausted
		return 429
	case 14: // Unavailable
		return 503
	case 16: // Unauthenticated
		return 401
	}
	return 400
}
