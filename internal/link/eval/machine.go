// Package eval executes portable function bodies abstractly: values that are known stay known (closures, structs, slices
// of middleware, tables of routes, constants), everything else is an Unknown that remembers what it depends on.
//
// Control flow. A branch on a known condition is followed; a loop over known values runs. On an unknown condition both
// arms run one after the other, each until the branch's immediate post-dominator, where their values are joined; while an
// arm runs, the machine holds a Literal that says which condition led there. A loop on an unknown condition runs once.
// This is a may-analysis: everything that may happen is executed, and the literals say under which conditions.
//
// Foreign functions have no body: the World decides what they do. The cost is bounded by Fuel, counted in instructions.
package eval

import (
	"slices"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// World gives meaning to what has no body, and watches.
type World interface {
	// Foreign executes a call of a function without a body. It reports false to leave it to the standard library's models,
	// which make an Unknown of what they do not know.
	Foreign(m *Machine, c *Call) (Value, bool)
	// Param makes the value of a parameter or receiver that nobody gives.
	Param(m *Machine, t graph.Type) Value
	// Select chooses which of several outcomes of a call are followed; they are followed one by one if fork is true, and
	// joined into one otherwise.
	Select(m *Machine, outcomes []Outcome) (kept []Outcome, fork bool)
	// Budget bounds the instructions of one call of fn; 0 is no bound but Fuel.
	Budget(fn *graph.Func) int
	// Cut is told where something is left out for lack of fuel, under the conditions that the machine holds.
	Cut(m *Machine)
	// Panic is told where the program panics, under the conditions that the machine holds.
	Panic(m *Machine)
	// LoadField reads a field of a foreign object, nil to leave it an object of its own.
	LoadField(m *Machine, f FieldOf) Value
	// Key says what an unknown key must be with which a table is asked, nil if that cannot be told.
	Key(m *Machine, table *Map) Value
	// StoreField writes a field of a foreign object.
	StoreField(m *Machine, f FieldOf, v Value)
}

// Call is a call that is being executed.
type Call struct {
	Site   graph.Site
	Instr  *summary.Instr
	Callee string  // full name of the function or method, "" for an unknown function value
	Fn     Value   // the function value, for calls of one
	Args   []Value // receiver first
	Invoke bool    // through an interface
	Type   graph.Type
}

// Arg returns an argument, nil if there are fewer.
func (c *Call) Arg(i int) Value {
	if i < 0 || i >= len(c.Args) {
		return nil
	}
	return c.Args[i]
}

// Literal is a condition under which the machine executes at present.
type Literal struct {
	Frame int // number of the activation that took the branch
	Block int32
	True  bool // which way it went
	Known bool // the condition was known, given an anonymous request
	Deps  Deps
	Site  graph.Site
	Rank  bool // Text ends in a number that is compared by its size
	// Same is the outcome with which the condition says that the caller has, or is, what Text says, if SameKnown.
	Same, SameKnown bool
	Text            string // what an unknown condition on the caller compares something with, "" if that is not known

	seq int // in the order in which branches were taken, 0 if the other arm led nowhere
}

// Flags are facts about the path that is being executed, owned by the World. At joins only those survive that hold on both sides.
type Flags uint8

// Outcome is one way in which a function returned.
type Outcome struct {
	Val   Value
	Flags Flags
	Lits  []Literal // since the call

	writes trail // since the call, if paths are isolated
}

// Machine executes functions.
type Machine struct {
	Graph *graph.Graph
	World World
	Fuel  int // instructions that may still be executed
	// MaxDepth bounds the call stack.
	MaxDepth int

	Flags Flags
	Lits  []Literal
	Stack []graph.Site // the calls that led to the present function, outermost first

	// Roles: literals tell what conditions on the caller are about. Met is what they name, in the order of the execution.
	Roles bool
	Met   []string
	// Assume, if there is one, is asked how unknown conditions turn out.
	Assume func(Literal) (side, ok bool)

	home    World // in which the program starts
	shapes  map[string]*shape
	globals map[string]*Cell
	inits   map[string]bool
	active  map[string]int // activations on the stack, by function
	frames  int
	splits  int // undecided branches taken
	funcs   map[string]*Func
	cells   int32  // variables made
	shared  int32  // of these, how many other paths may know
	journal *write // the newest assignment
	merging merging
	regs    []Value // registers of the functions on the stack
	spare   []Value // a stack of registers that was emptied
	// isolate: what one arm of a branch writes is not seen by the other arm. Without it, writes of both arms are seen by
	// whatever runs later, as possible values.
	isolate bool
	epoch   int // 0 while the program starts, then the number of the trial
	visited map[string]bool
	started map[string]bool // functions that start-up has executed
	changed map[string]bool // fields and variables that requests change; nil until a trial asks
	starved bool
}

// New returns a machine over g with no fuel.
func New(g *graph.Graph, w World) *Machine {
	return &Machine{
		Graph: g, World: w, MaxDepth: 60,
		shapes: map[string]*shape{}, globals: map[string]*Cell{}, inits: map[string]bool{},
		home: w, active: map[string]int{}, visited: map[string]bool{}, started: map[string]bool{}, funcs: map[string]*Func{},
	}
}

// Visited reports whether the function with an ID has been executed.
func (m *Machine) Visited(id string) bool { return m.visited[id] }

// Starved reports whether something was left out for lack of fuel or depth since the last call of Refuel.
func (m *Machine) Starved() bool { return m.starved }

// Refuel gives the machine n instructions.
func (m *Machine) Refuel(n int) { m.Fuel, m.starved = n, false }

// Try runs f with isolated paths and takes back every change that f made to variables.
func (m *Machine) Try(f func()) {
	mark, lits, stack, flags, isolate := m.journal, len(m.Lits), len(m.Stack), m.Flags, m.isolate
	m.isolate = true
	m.part()
	m.epoch++
	defer func() {
		m.rollback(mark)
		m.Lits, m.Stack, m.Flags, m.isolate = m.Lits[:lits], m.Stack[:stack], flags, isolate
	}()
	f()
}

// IsNew reports whether the newest trial has made a variable.
func (m *Machine) IsNew(c *Cell) bool { return m.epoch > 0 && c.born == int32(m.epoch) }

// Next returns the number that the next activation of a function will have.
func (m *Machine) Next() int { return m.frames + 1 }

// newest returns the number of the newest undecided branch under which the machine executes, 0 if there is none.
func (m *Machine) newest() int {
	n := 0
	for _, l := range m.Lits {
		if !l.Known {
			n = max(n, l.seq)
		}
	}
	return n
}

// Conditional reports whether the machine executes under an unknown condition.
func (m *Machine) Conditional() bool {
	for _, l := range m.Lits {
		if !l.Known {
			return true
		}
	}
	return false
}

// frame is an activation of a function.
type frame struct {
	fn       *graph.Func
	regs     []Value
	shape    *shape
	id       int
	base     int // literals held when the function was called
	outcomes []Outcome
	mark     *write                 // the newest assignment when the function was called
	advanced int                    // steps of loops over known values
	counters map[*summary.Instr]Int // last value of each integer that is compared
	splits   map[int32]splitting
	onReturn func(Value) // watches each return, with the machine in the state of that path

	met   int                       // how much was met when the function was called
	asked map[*summary.Instr][2]int // the part of what was met that each call met
}

// Run executes a function that has a body and returns the ways in which it returns. onReturn, if any, is called at each
// return while the machine still stands there.
func (m *Machine) Run(fn *graph.Func, args, bind []Value, onReturn func(Value)) []Outcome {
	if m.active[fn.ID] >= 3 || len(m.Stack) > m.MaxDepth || m.Fuel <= 0 {
		m.starved = m.starved || m.Fuel <= 0
		return []Outcome{{Val: m.unknownResults(fn, args), Flags: m.Flags}}
	}
	if budget := m.World.Budget(fn); !isInit(fn) && budget > 0 && budget < m.Fuel {
		rest, starved := m.Fuel-budget, m.starved
		m.Fuel = budget
		defer func() { m.Fuel, m.starved = rest+max(m.Fuel, 0), starved }()
	}
	m.active[fn.ID]++
	defer func() { m.active[fn.ID]-- }()
	m.visited[fn.ID] = true
	if m.epoch == 0 {
		m.started[fn.ID] = true
	}
	m.frames++
	m.part()
	outer := m.regs
	fr := &frame{
		fn: fn, regs: m.registers(fn.NRegs), shape: m.shape(fn), id: m.frames, base: len(m.Lits), mark: m.journal, met: len(m.Met), onReturn: onReturn,
	}
	defer func() {
		clear(fr.regs)
		m.release(outer)
	}()
	for i := range fn.NParams {
		if i < len(args) && args[i] != nil {
			fr.regs[i] = args[i]
		} else {
			fr.regs[i] = m.World.Param(m, m.Graph.TypeOf(fn, fn.Params[i].Type))
		}
	}
	for i := range fn.NFree {
		if i < len(bind) {
			fr.regs[fn.NParams+i] = bind[i]
		} else {
			fr.regs[fn.NParams+i] = m.World.Param(m, m.Graph.TypeOf(fn, fn.Params[fn.NParams+i].Type))
		}
	}
	if len(fn.Blocks) > 0 {
		m.region(fr, 0, 0, -1, nil)
	}
	if m.isolate {
		m.rollback(fr.mark)
	}
	if len(fr.outcomes) == 0 && m.Fuel <= 0 {
		return []Outcome{{Val: m.unknownResults(fn, args), Flags: m.Flags}}
	}
	return fr.outcomes
}

// registerStack is how many registers are made at once: more than nearly all stacks of calls have.
const registerStack = 16_384

// registers takes n registers, which are empty, off the stack of all.
func (m *Machine) registers(n int) []Value {
	used := len(m.regs)
	if used+n > cap(m.regs) {
		used, m.regs, m.spare = 0, m.spare, nil
		if n > cap(m.regs) {
			m.regs = make([]Value, 0, max(n, registerStack))
		}
	}
	m.regs = m.regs[:used+n]
	return m.regs[used : used+n : used+n]
}

// release goes back to the registers that were taken before. A stack that was begun since is kept for when another one is needed.
func (m *Machine) release(outer []Value) {
	if cap(m.regs) > 0 && (cap(outer) == 0 || &m.regs[:1][0] != &outer[:1][0]) {
		m.spare = m.regs[:0]
	}
	m.regs = outer
}

func (m *Machine) shape(fn *graph.Func) *shape {
	s, ok := m.shapes[fn.ID]
	if !ok {
		s = shapeOf(fn)
		m.shapes[fn.ID] = s
	}
	return s
}

// unknownResults stands for the results of a function that is not executed.
func (m *Machine) unknownResults(fn *graph.Func, args []Value) Value {
	var deps Deps
	for _, a := range args {
		deps |= DepsOf(a)
	}
	switch len(fn.Results) {
	case 0:
		return Tuple{}
	case 1:
		return &Unknown{Type: m.Graph.TypeOf(fn, fn.Results[0].Type), Deps: deps, From: fn.ID}
	}
	out := make(Tuple, len(fn.Results))
	for i, r := range fn.Results {
		out[i] = &Unknown{Type: m.Graph.TypeOf(fn, r.Type), Deps: deps, From: fn.ID}
	}
	return out
}

// Merge joins outcomes into one value; what decided between them becomes a dependency of what differs.
func Merge(outcomes []Outcome) Value {
	var deps Deps
	for _, o := range outcomes {
		for _, l := range o.Lits {
			deps |= l.Deps
		}
	}
	var v Value
	for _, o := range outcomes {
		v = join(v, o.Val, deps)
	}
	return v
}

// Join turns outcomes into one: values are joined, literals and flags are those that all share.
func (m *Machine) Join(outcomes []Outcome) Outcome { return m.merged(outcomes) }

// Resume puts the machine in the state in which a call returned.
func (m *Machine) Resume(o Outcome) {
	m.Flags = o.Flags
	m.redo(o.writes)
}

// sameWay reports whether two literals are the same side of a branch, wherever its function was called.
func (l Literal) sameWay(o Literal) bool {
	return l.Site.Caller != nil && l.Site == o.Site && l.True == o.True && l.Known == o.Known
}

// meet keeps the literals that all outcomes share. If paths are isolated, each has activations of its own, so that a branch
// that all of them took the same way counts as the same one.
func meet(outcomes []Outcome, isolated bool) []Literal {
	var common []Literal
	for _, l := range outcomes[0].Lits {
		everywhere := true
		for _, o := range outcomes[1:] {
			everywhere = everywhere && (slices.Contains(o.Lits, l) || isolated && slices.ContainsFunc(o.Lits, l.sameWay))
		}
		if everywhere {
			common = append(common, l)
		}
	}
	return common
}
