package eval

import (
	"slices"

	"github.com/apilint/apilint/internal/summary"
)

// arrival is a path that reached a block where a region ends.
type arrival struct {
	block  int32
	phis   []Value
	flags  Flags
	lits   []Literal // since the function was called
	writes trail     // likewise
}

// region executes from instruction idx of block b, entered from block pred, until the function ends or a block in stops
// is reached; it returns the arrivals there.
func (m *Machine) region(fr *frame, b int32, idx int, pred int32, stops []int32) []arrival {
	lits := len(m.Lits)
	defer func() { m.Lits = m.Lits[:lits] }()
	for {
		if idx == 0 && pred >= 0 {
			if slices.Contains(stops, b) && !fr.progressed(b) {
				return []arrival{{b, m.phis(fr, b, pred), m.Flags, slices.Clone(m.Lits[fr.base:]), m.since(fr.mark)}}
			}
			m.setPhis(fr, b, m.decided(fr, b, m.phis(fr, b, pred)))
		}
		m.forget(fr, b, lits)
		next, arrivals, done := m.block(fr, b, idx, stops)
		if done {
			return arrivals
		}
		pred, b, idx = b, next, 0
	}
}

// decided marks values that a known condition has chosen: the arms of it join at block b, and which value arrives there
// depends on what the condition depends on.
func (m *Machine) decided(fr *frame, b int32, vals []Value) []Value {
	if len(vals) == 0 {
		return vals
	}
	var deps Deps
	for _, l := range m.Lits[min(fr.base, len(m.Lits)):] {
		if l.Known && l.Frame == fr.id && fr.shape.ipdom[l.Block] == b {
			deps |= l.Deps
		}
	}
	for i := range vals {
		vals[i] = label(vals[i], deps)
	}
	return vals
}

// forget drops the known conditions whose arms have joined at block b: from here on it does not matter which was taken.
func (m *Machine) forget(fr *frame, b int32, from int) {
	kept := m.Lits[:from]
	for _, l := range m.Lits[from:] {
		if !(l.Known && l.Frame == fr.id && fr.shape.ipdom[l.Block] == b) {
			kept = append(kept, l)
		}
	}
	m.Lits = kept
}

// phis evaluates the phis of block b on the edge from pred.
func (m *Machine) phis(fr *frame, b, pred int32) []Value {
	blk := &fr.fn.Blocks[b]
	edge := slices.Index(blk.Preds, pred)
	var vals []Value
	for i := range blk.Instrs {
		in := &blk.Instrs[i]
		if in.Op != summary.OpPhi {
			break
		}
		vals = append(vals, m.value(fr, in.Args[edge]))
	}
	return vals
}

func (m *Machine) setPhis(fr *frame, b int32, vals []Value) {
	for i, v := range vals {
		fr.regs[fr.fn.Blocks[b].Instrs[i].Dst] = v
	}
}

// block executes the rest of a block. It returns the block to go on with, or the arrivals of the region if it is done.
func (m *Machine) block(fr *frame, b int32, idx int, stops []int32) (next int32, arrivals []arrival, done bool) {
	blk := &fr.fn.Blocks[b]
	for i := idx; i < len(blk.Instrs); i++ {
		in := &blk.Instrs[i]
		if m.Fuel--; m.Fuel <= 0 {
			m.starved = true
			m.World.Cut(m)
			return 0, nil, true
		}
		switch in.Op {
		case summary.OpPhi:
		case summary.OpJump:
			return blk.Succs[0], nil, false
		case summary.OpIf:
			return m.branch(fr, b, in, stops)
		case summary.OpReturn:
			m.doReturn(fr, in)
			return 0, nil, true
		case summary.OpPanic:
			m.World.Panic(m)
			return 0, nil, true
		case summary.OpUnreachable:
			return 0, nil, true
		case summary.OpCall, summary.OpCallValue, summary.OpInvoke, summary.OpBuiltin:
			outcomes := m.callInstr(fr, b, i)
			if len(outcomes) == 0 {
				return 0, nil, true // does not return
			}
			if len(outcomes) > 1 {
				return 0, m.fork(fr, b, i, outcomes, stops), true
			}
			m.enter(fr, in, outcomes[0])
		default:
			if v := m.instr(fr, in); in.Dst >= 0 {
				fr.regs[in.Dst] = v
			}
		}
	}
	return 0, nil, true
}

// enter goes on after a call with one of its outcomes.
func (m *Machine) enter(fr *frame, in *summary.Instr, o Outcome) {
	m.Flags = o.Flags
	m.Lits = append(m.Lits, o.Lits...)
	m.redo(o.writes)
	if in.Dst >= 0 {
		fr.regs[in.Dst] = o.Val
	}
}

// fork goes on after a call once for each of its outcomes.
func (m *Machine) fork(fr *frame, b int32, i int, outcomes []Outcome, stops []int32) []arrival {
	in := &fr.fn.Blocks[b].Instrs[i]
	flags, lits, mark := m.Flags, len(m.Lits), m.journal
	var arrivals []arrival
	for _, o := range outcomes {
		m.part()
		m.enter(fr, in, o)
		arrivals = append(arrivals, m.region(fr, b, i+1, -1, stops)...)
		m.Flags, m.Lits = flags, m.Lits[:lits]
		m.rollback(mark)
	}
	if in.Dst >= 0 {
		fr.regs[in.Dst] = Merge(outcomes)
	}
	return arrivals
}

func (m *Machine) doReturn(fr *frame, in *summary.Instr) {
	var v Value
	switch len(in.Args) {
	case 0:
		v = Tuple{}
	case 1:
		v = m.value(fr, in.Args[0])
	default:
		t := make(Tuple, len(in.Args))
		for i, a := range in.Args {
			t[i] = m.value(fr, a)
		}
		v = t
	}
	if fr.onReturn != nil {
		fr.onReturn(v)
	}
	fr.outcomes = append(fr.outcomes, Outcome{v, m.Flags, slices.Clone(m.Lits[min(fr.base, len(m.Lits)):]), m.since(fr.mark)})
}

// branch executes an If. A known condition is followed; the literal is kept if the request decided it.
func (m *Machine) branch(fr *frame, b int32, in *summary.Instr, stops []int32) (next int32, arrivals []arrival, done bool) {
	succs := fr.fn.Blocks[b].Succs
	cond, deps := strip(m.value(fr, in.Args[0]))
	deps |= DepsOf(cond)
	lit := Literal{Frame: fr.id, Block: b, Deps: deps}
	lit.Site.Caller, lit.Site.Block, lit.Site.Index = fr.fn, int(b), len(fr.fn.Blocks[b].Instrs)-1
	if known, ok := cond.(Bool); ok {
		if deps != 0 {
			lit.True, lit.Known = bool(known), true
			m.Lits = append(m.Lits, lit)
		}
		if known {
			return succs[0], nil, false
		}
		return succs[1], nil, false
	}
	if m.Roles && deps&DepCredential != 0 {
		lit = m.ofCaller(fr, lit, cond, in.Args[0])
	}
	if m.Assume != nil {
		if side, ok := m.Assume(lit); ok {
			lit.True = side
			m.Lits = append(m.Lits, lit)
			if side {
				return succs[0], nil, false
			}
			return succs[1], nil, false
		}
	}
	return m.split(fr, b, lit, stops)
}

// ofCaller completes the literal of an unknown condition on the caller with what that is about.
func (m *Machine) ofCaller(fr *frame, lit Literal, cond Value, ref summary.Ref) Literal {
	lit.Text = m.meets(fr, cond, ref)
	if lit.Text != "" {
		lit.Rank, lit.Same, lit.SameKnown = sense(fr.fn, ref)
		m.Met = append(m.Met, lit.Text)
		return lit
	}
	lit.Text = m.metBy(fr, ref, lit.Deps&DepRole != 0)
	return lit
}

// split executes both arms of an unknown condition and joins them at the block's post-dominator.
func (m *Machine) split(fr *frame, b int32, lit Literal, stops []int32) (int32, []arrival, bool) {
	succs := fr.fn.Blocks[b].Succs
	joinAt := fr.shape.joins[b]
	inner := append(slices.Clone(stops), b)
	if joinAt >= 0 {
		inner = append(inner, joinAt)
	}
	flags, mark, ended := m.Flags, m.journal, len(fr.outcomes)
	defer fr.enterSplit(b)()
	var here, outer []arrival
	for arm, succ := range succs {
		m.Flags = flags
		m.part()
		lit.True = arm == 0
		m.splits++
		lit.seq = m.splits
		if arm > 0 && len(here)+len(outer) == 0 && len(fr.outcomes) == ended && !m.starved {
			lit.seq = 0 // the other arm led nowhere: whoever goes on has come this way
		}
		m.Lits = append(m.Lits, lit)
		forget := m.learn(fr, b, lit.True)
		for _, a := range m.region(fr, succ, 0, b, inner) {
			switch {
			case a.block == joinAt && !slices.Contains(stops, joinAt):
				here = append(here, a)
			case a.block == b && !slices.Contains(stops, b):
				m.nextIteration(fr, b, a, lit.Deps)
			default:
				outer = append(outer, a)
			}
		}
		m.Lits = m.Lits[:len(m.Lits)-1]
		m.rollback(mark)
		forget()
	}
	// Paths that the world tells apart, such as one on which the request was refused, go on apart.
	groups := byFlags(here)
	for i, same := range groups {
		m.part()
		lits := len(m.Lits)
		m.Lits = append(m.Lits, commonLits(same, lits-fr.base)...)
		m.joinArrivals(fr, joinAt, mark, same, lit.Deps)
		outer = append(outer, m.region(fr, joinAt, 0, -1, stops)...)
		if i < len(groups)-1 {
			m.Lits = m.Lits[:lits]
			m.rollback(mark)
		}
	}
	return 0, outer, true
}

// byFlags groups arrivals that have the same flags.
func byFlags(arrivals []arrival) [][]arrival {
	var groups [][]arrival
	for _, a := range arrivals {
		i := slices.IndexFunc(groups, func(g []arrival) bool { return g[0].flags == a.flags })
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], a)
	}
	return groups
}

// commonLits returns the literals that all arrivals share, beyond the first from. If only one arm of a branch goes on,
// what comes after the branch still stands under its condition.
func commonLits(arrivals []arrival, from int) []Literal {
	var common []Literal
	for _, l := range arrivals[0].lits[min(from, len(arrivals[0].lits)):] {
		everywhere := true
		for _, a := range arrivals[1:] {
			everywhere = everywhere && slices.Contains(a.lits, l)
		}
		if everywhere {
			common = append(common, l)
		}
	}
	return common
}

// splitting is a block of which both arms are being executed.
type splitting struct {
	advanced int // steps of known loops made before
	times    int // how often the block is on the stack
}

// maxUnrolled bounds the iterations of a loop that one undecided exit nests into each other.
const maxUnrolled = 32

// enterSplit notes that both arms of b are being executed; the function that it returns takes that back.
func (fr *frame) enterSplit(b int32) (leave func()) {
	if fr.splits == nil {
		fr.splits = map[int32]splitting{}
	}
	old := fr.splits[b]
	fr.splits[b] = splitting{fr.advanced, old.times + 1}
	return func() { fr.splits[b] = old }
}

// progressed reports whether block b, of which both arms are being executed, is reached again after a step of a loop over
// known values: that loop will end by itself, and b is executed once more.
func (fr *frame) progressed(b int32) bool {
	s := fr.splits[b]
	return s.times > 0 && s.times < maxUnrolled && fr.advanced > s.advanced
}

// nextIteration makes a loop's variables either what they were or what one iteration made of them.
func (m *Machine) nextIteration(fr *frame, b int32, a arrival, deps Deps) {
	for i, v := range a.phis {
		dst := fr.fn.Blocks[b].Instrs[i].Dst
		fr.regs[dst] = join(fr.regs[dst], v, deps)
	}
}

// joinArrivals sets the phis of the join block to what the arriving paths bring, and keeps the flags that all have.
func (m *Machine) joinArrivals(fr *frame, b int32, mark *write, arrivals []arrival, deps Deps) {
	if m.isolate {
		var paths []trail
		for _, a := range arrivals {
			paths = append(paths, trail{mark, a.writes.last})
		}
		m.redoEither(paths, deps)
	}
	vals := slices.Clone(arrivals[0].phis)
	m.Flags = arrivals[0].flags
	for _, a := range arrivals[1:] {
		m.Flags &= a.flags
		for i := range vals {
			vals[i] = join(vals[i], a.phis[i], deps)
		}
	}
	m.setPhis(fr, b, vals)
}
