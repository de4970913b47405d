package eval

// write is an assignment to a variable. The assignments of a path form a chain, from the newest to the oldest; paths that
// begin alike share its end, so that to remember a path costs nothing.
type write struct {
	cell   *Cell
	old    Value
	new    Value
	before *write
}

// trail is what a path of execution assigned: the writes up to last, without those up to base.
type trail struct{ base, last *write }

// Set assigns v to the variable c. What is assigned to a variable that the present path made itself, with no other path since
// that could begin where it was made, need not be remembered: no other path knows of the variable.
func (m *Machine) Set(c *Cell, v Value) {
	if m.isolate && c.made <= m.shared {
		m.journal = &write{c, c.V, v, m.journal}
	}
	c.V = v
}

// part notes that several paths begin here: the variables that there are now are those of all.
func (m *Machine) part() { m.shared = m.cells }

// rollback takes back the assignments since mark.
func (m *Machine) rollback(mark *write) {
	for w := m.journal; w != mark; w = w.before {
		w.cell.V = w.old
	}
	m.journal = mark
	m.part()
}

// since returns the assignments since mark.
func (m *Machine) since(mark *write) trail { return trail{mark, m.journal} }

// redo applies assignments of a path that was taken back.
func (m *Machine) redo(p trail) {
	if p.base == p.last {
		return
	}
	var writes []*write
	for w := p.last; w != p.base; w = w.before {
		writes = append(writes, w)
	}
	if p.base != m.journal { // something else was assigned in between
		for i := range writes {
			w := writes[len(writes)-1-i]
			m.Set(w.cell, w.new)
		}
		return
	}
	for i := range writes {
		w := writes[len(writes)-1-i]
		w.cell.V = w.new
	}
	m.journal = p.last
}

// merging is what redoEither works on, kept to be used again.
type merging struct {
	cells  []*Cell
	finals []Value // of each cell, what each path left in it
}

// redoEither makes each variable what one of several paths left in it. The paths start from the present state.
func (m *Machine) redoEither(paths []trail, deps Deps) {
	if len(paths) == 1 {
		m.redo(paths[0])
		return
	}
	cells, finals := m.merging.cells[:0], m.merging.finals[:0]
	for i, p := range paths {
		for w := p.last; w != p.base; w = w.before {
			c := w.cell
			if c.slot >= int32(len(cells)) || cells[c.slot] != c {
				c.slot = int32(len(cells))
				cells = append(cells, c)
				for range paths {
					finals = append(finals, untouched{})
				}
			}
			if final := &finals[int(c.slot)*len(paths)+i]; *final == Value(untouched{}) {
				*final = w.new
			}
		}
	}
	for n, c := range cells {
		var v Value
		for _, final := range finals[n*len(paths) : (n+1)*len(paths)] {
			if final == Value(untouched{}) {
				final = m.read(c)
			}
			v = join(v, final, deps)
		}
		m.Set(c, v)
	}
	clear(cells)
	clear(finals)
	m.merging = merging{cells, finals}
}

// untouched stands for what a path left in a variable that it did not assign to.
type untouched struct{}
