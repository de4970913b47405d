package access

import (
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// query gathers what the calls on a query builder say about one access.
type query struct {
	*Reader
	out    *Access
	seen   map[place]bool
	byText bool     // the text says what is done
	params []Value  // of a call that runs a statement prepared before
	late   []func() // what can be said only when the table, and all calls, are known

	tells    bool // by another result than its error whether there is an object
	noFields bool // the fields of the object that the query is about are no conditions
}

// place is a register of a function.
type place struct {
	fn  *graph.Func
	ref summary.Ref
}

func (q *query) finish() {
	q.out.Always = q.tells || q.out.Op == knowledge.Probe && (q.out.Text == "" || aggregates.MatchString(q.out.Text))
	for _, f := range q.late {
		f()
	}
	for i := range q.out.Preds {
		if p := &q.out.Preds[i]; p.Table == nil {
			p.Table = q.out.Table
		}
	}
}

// aggregates matches selections that yield a row in any case.
var aggregates = regexp.MustCompile(`(?i)\b(count|exists|max|min|sum|bool_or|bool_and)\s*\(`)

// call takes what one call says.
func (q *query) call(fr Frame, s graph.Site, k *knowledge.Query) {
	params, _ := q.operandList(fr, s, k.Params)
	if k.Text == knowledge.None && k.Column == knowledge.None && len(params) > 0 {
		q.params = params
	}
	if ref, ok := flow.Operand(s, k.Table); ok {
		q.tableName(Value{Frame: fr, Ref: ref})
	}
	if ref, ok := flow.Operand(s, k.Model); ok {
		q.model(fr, ref, k)
	}
	if k.ByKey && k.Model == knowledge.None {
		q.byModelKey()
	}
	q.noFields, q.tells = q.noFields || k.NoFields, q.tells || k.Tells
	switch {
	case k.Type != "":
		q.generated(fr, s, k, params)
		return
	case k.Column == knowledge.Recv:
		q.column(fr, s, k, params)
		return
	}
	if ref, ok := flow.Operand(s, k.Text); ok && k.Table == knowledge.None {
		q.textOperand(fr, s, k, ref, params)
	} else if ref, ok := flow.Operand(s, k.Match); ok {
		q.match(Value{Frame: fr, Ref: ref}, k.Not, false)
	}
	if ref, ok := flow.Operand(s, k.Set); ok && k.Do == knowledge.Insert {
		q.references(Value{Frame: fr, Ref: ref})
	}
	if ref, ok := flow.Operand(s, k.Key); ok {
		q.add(Pred{Key: true, Equal: true, Values: []Value{{Frame: fr, Ref: ref}}})
	}
	if ref, ok := flow.Operand(s, k.Column); ok {
		for _, name := range q.texts(Value{Frame: fr, Ref: ref}, 0) {
			q.columnPred(name, params, Value{Frame: fr, Ref: ref})
		}
	}
	if k.Scopes != knowledge.None {
		scopes, _ := q.operandList(fr, s, k.Scopes)
		for _, v := range scopes {
			q.scope(s, v)
		}
	}
}

func (q *query) add(p Pred) { q.out.Preds = append(q.out.Preds, p) }

// columnPred adds column = one of values.
func (q *query) columnPred(name string, values []Value, whole Value) {
	table, column := sqlName(name)
	p := Pred{Column: column, Equal: true, Values: values}
	if len(values) == 0 {
		p.Values = []Value{whole}
	}
	if table != "" {
		p.Table = q.objects.Table(table)
	}
	q.add(p)
}

// sqlName splits a possibly qualified and quoted name.
func sqlName(name string) (table, column string) {
	name = strings.ToLower(strings.NewReplacer("`", "", `"`, "").Replace(strings.TrimSpace(name)))
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return "", name
}

func (q *query) tableName(v Value) {
	for _, name := range q.texts(v, 0) {
		name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
		if t := q.objects.Table(name); t != nil && q.out.Table == nil {
			q.out.Table = t
		}
	}
}

// model takes the type of an operand for the type of the objects, and its fields for conditions where the library does so.
func (q *query) model(fr Frame, ref summary.Ref, k *knowledge.Query) {
	values := []Value{{Frame: fr, Ref: ref}}
	if list, ok := q.list(values[0], 0); ok && len(list) > 0 {
		values = list
	}
	for _, v := range values {
		v = q.resolve(v)
		t := q.t.TypeOf(v.Fn, v.Ref)
		table := q.objects.Type(q.rowType(v))
		if table == nil {
			continue
		}
		if q.out.Table == nil {
			q.out.Table = table
		}
		switch {
		case k.ByFields:
			q.late = append(q.late, func() {
				if !q.noFields {
					q.fields(v, t, table, true)
				}
			})
		case k.ByKey:
			q.fields(v, t, table, false)
		default:
			q.keyed(v, t, table)
		}
	}
}

// keyed remembers the object of a builder whose later step says that its key is the condition.
func (q *query) keyed(v Value, t graph.Type, table *object.Table) {
	q.late = append(q.late, func() {
		for _, p := range q.out.Preds {
			if p.Key && p.Column == modelKey {
				q.fields(v, t, table, false)
			}
		}
	})
}

// modelKey stands for the primary key of the object that a builder is about.
const modelKey = "\x00model"

func (q *query) byModelKey() { q.add(Pred{Key: true, Column: modelKey}) }

// fields adds the conditions that an object's fields make: its key, or all that are set.
func (q *query) fields(v Value, t graph.Type, table *object.Table, all bool) {
	if !isOne(t) {
		return
	}
	for _, c := range table.Columns {
		if !all && !c.Key {
			continue
		}
		for _, f := range c.Fields {
			field := v
			names := strings.Split(f, ".")
			if _, ok := t.Deref().Field(names[0]); !ok {
				continue // of another type with the same table
			}
			field.Path = flow.Field(names...)
			if q.touched(v, names[0]) && q.isSet(field) {
				q.add(Pred{Table: table, Column: c.Name, Key: c.Key, Equal: true, Values: []Value{field}})
			}
		}
	}
}

// references adds the columns of an object that is stored anew which refer to other objects.
func (q *query) references(v Value) {
	v = q.resolve(v)
	t := q.t.TypeOf(v.Fn, v.Ref)
	table := q.objects.Type(t)
	if table == nil || !isOne(t) || q.isDecoded(v) {
		return
	}
	for _, c := range table.Columns {
		if c.Key || c.References == "" && !strings.HasSuffix(c.Name, "_id") {
			continue
		}
		for _, f := range c.Fields {
			field := v
			names := strings.Split(f, ".")
			field.Path = flow.Field(names...)
			if q.touched(v, names[0]) && q.isSet(field) {
				q.out.Set = append(q.out.Set, Pred{Table: table, Column: c.Name, Equal: true, Values: []Value{field}, Part: true})
			}
		}
	}
}

// isDecoded reports whether the request itself is decoded into an object: then the client sets all of it.
func (q *query) isDecoded(v Value) bool {
	for s, in := range v.Fn.Instrs {
		if in.Op != summary.OpCall && in.Op != summary.OpInvoke {
			continue
		}
		if e := q.t.Known(s); e != nil && e.Input != nil {
			if into, ok := flow.Operand(s, e.Input.Into); ok && object.Inner(q.t, v.Fn, into) == v.Ref {
				return true
			}
		}
	}
	return false
}

// isOne reports whether a type is a struct or a pointer to one, rather than a list.
func isOne(t graph.Type) bool {
	for range 3 {
		u := t.Underlying()
		if !u.IsKnown() {
			return false
		}
		if u.Kind != summary.KindPointer {
			return u.Kind == summary.KindStruct
		}
		t = u.Element()
	}
	return false
}

// touched reports whether a function does anything to a field of an object that it makes, or hands the object over. Other
// objects are not told apart.
func (q *query) touched(v Value, field string) bool {
	if in, _ := q.t.Def(v.Fn, v.Ref); in == nil || in.Op != summary.OpAlloc {
		return true
	}
	for s, in := range v.Fn.Instrs {
		switch in.Op {
		case summary.OpFieldAddr:
			if in.Args[0] == v.Ref && v.Fn.Sym(in) == field {
				return true
			}
		case summary.OpStore:
			if in.Args[0] == v.Ref {
				return true
			}
		case summary.OpCall, summary.OpInvoke, summary.OpCallValue, summary.OpClosure:
			if e := q.t.Known(s); e != nil && e.Query != nil {
				if q.comesBefore(s) && q.fills(s, e.Query, v.Ref) {
					return true
				}
				continue
			}
			if slices.Contains(q.out.Calls, s) {
				continue
			}
			for _, a := range in.Args {
				if object.Inner(q.t, v.Fn, a) == v.Ref {
					return true
				}
			}
		}
	}
	return false
}

// comesBefore reports whether a call of the access's function stands before that of the access.
func (q *query) comesBefore(s graph.Site) bool {
	at := q.out.Site
	return s.Caller == at.Caller && (s.Block < at.Block || s.Block == at.Block && s.Index < at.Index)
}

// fills reports whether a query stores what it finds in an object.
func (q *query) fills(s graph.Site, k *knowledge.Query, dest summary.Ref) bool {
	into, ok := flow.Operand(s, k.Into)
	return ok && object.Inner(q.t, s.Caller, into) == dest
}

// isSet reports whether a value is anything but constant before the query fills it.
func (q *query) isSet(v Value) bool {
	for _, o := range q.t.Local(q.policy, v.Fn, v.Ref, v.Path) {
		filled := o.Kind == flow.Stored && o.Fn == q.out.Fn && o.Pos == q.out.Site.Instr().Pos
		if o.Kind != flow.Const && !filled {
			return true
		}
	}
	return false
}

// scope takes the steps that a function adds to the builder that it gets.
func (q *query) scope(s graph.Site, v Value) {
	v = q.resolve(v)
	for _, o := range q.t.Local(flow.Text, v.Fn, v.Ref, v.Path) {
		f := q.t.Graph().Func(o.Name)
		if o.Kind != flow.Func || f == nil {
			continue
		}
		fr := v.Frame.Enter(s, f)
		for site := range f.Instrs {
			if e := q.t.Known(site); e != nil && e.Query != nil && e.Query.Do == knowledge.Build {
				q.call(fr, site, e.Query)
			}
		}
	}
}

// receiver takes the steps on the builder behind v.
func (q *query) receiver(v Value) {
	if at := (place{v.Fn, v.Ref}); v.Ref == 0 || q.seen[at] || len(q.seen) > 64 {
		return
	} else {
		q.seen[at] = true
	}
	q.siblings(v)
	in, s := q.t.Def(v.Fn, v.Ref)
	if in == nil {
		if up, ok := q.Up(v); ok {
			q.receiver(up)
			return
		}
		q.elsewhere(v)
		return
	}
	at := func(ref summary.Ref) { q.receiver(Value{Frame: v.Frame, Ref: ref}) }
	switch in.Op {
	case summary.OpPhi:
		for _, a := range in.Args {
			at(a)
		}
	case summary.OpChangeType, summary.OpMakeIface, summary.OpExtract, summary.OpTypeAssert:
		at(in.Args[0])
	case summary.OpLoad:
		if stored, ok := q.variable(Value{Frame: v.Frame, Ref: in.Args[0]}); ok {
			q.receiver(stored)
			return
		}
		refs := q.stored(v.Fn, in.Args[0])
		for _, ref := range refs {
			at(ref)
		}
		if len(refs) == 0 {
			q.elsewhere(v)
		}
	case summary.OpCall, summary.OpInvoke:
		q.step(v.Frame, s)
	case summary.OpCallValue, summary.OpFieldAddr, summary.OpField:
		q.elsewhere(v)
	}
}

// step takes a call that returned the builder.
func (q *query) step(fr Frame, s graph.Site) {
	if e := q.t.Known(s); e != nil && e.Query != nil {
		q.call(fr, s, e.Query)
		q.receiver(Value{Frame: fr, Ref: receiverOf(s)})
		return
	}
	callees := q.t.Graph().Callees(s)
	for _, callee := range callees {
		inner := fr.Enter(s, callee)
		for _, in := range callee.Instrs {
			if in.Op == summary.OpReturn && len(in.Args) > 0 {
				q.receiver(Value{Frame: inner, Ref: in.Args[0]})
			}
		}
	}
	if in := s.Instr(); len(callees) == 0 && len(in.Args) > 0 {
		q.receiver(Value{Frame: fr, Ref: in.Args[0]})
	}
}

// siblings takes the other steps on a builder that its methods change.
func (q *query) siblings(v Value) {
	if v.Ref.Kind() != summary.RefReg {
		return
	}
	for s, in := range v.Fn.Instrs {
		if in.Op != summary.OpCall || len(in.Args) == 0 || in.Args[0] != v.Ref || s == q.out.Site {
			continue
		}
		at := place{v.Fn, summary.MakeRef(summary.RefReg, int(in.Dst))}
		if e := q.t.Known(s); e != nil && e.Query != nil && e.Query.Mutates && !q.seen[at] && !hasMethodCall(v.Fn, at.ref) {
			q.seen[at] = true
			q.call(v.Frame, s, e.Query)
		}
	}
}

// hasMethodCall reports whether f goes on with the result of a step, so that it belongs to a query of its own.
func hasMethodCall(f *graph.Func, ref summary.Ref) bool {
	for _, in := range f.Instrs {
		if in.Op == summary.OpCall && len(in.Args) > 0 && in.Args[0] == ref {
			return true
		}
	}
	return false
}

// elsewhere looks for the builder in fields and variables: a collection that a constructor chose.
func (q *query) elsewhere(v Value) {
	for _, o := range q.t.Origins(builders, v.Calls, v.Fn, v.Ref, v.Path) {
		if o.Kind != flow.Stored || o.Fn == nil {
			continue
		}
		in, s := q.t.Def(o.Fn, o.Ref)
		if in == nil || in.Op != summary.OpCall && in.Op != summary.OpInvoke {
			continue
		}
		if e := q.t.Known(s); e != nil && e.Query != nil && e.Query.Do == knowledge.Build {
			q.call(Frame{q.Chain(o), o.Fn}, s, e.Query)
		}
	}
}

// builders follows query builders, not what they are made of.
var builders = &flow.Policy{Opaque: true}

// statement takes a whole statement.
func (q *query) statement(st *sqltext.Statement, params []Value, named []Value) {
	q.out.Open = q.out.Open || st.Open
	main := st
	for sub := range st.All {
		if len(main.Tables) == 0 && len(sub.Tables) > 0 {
			main = sub
		}
	}
	if len(main.Tables) > 0 && q.out.Table == nil {
		q.out.Table = q.objects.Table(main.Tables[0].Name)
	}
	if op, many := operation(st, main); q.byText && slices.Index(graver, op) > slices.Index(graver, q.out.Op) {
		q.out.Op, q.out.Many = op, many
	}
	for sub := range st.Deciding {
		q.predicates(sub, params, named)
	}
	for _, a := range st.Set {
		q.out.Set = append(q.out.Set, q.pred(a.Column, q.values(a.Params, params, named)))
	}
}

// graver orders what statements do: of several texts among which the program chooses, the gravest counts.
var graver = []knowledge.Access{knowledge.ByText, knowledge.Probe, knowledge.Insert, knowledge.Read, knowledge.Update, knowledge.Delete}

// operation says what a statement does, and whether it reads as many rows as match.
func operation(st, main *sqltext.Statement) (op knowledge.Access, many bool) {
	switch st.Verb {
	case sqltext.Select:
		probe := main.Verb == sqltext.Select
		for _, c := range main.Result {
			probe = probe && c.Name == ""
		}
		if probe {
			return knowledge.Probe, false
		}
		return knowledge.Read, !st.Limit
	case sqltext.Insert:
		return knowledge.Insert, false
	case sqltext.Update:
		return knowledge.Update, false
	case sqltext.Delete:
		return knowledge.Delete, false
	}
	return knowledge.ByText, false
}

func (q *query) predicates(st *sqltext.Statement, params []Value, named []Value) {
	for _, w := range st.Where {
		if w.Sub != nil || w.Join && len(w.Params) == 0 {
			continue // the statement inside speaks for itself
		}
		p := q.pred(w.Column, q.values(w.Params, params, named))
		p.Equal, p.Or, p.Group, p.Alone = w.Equal(), w.Or, w.Group, w.Alone
		q.add(p)
	}
}

func (q *query) pred(c sqltext.Column, values []Value) Pred {
	p := Pred{Column: c.Name, Values: values, Equal: true}
	if c.Table != "" {
		p.Table = q.objects.Table(c.Table)
	}
	if c.Name == sqltext.Hole {
		p.Column = ""
	}
	return p
}

// values returns the arguments for placeholders.
func (q *query) values(list []sqltext.Parameter, params, named []Value) []Value {
	var values []Value
	for _, p := range list {
		switch {
		case p.Index >= 0 && p.Index < len(params):
			values = append(values, params[p.Index])
		case p.Index < 0:
			for _, v := range named {
				if part, ok := q.named(v, p.Name); ok {
					values = append(values, part)
				}
			}
		}
	}
	return values
}
