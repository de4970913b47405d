package route

import "slices"

// joinWays appends to rows those of another way on which the same handler may pass requests on, after n middlewares. Where
// several ways lead to one registration it keeps one row, with the middlewares that no way leaves out: the handler that
// chooses the way is among them, and who runs it sees what it puts on each.
func joinWays(rows, others []Route, n int) []Route {
	for _, o := range others {
		i := slices.IndexFunc(rows, func(r Route) bool { return r.sameEnd(&o) })
		if i < 0 {
			rows = append(rows, o)
			continue
		}
		a, b := rows[i].Middleware[n:], o.Middleware[n:]
		rows[i].Middleware = slices.Concat(rows[i].Middleware[:n], a[len(a)-commonEnd(a, b):])
	}
	return rows
}

// sameEnd reports whether two rows are the same registration, reached by the same requests.
func (r *Route) sameEnd(o *Route) bool {
	return r.entry != nil && r.entry == o.entry && r.Handler == o.Handler && r.Path == o.Path && r.Host == o.Host &&
		slices.Equal(r.Methods, o.Methods)
}

// commonEnd returns how many elements at the end of two chains are the same.
func commonEnd(a, b []Attached) int {
	n := 0
	for n < min(len(a), len(b)) {
		x, y := &a[len(a)-1-n], &b[len(b)-1-n]
		if x.Value != y.Value || x.Symbol != y.Symbol || x.Place != y.Place {
			break
		}
		n++
	}
	return n
}
