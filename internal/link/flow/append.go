package flow

import (
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/summary"
)

// append follows the elements of a list that grows. One with a constant index is found where it was added, as far as it is known
// how long the list was.
func (w *walk) append(it item, d def) {
	w.contents(it)
	first, rest := it.path.Split()
	index, isIndex := indexOf(first)
	if before := it.b.lengthOf(d.Args[0], 0); isIndex && len(d.Args) == 2 {
		switch {
		case index < before.least:
			w.to(it, d.Args[0], it.path, d.block)
			return
		case before.exact:
			w.to(it, d.Args[1], rest.In("["+strconv.Itoa(index-before.least)+"]"), d.block)
			return
		}
	}
	path := it.path
	if isElem(first) {
		path = rest.In(anyElem) // the positions change
	}
	for _, a := range d.Args {
		w.to(it, a, path, d.block)
	}
}

// indexOf returns the constant index that an element of a path is.
func indexOf(elem string) (int, bool) {
	inner, ok := strings.CutPrefix(elem, "[")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimSuffix(inner, "]"))
	return n, err == nil && n >= 0
}

// length is how many elements a list has at least, or exactly.
type length struct {
	least int
	exact bool
}

// maxAppends bounds the calls of append through which the length of a list is followed.
const maxAppends = 16

// lengthOf returns the length of a list that is written out or put together by append.
func (b *body) lengthOf(list summary.Ref, depth int) length {
	if c, ok := b.Const(list); ok {
		return length{exact: c.Kind == summary.ConstNil}
	}
	d := b.def(list)
	if d.Instr == nil || depth > maxAppends {
		return length{}
	}
	switch {
	case d.Op == summary.OpSlice && b.isWhole(d):
		inner, _, ok := strings.Cut(b.typeOf(d.Args[0]).Deref().FullName(), "]")
		n, err := strconv.Atoi(strings.TrimPrefix(inner, "["))
		return length{n, ok && err == nil}
	case d.Op == summary.OpBuiltin && b.Sym(d.Instr) == "append" && len(d.Args) == 2:
		x, y := b.lengthOf(d.Args[0], depth+1), b.lengthOf(d.Args[1], depth+1)
		return length{x.least + y.least, x.exact && y.exact}
	}
	return length{}
}

// isWhole reports whether a slice expression has no bounds.
func (b *body) isWhole(slice def) bool {
	for _, bound := range slice.Args[1:] {
		if bound != 0 {
			return false
		}
	}
	return true
}
