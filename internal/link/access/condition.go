package access

import (
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// textOperand takes an operand that is a statement or a condition, or that may be another kind of condition.
func (q *query) textOperand(fr Frame, s graph.Site, k *knowledge.Query, ref summary.Ref, params []Value) {
	first := Value{Frame: fr, Ref: ref}
	if k.Text == k.Params || k.Text == k.Match && q.isList(first) { // a condition and its values in one list
		list, ok := q.list(first, 0)
		if ok && len(list) == 0 {
			return
		}
		if len(list) > 0 {
			first, params = list[0], list[1:]
		}
	}
	first = q.resolve(first)
	if rendered := q.rendered(first); rendered {
		return
	}
	if !q.isText(first) {
		if k.Match != knowledge.None {
			q.match(first, k.Not, true)
		}
		return
	}
	named := q.whole(fr, s, k)
	if q.params != nil && k.Params == knowledge.None {
		params, named = q.params, q.params
	}
	for _, text := range q.texts(first, 0) {
		q.written(text, first, params, named, k)
	}
}

// isList reports whether v is a slice.
func (q *query) isList(v Value) bool {
	u := q.t.TypeOf(v.Fn, v.Ref).Underlying()
	return u.IsKnown() && u.Kind == summary.KindSlice
}

// whole returns the operands that hold named parameters.
func (q *query) whole(fr Frame, s graph.Site, k *knowledge.Query) []Value {
	list, ok := q.operandList(fr, s, k.Params)
	if ok && len(list) > 0 {
		return list
	}
	in := s.Instr()
	if i := len(in.Args) - 1; k.Params != knowledge.None && i >= 0 {
		return []Value{{Frame: fr, Ref: in.Args[i]}}
	}
	return nil
}

func (q *query) isText(v Value) bool {
	t := q.t.TypeOf(v.Fn, v.Ref)
	u := t.Underlying()
	return !u.IsKnown() || u.Kind == summary.KindBasic && strings.HasSuffix(u.Name, "string") || u.Kind == summary.KindInterface
}

// sessionText matches what sets a variable of the connection: SELECT set_config('app.user', $1, true), SET LOCAL app.user = ….
var sessionText = regexp.MustCompile(`(?i)\bset_config\s*\(|^\s*set\s+(local\s+|session\s+)?\w+\.[\w.]+\s*(=|to\b)`)

// written takes one text.
func (q *query) written(text string, v Value, params, named []Value, k *knowledge.Query) {
	if sessionText.MatchString(text) {
		q.out.Op, q.out.Session = knowledge.Probe, true
		q.add(Pred{Equal: true, Values: append(slices.Clone(params), v)})
		return
	}
	if sqltext.IsStatement(text) {
		if q.out.Text == "" {
			q.out.Text = text
		}
		for _, st := range sqltext.Parse(text) {
			q.statement(st, params, named)
		}
		return
	}
	if text == sqltext.Hole {
		if len(params) == 0 && k.Match != knowledge.None {
			q.match(v, k.Not, true) // a key in a variable
			return
		}
		q.out.Open = true
		return
	}
	st := sqltext.ParseCondition(text)
	if len(st.Where) == 0 && len(params) == 1 && !strings.ContainsAny(text, " ?") {
		q.columnPred(text, params, v)
		return
	}
	from := len(q.out.Preds)
	q.out.Open = q.out.Open || st.Open
	for sub := range st.All {
		q.predicates(sub, params, named)
	}
	if k.Not {
		for i := from; i < len(q.out.Preds); i++ {
			q.out.Preds[i].Equal = false
		}
	}
}

// rendered takes a statement that a builder wrote.
func (q *query) rendered(v Value) bool {
	in, s := q.t.Def(v.Fn, v.Ref)
	if in != nil && in.Op == summary.OpExtract {
		in, s = q.t.Def(v.Fn, in.Args[0])
	}
	if in == nil || in.Op != summary.OpCall && in.Op != summary.OpInvoke {
		return false
	}
	e := q.t.Known(s)
	if e == nil || e.Query == nil || !e.Query.Renders || e.Query.Text != knowledge.None {
		return false
	}
	q.out.Op, q.out.Many = e.Query.Do, e.Query.Many
	q.receiver(Value{Frame: v.Frame, Ref: receiverOf(s)})
	return true
}

// match takes a condition that is no text: a key, a struct, a map or a document.
func (q *query) match(v Value, not, key bool) {
	from := len(q.out.Preds)
	q.document(v, key, 0)
	if not {
		for i := from; i < len(q.out.Preds); i++ {
			q.out.Preds[i].Equal = false
		}
	}
}

func (q *query) document(v Value, key bool, depth int) {
	v = q.resolve(v)
	in, s := q.t.Def(v.Fn, v.Ref)
	t := q.t.TypeOf(v.Fn, v.Ref)
	u := t.Deref().Underlying()
	if depth > 4 || !u.IsKnown() {
		return
	}
	if in != nil && in.Op == summary.OpCall {
		if e := q.t.Known(s); e != nil && e.Query != nil && isCondition(e.Query) {
			q.call(v.Frame, s, e.Query)
			return
		}
	}
	switch {
	case u.Kind == summary.KindMap && in != nil && in.Op == summary.OpMakeMap:
		q.entries(v, depth)
	case u.Kind == summary.KindMap:
		q.candidates(v)
	case u.Kind == summary.KindSlice:
		q.documents(v, key, depth)
	case u.Kind == summary.KindStruct && q.objects.Type(t) != nil:
		table := q.objects.Type(t)
		if q.out.Table == nil {
			q.out.Table = table
		}
		q.fields(v, t, table, true)
	case u.Kind == summary.KindStruct && in != nil && in.Op == summary.OpAlloc:
		q.pair(v, v.Ref, depth)
	case u.Kind == summary.KindStruct && in != nil && in.Op == summary.OpLoad && q.pair(v, in.Args[0], depth):
		// it was built apart, because its parts call functions
	case u.Kind == summary.KindBasic || u.Kind == summary.KindArray:
		q.add(Pred{Key: true, Equal: true, Values: []Value{v}})
	case u.Kind == summary.KindInterface || u.Kind == summary.KindStruct:
		if key {
			q.add(Pred{Key: true, Equal: true, Values: []Value{v}})
		}
	}
}

// entries takes the entries of a map that is written out.
func (q *query) entries(v Value, depth int) {
	for _, in := range v.Fn.Instrs {
		if in.Op != summary.OpMapUpdate || object.Inner(q.t, v.Fn, in.Args[0]) != v.Ref {
			continue
		}
		if name, ok := q.t.ConstText(v.Fn, in.Args[1]); ok {
			q.entry(name, Value{Frame: v.Frame, Ref: in.Args[2]}, depth)
		}
	}
}

// entry takes one key of a document with its value.
func (q *query) entry(name string, v Value, depth int) {
	switch name {
	case "$and", "$or":
		from := len(q.out.Preds)
		q.document(v, false, depth+1)
		if name == "$or" {
			for i := from; i < len(q.out.Preds); i++ {
				q.out.Preds[i].Or = true
			}
		}
		return
	}
	inner := q.resolve(v)
	if in, _ := q.t.Def(inner.Fn, inner.Ref); in != nil && in.Op == summary.OpMakeMap {
		q.operators(name, inner)
		return
	}
	q.columnPred(name, []Value{v}, v)
}

// operators takes {"$in": values} and the like.
func (q *query) operators(name string, v Value) {
	for _, in := range v.Fn.Instrs {
		if in.Op != summary.OpMapUpdate || object.Inner(q.t, v.Fn, in.Args[0]) != v.Ref {
			continue
		}
		op, _ := q.t.ConstText(v.Fn, in.Args[1])
		_, column := sqlName(name)
		q.add(Pred{Column: column, Equal: op == "$in" || op == "$eq" || op == "$elemMatch", Values: []Value{{Frame: v.Frame, Ref: in.Args[2]}}})
	}
}

// documents takes a list: of keys and values (bson.D), of conditions, or of primary keys.
func (q *query) documents(v Value, key bool, depth int) {
	list, ok := q.list(v, 0)
	if !ok || len(list) == 0 {
		if key {
			q.add(Pred{Key: true, Equal: true, Values: []Value{v}})
		}
		return
	}
	for _, elem := range list {
		if in, _ := q.t.Def(elem.Fn, elem.Ref); in != nil && in.Op == summary.OpIndexAddr {
			q.pair(elem, elem.Ref, depth)
			continue
		}
		q.document(elem, key, depth+1)
	}
}

// pair takes a struct with the fields Key and Value that is built at an address. It reports whether there is one.
func (q *query) pair(v Value, addr summary.Ref, depth int) bool {
	name, value := "", summary.Ref(0)
	for _, in := range v.Fn.Instrs {
		if in.Op != summary.OpStore {
			continue
		}
		field, _ := q.t.Def(v.Fn, in.Args[0])
		if field == nil || field.Op != summary.OpFieldAddr || field.Args[0] != addr {
			continue
		}
		switch v.Fn.Sym(field) {
		case "Key":
			name, _ = q.t.ConstText(v.Fn, in.Args[1])
		case "Value":
			value = in.Args[1]
		}
	}
	if name == "" || value == 0 {
		return false
	}
	q.entry(name, Value{Frame: v.Frame, Ref: value}, depth+1)
	return true
}

// candidates asks for the columns of the table one by one: the map is filled where it cannot be seen.
func (q *query) candidates(v Value) {
	q.late = append(q.late, func() {
		if q.out.Table == nil {
			return
		}
		for _, c := range q.out.Table.Columns {
			part := v
			part.Path = part.Path.In(`["` + c.Name + `"]`)
			if q.isSet(part) {
				q.add(Pred{Column: c.Name, Key: c.Key, Equal: true, Values: []Value{part}})
			}
		}
	})
}

// named returns the part of an operand that a named parameter means.
func (q *query) named(v Value, name string) (Value, bool) {
	v = q.resolve(v)
	t := q.t.TypeOf(v.Fn, v.Ref).Deref()
	u := t.Underlying()
	if !u.IsKnown() {
		return v, false
	}
	switch u.Kind {
	case summary.KindMap:
		v.Path = v.Path.In(`["` + name + `"]`)
		return v, true
	case summary.KindStruct:
		if in, _ := q.t.Def(v.Fn, v.Ref); in != nil && in.Op == summary.OpCall && slices.Contains([]string{"database/sql.Named"}, v.Fn.Sym(in)) {
			if text, ok := q.t.ConstText(v.Fn, in.Args[0]); ok && text == name {
				return Value{Frame: v.Frame, Ref: in.Args[1]}, true
			}
			return v, false
		}
		if path, ok := object.FieldOf(t, name); ok {
			v.Path = path
			return v, true
		}
	}
	return v, false
}

// isCondition reports whether what a call makes is a condition, and no query or value.
func isCondition(k *knowledge.Query) bool {
	return k.Do == knowledge.Build && !k.Renders && (k.Type != "" || k.Column == knowledge.Recv || k.Text != knowledge.None && k.Params != knowledge.None)
}
