package access

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/summary"
)

// generated takes what a call of a generated function says, whose name tells what the rows are.
func (q *query) generated(fr Frame, s graph.Site, k *knowledge.Query, params []Value) {
	table := q.objects.Type(q.t.Graph().Lookup(k.Type))
	if table == nil {
		return
	}
	if q.out.Table == nil && k.Field == "" && (k.Match == knowledge.None || receiverOf(s) != 0) {
		q.out.Table = table
	}
	if ref, ok := flow.Operand(s, k.Key); ok {
		q.add(Pred{Table: table, Key: true, Equal: true, Values: []Value{{Frame: fr, Ref: ref}}})
	}
	if ref, ok := flow.Operand(s, k.Params); ok {
		if len(params) == 0 {
			params = []Value{{Frame: fr, Ref: ref}}
		}
		q.add(Pred{Table: table, Column: k.Field, Key: k.Field == "id", Equal: !k.Not, Values: params})
	}
	if ref, ok := flow.Operand(s, k.Set); ok {
		q.out.Set = append(q.out.Set, Pred{Table: table, Column: k.Field, Equal: true, Values: []Value{{Frame: fr, Ref: ref}}})
	}
	if ref, ok := flow.Operand(s, k.Match); ok {
		q.conditions(Value{Frame: fr, Ref: ref}, k, table)
	}
	if ref, ok := flow.Operand(s, k.Near); ok {
		if near := q.objects.Type(q.t.TypeOf(fr.Fn, ref)); near != nil {
			q.neighbour(Value{Frame: fr, Ref: ref}, near, table)
		}
	}
}

// column takes that a column has one of params, where the receiver of the call is the column: the field of a global variable in which
// there is one for each column of a table.
func (q *query) column(fr Frame, s graph.Site, k *knowledge.Query, params []Value) {
	in, _ := q.t.Def(fr.Fn, receiverOf(s))
	if in != nil && in.Op == summary.OpLoad {
		in, _ = q.t.Def(fr.Fn, in.Args[0])
	}
	ref, ok := flow.Operand(s, k.Params)
	if in == nil || in.Op != summary.OpFieldAddr || in.Args[0].Kind() != summary.RefGlobal || !ok {
		q.out.Open = true
		return
	}
	if len(params) == 0 {
		params = []Value{{Frame: fr, Ref: ref}}
	}
	p := Pred{Equal: !k.Not, Values: params}
	global := fr.Fn.Pkg.Symbols[in.Args[0].N()]
	if table := q.objects.Type(q.t.Graph().Lookup(strings.TrimSuffix(global, "Where"))); table != nil {
		if c := table.Field(fr.Fn.Sym(in)); c != nil {
			p.Table, p.Column, p.Key = table, c.Name, c.Key
		}
	}
	q.add(p)
}

// neighbour takes that rows are those to which an edge leads from another row: they refer to it, or it to them.
func (q *query) neighbour(v Value, near, table *object.Table) {
	v.Path = flow.Field("ID")
	for _, c := range table.Columns {
		if c.References != "" && q.objects.Table(c.References) == near {
			q.add(Pred{Table: table, Column: c.Name, Equal: true, Values: []Value{v}})
			return
		}
	}
	q.add(Pred{Table: near, Column: "id", Key: true, Equal: true, Values: []Value{v}})
}

// conditions takes generated predicates, in a list or alone. That a neighbour has a key says which key the row itself refers to.
func (q *query) conditions(v Value, k *knowledge.Query, table *object.Table) {
	start := len(q.out.Preds)
	list, known := q.list(v, 0)
	if !known {
		list = []Value{v}
	}
	for _, elem := range list {
		from := len(q.out.Preds)
		q.document(elem, false, 1)
		if k.Any {
			q.alternative(start, from)
		}
	}
	q.out.Open = q.out.Open || !known && len(q.out.Preds) == start
	for i := start; i < len(q.out.Preds); i++ {
		p := &q.out.Preds[i]
		p.Equal = p.Equal && !k.Not
		if p.Key && p.Equal && k.Field != "" && table.Column(k.Field) != nil && p.Table != table {
			q.add(Pred{Table: table, Column: k.Field, Equal: true, Or: p.Or, Values: p.Values})
		}
	}
}

// alternative makes the predicates from an index on an alternative of the disjunction that begins at start.
func (q *query) alternative(start, from int) {
	for i := from; i < len(q.out.Preds); i++ {
		if p := &q.out.Preds[i]; p.Group == 0 {
			p.Or, p.Group, p.Alone = true, start+1, len(q.out.Preds) == from+1
		}
	}
}
