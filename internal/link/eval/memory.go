package eval

import (
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// global returns the variable behind a package-level name, initialized by its package's init.
func (m *Machine) global(id string) *Cell {
	c, ok := m.globals[id]
	if ok {
		return c
	}
	c = &Cell{}
	m.globals[id] = c
	if !m.Graph.IsGlobal(id) {
		c.V = &Unknown{From: id}
		return c
	}
	pkg, typ := m.Graph.GlobalType(id)
	c.Type = typ
	m.Init(pkg)
	return c
}

// Init runs a package's variable initializers and init functions once.
func (m *Machine) Init(pkg string) {
	if m.inits[pkg] {
		return
	}
	m.inits[pkg] = true
	fn := m.Graph.Func(pkg + ".init")
	if fn == nil {
		return
	}
	world, fuel, lits, flags, isolate, epoch, starved := m.World, m.Fuel, m.Lits, m.Flags, m.isolate, m.epoch, m.starved
	m.World, m.Lits, m.isolate, m.epoch = m.home, nil, false, 0 // initialization happens once and before everything else
	m.Fuel = initFuel
	m.Run(fn, nil, nil, nil)
	m.World, m.Fuel, m.Lits, m.Flags, m.isolate, m.epoch, m.starved = world, fuel, lits, flags, isolate, epoch, starved
}

// isInit reports whether fn initializes its package.
func isInit(fn *graph.Func) bool {
	pkg, ok := strings.CutSuffix(fn.ID, ".init")
	return ok && pkg == fn.Pkg.Path
}

// initFuel bounds one package's initializers: generated tables can be huge.
const initFuel = 200_000

// Load reads the variable that p points to; t is the type that is expected.
func (m *Machine) Load(p Value, t graph.Type) Value {
	inner, deps := strip(p)
	switch x := inner.(type) {
	case *Ptr:
		return label(m.read(x.To), deps)
	case *Alt:
		var out Value
		for _, a := range x.Vals {
			if _, isNil := a.(Nil); isNil {
				continue
			}
			out = join(out, m.Load(a, t), x.Deps)
		}
		if out != nil {
			return label(out, deps)
		}
	case *Object:
		if f, ok := x.X.(FieldOf); ok {
			if v := m.World.LoadField(m, f); v != nil {
				return label(v, deps)
			}
		}
		return p // a foreign struct that a model keeps has no parts of its own
	case *Iface:
		return m.Load(x.V, t)
	}
	return &Unknown{Type: t, Deps: deps | DepsOf(inner)}
}

func (m *Machine) read(c *Cell) Value {
	if c.V == nil {
		c.V = m.zero(c.Type)
	}
	inner, deps := strip(c.V)
	switch s := inner.(type) {
	case *Struct:
		return label(m.copyStruct(s), deps)
	case *Array:
		return label(&Array{append([]*Cell(nil), s.Elems...)}, deps)
	}
	return c.V
}

// cell makes a variable.
func (m *Machine) cell(v Value, t graph.Type) *Cell {
	m.cells++
	c := &Cell{V: v, Type: t, born: int32(m.epoch), made: m.cells}
	if !m.isolate { // else each path has variables of its own
		c.under = int32(m.newest())
	}
	return c
}

func (m *Machine) copyStruct(s *Struct) *Struct {
	out := &Struct{Type: s.Type, Fields: make(map[string]*Cell, len(s.Fields))}
	for name, c := range s.Fields {
		out.Fields[name] = m.cell(m.copied(c.V), c.Type)
	}
	return out
}

func (m *Machine) copied(v Value) Value {
	inner, deps := strip(v)
	if s, ok := inner.(*Struct); ok {
		return label(m.copyStruct(s), deps)
	}
	return v
}

// store assigns v to the variable that p points to. Under an unknown condition the old value stays possible.
func (m *Machine) store(p, v Value) {
	inner, _ := strip(p)
	switch x := inner.(type) {
	case *Ptr:
		m.assign(x.To, v)
	case *Alt:
		for _, a := range x.Vals {
			if q, ok := a.(*Ptr); ok {
				m.Set(q.To, join(q.To.V, v, x.Deps))
			}
		}
	case *Object:
		if f, ok := x.X.(FieldOf); ok {
			m.World.StoreField(m, f, v)
		}
	}
}

func (m *Machine) assign(c *Cell, v Value) {
	v = m.copied(v)
	if m.isolate {
		m.Set(c, v)
		return
	}
	if under := int32(m.newest()); under <= c.under || uninformative(c) {
		c.under = under // no branch was taken since the last assignment that is still open: this one replaces it
		m.Set(c, v)
		return
	}
	var deps Deps
	for _, l := range m.Lits {
		deps |= l.Deps
	}
	m.Set(c, join(m.read(c), v, deps))
}

// uninformative reports whether a variable holds nothing that would have to be remembered beside a new value. A flag that
// nobody has set is one that is not set.
func uninformative(c *Cell) bool {
	switch x := c.V.(type) {
	case nil:
		return c.Type.FullName() != "bool"
	case Nil:
		return true
	case *Unknown:
		return true
	case *Struct:
		return len(x.Fields) == 0
	case *Array:
		return len(x.Elems) == 0
	}
	return false
}

// IsUntouched reports whether nothing has been assigned to a variable or its parts: it holds the zero value of its type,
// or the parts that the program has put together of zero values.
func IsUntouched(c *Cell) bool {
	switch x := c.V.(type) {
	case nil:
		return true
	case *Slice:
		return len(x.Elems) == 0 && !x.Open
	case *Struct:
		for _, f := range x.Fields {
			if !IsUntouched(f) {
				return false
			}
		}
		return true
	}
	return false
}

// fieldAddr returns the address of a field of the struct that p points to.
func (m *Machine) fieldAddr(p Value, name string, st graph.Type, at Spot) Value {
	inner, deps := strip(p)
	switch x := inner.(type) {
	case *Ptr:
		if c := m.fieldCell(x.To, name, st); c != nil {
			return label(&Ptr{c}, deps)
		}
	case *Alt:
		out := &Alt{Deps: x.Deps | deps}
		for _, a := range x.Vals {
			if _, isNil := a.(Nil); !isNil {
				out.add(m.fieldAddr(a, name, st, at))
			}
		}
		if len(out.Vals) == 1 {
			return label(out.Vals[0], out.Deps)
		}
		if len(out.Vals) > 1 {
			return out
		}
	case *Object:
		return &Object{FieldOf{x.X, name, st, at}}
	}
	c := &Cell{Type: m.typeOfField(st, name)}
	c.V = &Unknown{Type: c.Type, Deps: deps | DepsOf(inner)}
	return &Ptr{c}
}

// FieldOf is the address of a field of a foreign object.
type FieldOf struct {
	Of   any
	Name string
	Type graph.Type // of the object, as the program sees it
	At   Spot       // where the address was taken
}

// Spot is a place in a function.
type Spot struct {
	In  *graph.Func
	Pos summary.Pos
}

func (m *Machine) typeOfField(st graph.Type, name string) graph.Type {
	if f, ok := st.Generic().Field(name); ok {
		return st.Generic().FieldType(f)
	}
	return graph.Type{}
}

// fieldCell returns the variable of a field, making the struct that holds it if need be; nil if c holds no struct.
func (m *Machine) fieldCell(c *Cell, name string, st graph.Type) *Cell {
	if c.V == nil {
		c.V = &Struct{Type: st, Fields: map[string]*Cell{}} // not a change, so it is no branch's: two branches would differ in it
	}
	inner, deps := strip(c.V)
	switch s := inner.(type) {
	case *Struct:
		f := s.Fields[name]
		if f == nil {
			f = m.FieldCell(s, name, st)
			f.under = c.under // it is as old as the struct, though nobody has looked at it before
			if !f.Type.IsKnown() {
				f.V = &Unknown{Deps: deps}
			}
		}
		return f
	case *Unknown:
		// A struct of which nothing is known: its fields get an identity now.
		s2 := &Struct{Type: st, Fields: map[string]*Cell{}}
		m.Set(c, s2)
		m.fillUnknown(s2, s.Deps, st)
		return m.fieldCell(c, name, st)
	}
	return nil
}

// FieldCell returns the variable of a field of s, which has type st.
func (m *Machine) FieldCell(s *Struct, name string, st graph.Type) *Cell {
	f := s.Fields[name]
	if f == nil {
		f = m.cell(nil, m.typeOfField(st, name))
		s.Fields[name] = f
	}
	return f
}

// fillUnknown gives every field of a struct an unknown value.
func (m *Machine) fillUnknown(s *Struct, deps Deps, st graph.Type) {
	u := st.Generic().Underlying()
	if !u.IsKnown() {
		return
	}
	for _, f := range u.Fields {
		t := st.Generic().FieldType(f)
		s.Fields[f.Name] = &Cell{Type: t, V: &Unknown{Type: t, Deps: deps}}
	}
}

// Field returns a field of a struct value, or of the struct that a pointer or interface leads to.
func (m *Machine) Field(v Value, name string, t graph.Type) Value {
	inner, deps := strip(v)
	switch x := inner.(type) {
	case *Struct:
		if f := x.Fields[name]; f != nil {
			return label(m.read(f), deps)
		}
		return label(m.zero(t), deps)
	case *Ptr:
		if c := m.fieldCell(x.To, name, x.To.Type); c != nil {
			return label(m.read(c), deps)
		}
	case *Iface:
		return label(m.Field(x.V, name, t), deps)
	case *Alt:
		var out Value
		for _, a := range x.Vals {
			out = join(out, m.Field(a, name, t), x.Deps)
		}
		if out != nil {
			return label(out, deps)
		}
	}
	return &Unknown{Type: t, Deps: deps | DepsOf(inner)}
}
