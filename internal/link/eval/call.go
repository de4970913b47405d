package eval

import (
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// callInstr executes a call instruction. No outcome means that the call does not return.
func (m *Machine) callInstr(fr *frame, b int32, i int) []Outcome {
	in := &fr.fn.Blocks[b].Instrs[i]
	c := &Call{
		Site: graph.Site{Caller: fr.fn, Block: int(b), Index: i}, Instr: in,
		Callee: fr.fn.Sym(in), Type: m.Graph.TypeOf(fr.fn, in.Type), Invoke: in.Op == summary.OpInvoke,
	}
	c.Args = make([]Value, 0, len(in.Args))
	for _, a := range in.Args {
		c.Args = append(c.Args, m.value(fr, a))
	}
	if in.Mode == summary.ModeDefer {
		return m.single(Tuple{}) // deferred work is cleaning up: nothing that is registered or refused
	}
	if in.Mode == summary.ModeGo {
		defer m.later()()
	}
	if m.Roles {
		defer m.answered(fr, in, len(m.Met))
	}
	var outcomes []Outcome
	switch in.Op {
	case summary.OpBuiltin:
		return m.single(m.builtin(c))
	case summary.OpCallValue:
		fn := c.Args[0]
		c.Args = c.Args[1:]
		outcomes = m.callValue(c, fn)
	case summary.OpInvoke:
		outcomes = m.invoke(c, c.Args[0])
	default:
		outcomes = m.callNamed(c, nil)
	}
	if in.Mode == summary.ModeGo {
		return m.single(Tuple{}) // the caller goes on, whatever becomes of it
	}
	if len(outcomes) == 1 && c.Callee != "" && m.Graph.Func(c.Callee) == nil {
		return outcomes // the world has decided already
	}
	return m.reduce(outcomes)
}

// later begins what runs beside the present function, or after it: what it assigns may or may not have been assigned when the
// function goes on. The result ends it.
func (m *Machine) later() func() {
	if m.isolate {
		return func() {}
	}
	lits := len(m.Lits)
	m.splits++
	m.frames++
	m.Lits = append(m.Lits, Literal{Frame: m.frames, True: true, seq: m.splits})
	return func() { m.Lits = m.Lits[:lits] }
}

func (m *Machine) single(v Value) []Outcome { return []Outcome{{Val: v, Flags: m.Flags}} }

// reduce joins outcomes unless the world wants to follow each.
func (m *Machine) reduce(outcomes []Outcome) []Outcome {
	if len(outcomes) == 0 {
		return nil
	}
	outcomes, fork := m.World.Select(m, outcomes)
	if fork || len(outcomes) < 2 {
		return outcomes
	}
	return []Outcome{m.merged(outcomes)}
}

// merged joins outcomes into one.
func (m *Machine) merged(outcomes []Outcome) Outcome {
	out := Outcome{Val: Merge(outcomes), Flags: outcomes[0].Flags, Lits: meet(outcomes, m.isolate)}
	for _, o := range outcomes {
		out.Flags &= o.Flags
	}
	if m.isolate {
		mark := m.journal
		var paths []trail
		for _, o := range outcomes {
			paths = append(paths, o.writes)
		}
		m.redoEither(paths, 0)
		out.writes = m.since(mark)
		m.rollback(mark)
	}
	return out
}

// Apply calls a function value with arguments from within the call c, and joins its outcomes into one value.
func (m *Machine) Apply(c *Call, fn Value, args ...Value) Value {
	inner := *c
	inner.Args = args
	inner.Callee, inner.Fn, inner.Invoke = "", fn, false
	inner.Type = graph.Type{}
	outcomes := m.callValue(&inner, fn)
	if len(outcomes) == 0 {
		return nil
	}
	kept, _ := m.World.Select(m, outcomes)
	out := m.merged(kept)
	m.Resume(out)
	return out.Val
}

// Outcomes calls a function value with arguments from within the call c.
func (m *Machine) Outcomes(c *Call, fn Value, args ...Value) []Outcome {
	inner := *c
	inner.Args = args
	inner.Callee, inner.Fn, inner.Invoke = "", fn, false
	return m.callValue(&inner, fn)
}

// callValue calls a function value.
func (m *Machine) callValue(c *Call, fn Value) []Outcome {
	inner, deps := strip(fn)
	switch f := inner.(type) {
	case *Func:
		c.Fn = f
		c.Callee = f.ID
		if f.Bound {
			c.Args = append([]Value{f.Recv}, c.Args...)
			if m.Graph.Func(f.ID) == nil && m.isInterfaceMethod(f) {
				return m.invoke(c, f.Recv)
			}
		}
		return m.callNamed(c, f.Bind)
	case *Iface:
		return m.callValue(c, f.V)
	case *Unknown:
		if m.iterate(c, f) {
			return m.single(Tuple{})
		}
	case *Alt:
		var all []Outcome
		args := c.Args
		for _, a := range f.Vals {
			if _, isNil := a.(Nil); isNil {
				continue
			}
			inner := *c
			inner.Args = args
			all = append(all, m.callValue(&inner, a)...)
		}
		if len(all) > 0 {
			return all
		}
	}
	c.Fn, c.Callee = fn, ""
	if v, ok := m.World.Foreign(m, c); ok {
		return m.returned(v)
	}
	return m.single(m.unknownOf(c.Type, deps|m.argDeps(c)|DepsOf(inner), "", c.Args))
}

// isInterfaceMethod reports whether a bound method was taken from an interface value.
func (m *Machine) isInterfaceMethod(f *Func) bool {
	v, _ := strip(f.Recv)
	_, ok := v.(*Iface)
	return ok || !strings.HasPrefix(f.ID, "(*")
}

// returned turns the answer of a model into outcomes: NoReturn means none.
func (m *Machine) returned(v Value) []Outcome {
	switch x := v.(type) {
	case noReturn:
		return nil
	case outcomeList:
		return x
	}
	return m.single(v)
}

type noReturn struct{}

// NoReturn is the answer of a model for calls that do not return.
var NoReturn Value = noReturn{}

type outcomeList []Outcome

// Returning is the answer of a model for calls that may return in several ways.
func Returning(outcomes []Outcome) Value { return outcomeList(outcomes) }

// callNamed calls a function by name: one with a body is executed, a foreign one is left to the world.
func (m *Machine) callNamed(c *Call, bind []Value) []Outcome {
	fn := m.Graph.Func(c.Callee)
	if fn == nil {
		if f, ok := adapted(c); ok {
			inner := *c
			inner.Args, inner.Invoke = c.Args[1:], false
			return m.callValue(&inner, f)
		}
		if v, ok := m.World.Foreign(m, c); ok {
			return m.returned(v)
		}
		return m.returned(m.standard(c))
	}
	if isInit(fn) {
		m.Init(fn.Pkg.Path) // on its own fuel: importing packages come after their imports
		return m.single(Tuple{})
	}
	if v, ok := m.World.Foreign(m, c); ok { // the world may replace a body
		return m.returned(v)
	}
	m.Stack = append(m.Stack, c.Site)
	flags := m.Flags
	outcomes := m.Run(fn, c.Args, bind, nil)
	m.Stack = m.Stack[:len(m.Stack)-1]
	m.Flags = flags
	return outcomes
}

// adapted returns the function that a method of a function type of a library calls: http.HandlerFunc(f).ServeHTTP is f.
func adapted(c *Call) (*Func, bool) {
	if !strings.HasPrefix(c.Callee, "(") || len(c.Args) == 0 {
		return nil, false
	}
	v, _ := strip(c.Args[0])
	f, ok := v.(*Func)
	return f, ok
}

// invoke calls an interface method on recv: the method of its dynamic type, or of each type that may answer.
func (m *Machine) invoke(c *Call, recv Value) []Outcome {
	inner, deps := strip(recv)
	name := c.Callee[strings.LastIndexByte(c.Callee, '.')+1:]
	switch x := inner.(type) {
	case *Iface:
		v, deps2 := strip(x.V)
		if alt, ok := v.(*Alt); ok {
			v = firstNonNil(alt)
		}
		if obj, ok := v.(*Object); ok {
			if x.Type.IsKnown() && m.Graph.Known(c.Callee) == nil {
				c.Callee = foreignMethod(x.Type, name) // the interface is the program's own
			}
			return m.onObject(c, obj)
		}
		if target, self, ok := m.Method(x.Type, label(v, deps|deps2), name); ok {
			return m.onMethod(c, target, self)
		}
		if x.Type.IsKnown() {
			c.Callee = foreignMethod(x.Type, name)
			c.Args = append([]Value{label(v, deps|deps2)}, c.Args[1:]...)
			c.Invoke = false
			return m.callNamed(c, nil)
		}
	case *Object:
		return m.onObject(c, x)
	case *Func: // a named function type with methods, converted without its interface
		return m.onObject(c, nil)
	case *Alt:
		var all []Outcome
		for _, a := range x.Vals {
			if _, isNil := a.(Nil); isNil {
				continue
			}
			inner := *c
			inner.Args = append([]Value{a}, c.Args[1:]...)
			all = append(all, m.invoke(&inner, a)...)
		}
		if len(all) > 0 {
			return all
		}
	case *Unknown:
		if v, ok := m.World.Foreign(m, c); ok {
			return m.returned(v)
		}
		return m.invokeAny(c, x)
	}
	if v, ok := m.World.Foreign(m, c); ok {
		return m.returned(v)
	}
	return m.returned(m.standard(c))
}

func firstNonNil(a *Alt) Value {
	for _, v := range a.Vals {
		if _, isNil := v.(Nil); !isNil {
			return v
		}
	}
	return Nil{}
}

func (m *Machine) onObject(c *Call, obj *Object) []Outcome {
	if obj != nil {
		c.Args = append([]Value{obj}, c.Args[1:]...)
	}
	if v, ok := m.World.Foreign(m, c); ok {
		return m.returned(v)
	}
	return m.returned(m.standard(c))
}

// onMethod calls the method that a dynamic type has.
func (m *Machine) onMethod(c *Call, target string, self Value) []Outcome {
	c.Args = append([]Value{self}, c.Args[1:]...)
	if m.Graph.Func(target) == nil {
		// promoted from an embedded interface or from a foreign type
		v, _ := strip(self)
		if _, isIface := v.(*Iface); isIface {
			c.Callee = target
			return m.invoke(c, self)
		}
	}
	c.Callee, c.Invoke = target, false
	return m.callNamed(c, nil)
}

// foreignMethod names the method of a foreign type.
func foreignMethod(t graph.Type, name string) string {
	return "(" + t.Name + ")." + name
}

// maxImpls bounds the implementations that are tried when nothing is known of the receiver.
const maxImpls = 2

// invokeAny calls the method of the types that may be behind an unknown interface value.
func (m *Machine) invokeAny(c *Call, recv *Unknown) []Outcome {
	impls := m.Graph.Implementations(c.Callee)
	if len(impls) == 0 || len(impls) > maxImpls {
		return m.returned(m.standard(c))
	}
	var all []Outcome
	for _, fn := range impls {
		inner := *c
		inner.Callee, inner.Invoke = fn.ID, false
		self := &Unknown{Type: m.Graph.TypeOf(fn, fn.Params[0].Type), Deps: recv.Deps, NonNil: true}
		inner.Args = append([]Value{self}, c.Args[1:]...)
		all = append(all, m.callNamed(&inner, nil)...)
	}
	return all
}

// Method finds the method of a value with dynamic type t: the function's name and the receiver to call it with.
func (m *Machine) Method(t graph.Type, v Value, name string) (target string, self Value, ok bool) {
	named := t.Deref()
	meth, ok := named.Method(name)
	if !ok {
		return "", nil, false
	}
	st := named
	for _, field := range meth.Path {
		f, known := st.Generic().Field(field)
		var ft graph.Type
		if known {
			ft = st.Generic().FieldType(f)
		}
		v = m.Field(v, field, ft)
		inner, _ := strip(v)
		if i, isIface := inner.(*Iface); isIface && len(meth.Path) > 0 {
			if tgt, s, found := m.Method(i.Type, i.V, name); found {
				return tgt, s, true
			}
		}
		st = ft.Deref()
	}
	return meth.Func, m.receiver(meth.Func, v, st), true
}

// receiver gives a method the receiver that it wants: an address or a value.
func (m *Machine) receiver(id string, v Value, t graph.Type) Value {
	inner, deps := strip(v)
	wantsPtr := strings.HasPrefix(id, "(*")
	switch x := inner.(type) {
	case *Ptr:
		if !wantsPtr {
			return label(m.Load(x, t), deps)
		}
	case *Struct:
		if wantsPtr {
			return label(&Ptr{&Cell{V: x, Type: t}}, deps)
		}
	}
	return v
}

// bind makes a method value.
func (m *Machine) bind(method string, recv Value) Value {
	inner, deps := strip(recv)
	if i, ok := inner.(*Iface); ok && m.Graph.Func(method) == nil {
		name := method[strings.LastIndexByte(method, '.')+1:]
		if target, self, ok := m.Method(i.Type, label(i.V, deps), name); ok {
			return &Func{ID: target, Recv: self, Bound: true}
		}
		if i.Type.IsKnown() {
			if _, isObj := i.V.(*Object); isObj {
				return &Func{ID: method, Recv: i.V, Bound: true}
			}
			return &Func{ID: foreignMethod(i.Type, name), Recv: i.V, Bound: true}
		}
	}
	return &Func{ID: method, Recv: recv, Bound: true}
}

func (m *Machine) argDeps(c *Call) Deps {
	var d Deps
	for _, a := range c.Args {
		d |= DepsWithin(a)
	}
	return d
}
