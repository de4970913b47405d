package route

import "slices"

// choices returns the rows behind a handler that may be one of several. What only some of them have in front of the same
// registration is conditional.
func (f *flattener) choices(w way, choices []Elem) []Route {
	var rows []Route
	at := map[*entry][]int{}
	for _, c := range choices {
		alt := w
		alt.when = slices.Concat(w.when, c.When)
		for _, row := range f.handler(alt, c.Value) {
			i := slices.IndexFunc(at[row.entry], func(i int) bool { return rows[i].Path == row.Path })
			if row.entry == nil || row.entry == w.entry || i < 0 {
				at[row.entry] = append(at[row.entry], len(rows))
				rows = append(rows, row)
				continue
			}
			same := &rows[at[row.entry][i]]
			same.Middleware = either(same.Middleware, row.Middleware)
			same.When = w.when
		}
	}
	return rows
}

// either merges two chains; what is not in both is conditional.
func either(a, b []Attached) []Attached {
	var merged []Attached
	for _, x := range a {
		i := slices.IndexFunc(b, x.same)
		if i < 0 {
			x.Conditional = true
			merged = append(merged, x)
			continue
		}
		for _, y := range b[:i] {
			y.Conditional = true
			merged = append(merged, y)
		}
		merged = append(merged, x)
		b = b[i+1:]
	}
	for _, y := range b {
		y.Conditional = true
		merged = append(merged, y)
	}
	return merged
}

func (a Attached) same(b Attached) bool {
	return a.Symbol == b.Symbol && a.Place == b.Place && a.Kind == b.Kind && a.Value == b.Value
}

// possible drops the rows that would need a branch to go both ways, such as those of a router that is made for another mode
// than that in which the server is started, if other rows have their registrations.
func possible(rows []Route) []Route {
	known := map[*entry]bool{}
	for i := range rows {
		known[rows[i].entry] = known[rows[i].entry] || !rows[i].When.excludes(rows[i].When)
	}
	return slices.DeleteFunc(rows, func(r Route) bool {
		return r.entry != nil && known[r.entry] && r.When.excludes(r.When)
	})
}

// settle decides which middleware is conditional for the row, and drops what is never there when the row is.
func (r *Route) settle() {
	kept := make([]Attached, 0, len(r.Middleware))
	for _, a := range r.Middleware {
		if a.when.excludes(r.When) {
			continue
		}
		a.Conditional = a.Conditional || !a.when.follows(r.When)
		kept = append(kept, a)
	}
	r.Middleware = kept
}

// follows reports whether w holds whenever given does.
func (w When) follows(given When) bool {
	return !slices.ContainsFunc(w, func(b Branch) bool { return !slices.Contains(given, b) })
}

// excludes reports whether w and given cannot hold together.
func (w When) excludes(given When) bool {
	return slices.ContainsFunc(w, func(b Branch) bool {
		return slices.Contains(given, Branch{b.At, !b.Taken})
	})
}
