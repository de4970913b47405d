package guard

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
)

// meets tells the watch that the request gets to element i.
func (t *trial) meets(c *eval.Call, i int) {
	t.watch.Meets(t.m, i, t.symbolOf(&t.chain[i]), func(field string) bool {
		return t.exempts(c, t.chain[i].Value, &knowledge.Guard{UnlessField: field})
	})
}

// ended tells the watch that the present path ends in element i with the result v.
func (t *trial) ended(i int, v eval.Value) {
	lits := t.m.Lits[min(t.base[i], len(t.m.Lits)):]
	t.watch.Refused(i, t.ex.status(t.m), v, lits, i == len(t.chain))
}

// carriesRequest reports whether a value is the request, or a framework's context around it.
func carriesRequest(v eval.Value) bool {
	switch objectOf(v).(type) {
	case *request, *exchange:
		return true
	}
	return false
}
