// Package access reads what a program's calls of data libraries load, change and delete, and by which values they choose
// the objects: from the text of statements, the calls on a query builder, documents, keys and structs alike.
package access

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// Frame is a function that runs under a chain of calls, the outermost first.
type Frame struct {
	Calls []graph.Site
	Fn    *graph.Func
}

// Value is a value in a frame, or the part Path of it.
type Value struct {
	Frame
	Ref  summary.Ref
	Path flow.Path
}

// Access is a call that runs a query, or an instruction that does the same with a map in memory.
type Access struct {
	Frame
	Site  graph.Site // of the call or instruction, in Fn
	Op    knowledge.Access
	Many  bool          // it reads as many objects as match
	Table *object.Table // whose objects they are, nil if that is not known
	Preds []Pred
	Set   []Pred // columns that it writes
	// Open tells that the query has parts that are not known: there may be more predicates.
	Open bool
	// Upsert tells that it makes the object if there is none. It replaces another one if its path names that.
	Upsert bool
	// Always tells that the query succeeds whether or not there are such objects: it counts them, or another result says it.
	Always bool
	Text   string // the statement, if there is one
	// Session tells that the statement sets a variable of the connection, which policies of the database may compare with rows.
	Session bool
	// Needs are the parameters of the outermost function, or of one around a closure, that hold parts of the query.
	Needs []Need
}

// Need is a parameter that may hold a part of a query: text, a builder, conditions, a type. Index is TypeArgument for the
// latter.
type Need struct {
	Fn    *graph.Func
	Index int
}

// TypeArgument stands for a type that the callers of a generic function choose.
const TypeArgument = -1

// Pred is a condition on a column: the objects have one of Values there, or what the query itself says if there are none.
type Pred struct {
	Table  *object.Table // nil if not known
	Column string        // "" if not known
	Key    bool          // the primary key
	Equal  bool
	Or     bool // one of several alternatives
	// Group is the number of the disjunction around it that a statement writes, 0 if there is none; Alone tells that the
	// predicate is a whole alternative of it.
	Group  int
	Alone  bool
	Values []Value
	// Part tells that the column is written as a field of an object, among others that are not told apart.
	Part bool
}

// Reader reads the accesses of a program. It is not safe for concurrent use.
type Reader struct {
	t       *flow.Tracer
	objects *object.Model
	policy  *flow.Policy

	// lists and written hold what is known of values during one question: a list or text that grows on many branches is
	// reached by exponentially many ways.
	lists   map[spot]elements
	written map[spot][]string
	needs   []Need // parameters at which the question ended
}

// spot is a register of a function at a depth of the chain of calls.
type spot struct {
	place
	depth int
}

func (v Value) spot() spot { return spot{place{v.Fn, v.Ref}, len(v.Calls)} }

type elements struct {
	values []Value
	known  bool
}

// begin forgets what was known during the last question.
func (r *Reader) begin() {
	r.lists, r.written, r.needs = map[spot]elements{}, map[spot][]string{}, nil
}

// NewReader returns a reader for the program of t. Policy tells where values come from.
func NewReader(t *flow.Tracer, objects *object.Model, policy *flow.Policy) *Reader {
	r := &Reader{t: t, objects: objects, policy: policy}
	r.begin()
	return r
}

// At returns the access that an instruction in a frame makes, nil if it makes none. It is still ByText if callers know the
// statement.
func (r *Reader) At(fr Frame, s graph.Site) *Access {
	if k, ok := r.objects.Kept(s); ok {
		return r.inMemory(fr, s, k)
	}
	e := r.t.Known(s)
	if e == nil || e.Query == nil || e.Query.Do == knowledge.Build || e.Query.Renders {
		return nil
	}
	r.begin()
	q := &query{Reader: r, out: &Access{Frame: fr, Site: s, Op: e.Query.Do, Many: r.readsMany(s, e.Query)}, byText: e.Query.Do == knowledge.ByText, seen: map[place]bool{}}
	q.call(fr, s, e.Query)
	q.receiver(Value{Frame: fr, Ref: receiverOf(s)})
	if q.out.Op == knowledge.ByText && len(r.needs) == 0 {
		return nil // no statement, or one that neither reads nor writes
	}
	q.finish()
	q.out.Needs = slices.Clone(r.needs)
	return q.out
}

// readsMany reports whether a call reads as many objects as match.
func (r *Reader) readsMany(s graph.Site, k *knowledge.Query) bool {
	into, ok := flow.Operand(s, k.Into)
	if !k.Single || !ok {
		return k.Many
	}
	if in, _ := r.t.Def(s.Caller, into); in != nil && in.Op == summary.OpMakeIface {
		into = in.Args[0]
	}
	u := r.t.TypeOf(s.Caller, into).Deref().Underlying()
	return k.Many && !(u.IsKnown() && u.Kind == summary.KindStruct)
}

// Adds reports whether the value that a caller gives to a parameter says anything about a query, and which parameters of the
// caller may say more.
func (r *Reader) Adds(v Value) (bool, []Need) {
	r.begin()
	v = r.resolve(v)
	if _, ok := r.param(v); ok {
		return false, slices.Clone(r.needs)
	}
	adds := false
	switch u := r.t.TypeOf(v.Fn, v.Ref).Underlying(); {
	case !u.IsKnown() || u.Kind == summary.KindBasic:
		adds = slices.ContainsFunc(r.texts(v, 0), func(text string) bool { return text != sqltext.Hole })
	case u.Kind == summary.KindPointer || u.Kind == summary.KindStruct || u.Kind == summary.KindInterface && len(u.Methods) > 0:
		q := &query{Reader: r, out: &Access{Frame: v.Frame}, seen: map[place]bool{}}
		q.receiver(v)
		adds = q.out.Table != nil || q.out.Open || len(q.out.Preds)+len(q.params)+len(q.late) > 0
	default:
		adds = true
	}
	return adds, slices.Clone(r.needs)
}

// Runs reports whether an instruction runs queries, whatever they are, or gets at what is kept in memory. It is cheap.
func (r *Reader) Runs(s graph.Site) bool {
	switch s.Instr().Op {
	case summary.OpLookup, summary.OpMapUpdate, summary.OpBuiltin:
		_, ok := r.objects.Kept(s)
		return ok
	case summary.OpCall, summary.OpInvoke:
		e := r.t.Known(s)
		if e == nil {
			return false
		}
		if e.Keep != nil {
			_, ok := r.objects.Kept(s)
			return ok
		}
		return e.Query != nil && e.Query.Do != knowledge.Build && !e.Query.Renders
	}
	return false
}

// receiverOf returns the receiver of a method call, the zero Ref for other calls.
func receiverOf(s graph.Site) summary.Ref {
	in := s.Instr()
	if len(in.Args) > 0 && (in.Op == summary.OpInvoke || in.Op == summary.OpCall && s.Caller.Sym(in)[0] == '(') {
		return in.Args[0]
	}
	return 0
}
