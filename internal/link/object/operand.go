package object

import (
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Elements returns the elements of a slice that f writes out, as the arguments of a variadic call are; nil if ref is none.
// The elements of structs that are built in place are the addresses of the structs.
func Elements(t *flow.Tracer, f *graph.Func, ref summary.Ref) []summary.Ref {
	slice, _ := t.Def(f, ref)
	if slice == nil || slice.Op != summary.OpSlice {
		return nil
	}
	array, _ := t.Def(f, slice.Args[0])
	if array == nil || array.Op != summary.OpAlloc {
		return nil
	}
	elems := map[int64]summary.Ref{}
	size := int64(0)
	for _, in := range f.Instrs {
		at := in
		var val summary.Ref
		switch in.Op {
		case summary.OpIndexAddr:
			val = summary.MakeRef(summary.RefReg, int(in.Dst))
		case summary.OpStore:
			if at, _ = t.Def(f, in.Args[0]); at == nil || at.Op != summary.OpIndexAddr {
				continue
			}
			val = in.Args[1]
		default:
			continue
		}
		c, ok := f.Const(at.Args[1])
		if !ok || at.Args[0] != slice.Args[0] || c.Int < 0 || c.Int > maxElements {
			continue
		}
		elems[c.Int] = val
		size = max(size, c.Int+1)
	}
	list := make([]summary.Ref, size)
	for i := range list {
		list[i] = elems[int64(i)]
	}
	return list
}

// maxElements bounds the lists that are followed element by element.
const maxElements = 200

// Inner returns the value behind conversions to interfaces and between types.
func Inner(t *flow.Tracer, f *graph.Func, ref summary.Ref) summary.Ref {
	for range 8 {
		in, _ := t.Def(f, ref)
		if in == nil || in.Op != summary.OpMakeIface && in.Op != summary.OpChangeType {
			return ref
		}
		ref = in.Args[0]
	}
	return ref
}
