package access

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/summary"
)

// inMemory returns what an instruction does with an object that is kept in a map: the entry has a key, and so have the maps
// in which that map lies.
func (r *Reader) inMemory(fr Frame, s graph.Site, k object.Kept) *Access {
	r.begin()
	a := &Access{Frame: fr, Site: s, Op: k.Do, Upsert: k.Do == knowledge.Update}
	row := k.Row
	if !row.IsKnown() {
		row = r.rowType(Value{Frame: fr, Ref: k.Map})
	}
	a.Table = r.objects.Type(row)
	key := func(ref summary.Ref) {
		a.Preds = append(a.Preds, Pred{Table: a.Table, Key: true, Equal: true, Values: []Value{{Frame: fr, Ref: ref}}})
	}
	key(k.Key)
	for _, outer := range r.outerKeys(fr.Fn, k.Map) {
		key(outer)
	}
	a.Needs = r.needs
	return a
}

// outerKeys lists the keys by which a map is found in others.
func (r *Reader) outerKeys(f *graph.Func, ref summary.Ref) []summary.Ref {
	var keys []summary.Ref
	for range 8 {
		in, _ := r.t.Def(f, ref)
		if in == nil || in.Op != summary.OpExtract && in.Op != summary.OpChangeType && in.Op != summary.OpLookup {
			break
		}
		if in.Op == summary.OpLookup {
			keys = append(keys, in.Args[1])
		}
		ref = in.Args[0]
	}
	return keys
}
