package eval

import "slices"

// write is an assignment to a variable.
type write struct {
	cell *Cell
	old  Value
	new  Value
}

// Set assigns v to the variable c.
func (m *Machine) Set(c *Cell, v Value) {
	if m.isolate {
		m.journal = append(m.journal, write{c, c.V, v})
	}
	c.V = v
}

// rollback takes back the assignments since the journal had a length.
func (m *Machine) rollback(mark int) {
	for _, w := range slices.Backward(m.journal[mark:]) {
		w.cell.V = w.old
	}
	m.journal = m.journal[:mark]
}

// since returns the assignments since the journal had a length.
func (m *Machine) since(mark int) []write {
	if !m.isolate {
		return nil
	}
	return slices.Clone(m.journal[mark:])
}

// redo applies assignments of a path that was taken back.
func (m *Machine) redo(writes []write) {
	for _, w := range writes {
		m.Set(w.cell, w.new)
	}
}

// redoEither makes each variable what one of several paths left in it. The paths start from the present state.
func (m *Machine) redoEither(paths [][]write, deps Deps) {
	if len(paths) == 1 {
		m.redo(paths[0])
		return
	}
	var cells []*Cell
	seen := map[*Cell]bool{}
	finals := make([]map[*Cell]Value, len(paths))
	for i, writes := range paths {
		finals[i] = map[*Cell]Value{}
		for _, w := range writes {
			if !seen[w.cell] {
				seen[w.cell] = true
				cells = append(cells, w.cell)
			}
			finals[i][w.cell] = w.new
		}
	}
	for _, c := range cells {
		var v Value
		for _, final := range finals {
			nv, ok := final[c]
			if !ok {
				nv = m.read(c)
			}
			v = join(v, nv, deps)
		}
		m.Set(c, v)
	}
}
