package flow

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// A request may be one that the program got or one that it sends; both have the same type. own tells them apart by who made
// them: what all callers of a function make with a client's library is their own.
type own struct {
	t    *Tracer
	seen map[variable]bool
}

type variable struct {
	fn  *graph.Func
	ref summary.Ref
}

// isOwnRequest reports whether a request is one that the program sends.
func (t *Tracer) isOwnRequest(b *body, request summary.Ref) bool {
	v := variable{b.Func, request}
	is, ok := t.ownRequests[v]
	if !ok {
		is = (&own{t, map[variable]bool{}}).made(b, request)
		t.ownRequests[v] = is
	}
	return is
}

// maxOwners bounds the variables that are looked at to find out who made a request.
const maxOwners = 200

// made reports whether the program itself made all that ref may be.
func (o *own) made(b *body, ref summary.Ref) bool {
	v := variable{b.Func, ref}
	if o.seen[v] {
		return true // a loop adds nothing
	}
	o.seen[v] = true
	if len(o.seen) > maxOwners {
		return false
	}
	if i, ok := b.isParam(ref); ok {
		return o.given(b, i)
	}
	d := b.def(ref)
	if d.Instr == nil {
		return false
	}
	switch d.Op {
	case summary.OpExtract:
		return d.N == 0 && o.made(b, d.Args[0])
	case summary.OpPhi:
		return !slices.ContainsFunc(d.Args, func(a summary.Ref) bool { return !o.made(b, a) })
	case summary.OpCall, summary.OpInvoke:
		return o.returned(b, graph.Site{Caller: b.Func, Block: d.block, Index: d.index})
	}
	return false
}

// given reports whether all callers of a function made what they give it.
func (o *own) given(b *body, param int) bool {
	if hasOne(b.Func, b.Params, "net/http.ResponseWriter") {
		return false // a handler
	}
	if hasOne(b.Func, b.Results, "*net/http.Response") {
		return true // a transport or client: it answers with the response to what it is given
	}
	callers := o.t.g.Callers(b.ID)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(s graph.Site) bool {
		args := s.Instr().Args
		return param >= len(args) || !o.made(o.t.body(s.Caller), args[param])
	})
}

// returned reports whether a call returns a request that the program made.
func (o *own) returned(b *body, s graph.Site) bool {
	if e := b.Known(b.Sym(s.Instr())); e != nil {
		return e.Fetch != nil || e.Pass != nil && e.Pass.Do == knowledge.WithCtx && o.made(b, s.Instr().Args[0])
	}
	callees := o.t.g.Callees(s)
	return len(callees) > 0 && !slices.ContainsFunc(callees, func(f *graph.Func) bool {
		return slices.ContainsFunc(o.t.body(f).returns, func(x exit) bool { return len(x.instr.Args) == 0 || !o.made(o.t.body(f), x.instr.Args[0]) })
	})
}

func hasOne(f *graph.Func, params []summary.Param, name string) bool {
	return slices.ContainsFunc(params, func(p summary.Param) bool { return f.TypeOf(p.Type).FullName() == name })
}
