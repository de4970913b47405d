package flow

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

const (
	maxFrames  = 6000   // parameters that one query follows to their callers
	maxTaken   = 300000 // origins that one query looks at on its way there
	maxCallers = 2000   // callers of one function that one query visits
)

// open is a parameter whose value a caller must say.
type open struct {
	Origin
	calls []graph.Site // the chain of the function that was asked about, as far as it is known
	above int          // how many of calls lie above the parameter's function; -1 if it does not run under calls
}

// origins answers n in the function itself and then, parameter by parameter, in its callers.
func (t *Tracer) origins(p *Policy, calls []graph.Site, n node) []Origin {
	return t.resolve(p, calls, n, func(Origin) bool { return true })
}

// all reports whether every origin of n is as wanted. It stops at the first that is not.
func (t *Tracer) all(p *Policy, n node, wanted func(Origin) bool) bool {
	ok := true
	t.resolve(p, nil, n, func(o Origin) bool {
		ok = ok && wanted(o)
		return ok
	})
	return ok
}

// resolve is origins as long as more says so.
func (t *Tracer) resolve(p *Policy, calls []graph.Site, n node, more func(Origin) bool) []Origin {
	r := &resolution{Tracer: t, search: t.newSearch(p), seen: map[node]bool{}, found: map[handed]bool{}, top: n.b.Func, more: more}
	granted := r.search.budget
	defer func() { t.charge(p, n, granted, r.search.budget) }()
	r.take(r.search.answer(n), open{calls: calls, above: len(calls)})
	for len(r.queue) > 0 && !r.done {
		o := r.queue[0]
		r.queue = r.queue[1:]
		r.climb(o)
	}
	return r.out
}

// handed is an origin, and the call that hands it down if that matters.
type handed struct {
	identity
	by graph.Site
}

type resolution struct {
	*Tracer
	search *search
	top    *graph.Func
	queue  []open
	seen   map[node]bool
	found  map[handed]bool
	frames int
	taken  int
	out    []Origin
	more   func(Origin) bool // whether another origin is wanted
	done   bool
}

// take sorts the answer of a search that ran for from: parameters are asked on, the rest is part of the result.
func (r *resolution) take(origins []found, from open) {
	for _, f := range origins {
		if r.done {
			return
		}
		if r.taken++; r.taken > maxTaken {
			r.search.budget = 0
			r.finish(open{Origin: Origin{Kind: Exhausted, Fn: f.Fn, Ref: f.Ref, Path: f.Path, Pos: f.Pos}, above: -1})
			return
		}
		o := f.origin()
		if from.trail != nil {
			o.trail = &trail{sub: o.trail, up: from.trail}
			if o.trail.sub == nil {
				o.trail = from.trail
			}
		}
		o.Weak, o.Apart = o.Weak || from.Weak, o.Apart || from.Apart || from.above < 0
		next := open{Origin: o, calls: from.calls, above: from.above}
		if o.Kind != Param {
			r.finish(next)
			continue
		}
		n := node{b: r.body(o.Fn), ref: o.Ref, path: o.Path}
		if r.seen[n] {
			continue
		}
		r.seen[n] = true
		r.queue = append(r.queue, next)
	}
}

func (r *resolution) finish(o open) {
	if o.above >= 0 {
		o.Calls = o.calls
		o.Chain = o.calls[:o.above]
	}
	id := handed{identity: o.identity()}
	if n := len(o.Chain); r.search.policy.Callers && n < len(o.Calls) {
		id.by = o.Calls[n]
	}
	if !r.found[id] {
		r.found[id] = true
		r.out = append(r.out, o.Origin)
		r.done = !r.more(o.Origin)
	}
}

// frame is the function that runs under the first n calls of a chain.
func (r *resolution) frame(calls []graph.Site, n int) *graph.Func {
	if n < len(calls) {
		return calls[n].Caller
	}
	return r.top
}

// climb follows a parameter to its function's caller: the one in the chain, else all.
func (r *resolution) climb(o open) {
	for n := o.above; n > 0; n-- {
		if r.frame(o.calls, n) == o.Fn {
			o.above = n - 1
			if !r.argument(o, o.calls[n-1]) {
				r.unfilled(o)
			}
			return
		}
	}
	sites := slices.Concat(r.g.Callers(o.Fn.ID), r.dynamicCallers(o.Fn.ID))
	if len(sites) > maxCallers {
		sites = sites[:maxCallers]
	}
	filled := false
	for _, s := range sites {
		if r.done {
			return
		}
		if s.Instr().Op == summary.OpInvoke && manyFaces(s.Caller.Sym(s.Instr())) {
			continue
		}
		if r.frames++; r.frames > maxFrames || r.search.budget <= 0 {
			o.Kind = Exhausted
			r.finish(o)
			return
		}
		up := o
		if o.above == 0 && r.frame(o.calls, 0) == o.Fn {
			up.calls = append([]graph.Site{s}, o.calls...)
		} else {
			up.above = -1
		}
		filled = r.argument(up, s) || filled
	}
	if !filled {
		r.unfilled(o)
	}
}

// argument follows a parameter into a call of its function. It reports false if the call does not show the argument.
func (r *resolution) argument(o open, s graph.Site) bool {
	arg, ok := r.argumentRef(o, s)
	if !ok {
		return false
	}
	caller := r.body(s.Caller)
	in := s.Instr()
	if o.Ref.N() == 0 && o.Fn.HasRecv && in.Op == summary.OpInvoke && o.Path != "" {
		return false // the receiver is some object of an interface: its fields are known by type
	}
	at := use{caller, s.Block}
	if r.search.policy.Guards && caller.isAllowed(r.Tracer, aimAt(r.search.policy.Sink), arg, s.Block) {
		o.Kind, o.Name = Safe, "allow-list"
		r.finish(o)
		return true
	}
	up := o
	up.trail = &trail{step: Step{Kind: StepCall, Fn: s.Caller, Pos: in.Pos, Text: "passed to " + o.Fn.Name}, up: o.trail}
	r.take(r.search.answer(node{b: caller, ref: arg, path: o.Path, use: r.search.policy.note(at)}), up)
	return true
}

// argumentRef returns the operand of a call that fills a parameter.
func (r *resolution) argumentRef(o open, s graph.Site) (summary.Ref, bool) {
	in := s.Instr()
	i := o.Ref.N()
	if in.Op == summary.OpCallValue {
		args := in.Args[1:]
		if o.Fn.HasRecv && len(args) < o.Fn.NParams {
			i--
		}
		if i < 0 || i >= len(args) {
			return 0, false
		}
		return args[i], true
	}
	if i >= len(in.Args) || !runs(s, o.Fn) {
		return 0, false
	}
	return in.Args[i], true
}

// runs reports whether a call is one of f, rather than one that hands f to foreign code.
func runs(s graph.Site, f *graph.Func) bool {
	name := s.Caller.Sym(s.Instr())
	return name == f.ID || strings.HasSuffix(name, ")"+f.ID[strings.LastIndexByte(f.ID, '.'):])
}

// unfilled ends at a parameter that nobody in the program fills: the fields of a receiver are what the program stores in
// fields of that type, the rest is the parameter itself or the request.
func (r *resolution) unfilled(o open) {
	b := r.body(o.Fn)
	t := b.typeOf(o.Ref).Deref()
	whole := knowledge.ContentOf(typeKey(t))
	isRequest := whole != nil && whole.Holds == knowledge.OfRequest
	if t.IsKnown() && t.Local && o.Fn.HasRecv && o.Ref.N() == 0 && r.stored(o, typeKey(t), o.Path) {
		return
	}
	if own, path, ok := o.Path.asType(); ok && isRequest && r.stored(o, own, path) { // the program's own context around the library's
		return
	}
	o.Pos = o.Fn.Pos
	if in, ok := r.callbacks()[o.Fn.ID]; ok && slices.Contains(in.params, o.Ref.N()-b.receivers()) {
		given := inputOrigin(b, graph.Site{}, in.Input, o.Path)
		o.Kind, o.Part, o.Name = given.Kind, given.Part, given.Name
		first, _ := o.Path.Split()
		if f, ok := t.Field(first); ok {
			if part, name, ok := knowledge.TaggedPart(f.Tag); ok {
				o.Part, o.Name = string(part), name
			}
		}
		if len(in.params) > 1 { // name and password, as http.Request.BasicAuth returns them
			o.Path = o.Path.In(tuple(slices.Index(in.params, o.Ref.N()-b.receivers())))
		}
	} else if isRequest {
		o.Kind, o.Part, o.Name = Request, string(whole.Part), ""
	} else if _, ok := t.Method("ProtoReflect"); ok {
		o.Kind, o.Part, o.Name = Request, "body", o.Path.fields()
	}
	r.finish(o)
}

// stored ends at what the program stores in the field that path begins with, of objects of a type. It reports false if it begins
// with none.
func (r *resolution) stored(o open, owner string, path Path) bool {
	first, rest := path.Split()
	if !names(first) {
		return false
	}
	w := r.search.walk()
	defer w.end()
	w.fieldWrites(item{node: node{b: r.body(o.Fn), ref: o.Ref, path: o.Path}, apart: true}, owner+"."+first, rest)
	for w.done < len(w.queue) {
		w.step()
	}
	o.above = -1
	r.take(w.origins, o)
	return true
}

func (b *body) receivers() int {
	if b.HasRecv {
		return 1
	}
	return 0
}

// callback is what a library fills the parameters of a function with.
type callback struct {
	*knowledge.Input
	params []int
}

// credential is what the functions get that a guard asks.
var credential = &knowledge.Input{Part: knowledge.InHeader}

// callbacks finds the functions that the program hands to libraries which fill their parameters, by ID.
func (t *Tracer) callbacks() map[string]callback {
	if t.handed != nil {
		return t.handed
	}
	t.handed = map[string]callback{}
	for f := range t.g.Funcs {
		b := t.body(f)
		for s := range f.Instrs {
			e := t.known(s)
			if e == nil {
				continue
			}
			if k := e.Input; k != nil {
				if ref, ok := operand(s, k.Callback); ok {
					t.hand(b, ref, callback{k, []int{k.Nth}})
				}
			}
			if k := e.Guard; k != nil {
				if ref, ok := operand(s, k.Asks); ok && k.AsksField == "" {
					t.hand(b, ref, callback{credential, k.Gets})
				} else if ok {
					t.handField(b, ref, k)
				}
			}
		}
	}
	return t.handed
}

func (t *Tracer) hand(b *body, ref summary.Ref, to callback) {
	if id, ok := b.functionID(ref); ok {
		t.handed[id] = to
	}
}

// handField hands a credential to the functions that b stores in the field of a configuration.
func (t *Tracer) handField(b *body, config summary.Ref, k *knowledge.Guard) {
	of := b.typeOf(config).Deref()
	if u := of.Underlying(); u.IsKnown() && u.Kind == summary.KindSlice {
		of = u.Element() // of a variadic parameter
	}
	for _, in := range b.Instrs {
		if in.Op != summary.OpStore {
			continue
		}
		field := b.def(in.Args[0])
		if field.Instr == nil || field.Op != summary.OpFieldAddr || b.Sym(field.Instr) != k.AsksField {
			continue
		}
		if t.g.TypeOf(b.Func, field.XType).Name == of.Name {
			t.hand(b, in.Args[1], callback{credential, k.Gets})
		}
	}
}
