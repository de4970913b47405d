package cors

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// width tells which origins get through a way, from all to none.
type width int8

const (
	everybody  width = iota // nothing was asked of the origin
	nullOnly                // the origin null, which anybody can have
	lax                     // a test that the attacker's own domain can pass
	unclear                 // a test of which nothing is known
	configured              // the operator has to ask for it
	nobody                  // no origin but those of the program's choice
)

// way is a way through code together with what it asks of an origin.
type way struct {
	width width
	maybe bool         // somebody else's word decides besides
	why   string       // the test, for people
	step  finding.Step // its place
}

// tested is the way through a test of the origin.
func tested(w width, why string, step finding.Step) way { return way{width: w, why: why, step: step} }

// and returns the way that goes through both.
func (w way) and(v way) way {
	maybe := w.maybe || v.maybe
	if v.width > w.width {
		w = v
	}
	w.maybe = maybe
	return w
}

// or returns the wider way.
func (w way) or(v way) way {
	if v.rank() < w.rank() {
		return v
	}
	return w
}

// rank orders ways from wide to narrow.
func (w way) rank() int {
	rank := 2 * int(w.width)
	if w.maybe {
		rank++
	}
	return rank
}

var closed = way{width: nobody}

// maxStates is the number of states after which a walk no longer tells them apart by what the phis are.
const maxStates = 400

// walker finds the widest way through a function to a place of interest. It goes forward from the entry over states: a
// block together with the values that the phis before it have taken, so that a flag that was set on one branch is still
// known when it is tested. The width of a way is that of its narrowest test, and the widest way to every state is kept.
// In functions with very many states only the first one of each block counts, which may miss a wider way.
type walker struct {
	c     *checker
	f     *graph.Func
	phis  map[summary.Ref]summary.Ref // and variables
	depth int
}

type state struct {
	block int
	phis  map[summary.Ref]summary.Ref
	way   way
	forks []fork // branches whose arms have not met again
}

// fork is a branch that the configuration decides.
type fork struct {
	meet int32 // the block in which its arms meet
	way  way   // the way up to it
	phis map[summary.Ref]summary.Ref
}

// walk calls at for every state in which control enters a block, with the widest way to it.
func (c *checker) walk(f *graph.Func, depth int, at func(w *walker, s state)) {
	if len(f.Blocks) == 0 {
		return
	}
	best := map[string]int{}
	queue := []state{{phis: (&walker{c: c, f: f}).assign(nil, 0)}}
	for n := 0; len(queue) > 0; n++ {
		i := widest(queue)
		s := queue[i]
		queue = slices.Delete(queue, i, i+1)
		key := s.key(n < maxStates)
		if old, ok := best[key]; ok && old <= s.way.rank() {
			continue
		}
		best[key] = s.way.rank()
		w := &walker{c, f, s.phis, depth}
		at(w, s)
		for _, next := range w.leave(s) {
			if old, ok := best[next.key(n < maxStates)]; next.way.width < nobody && (!ok || next.way.rank() < old) {
				queue = append(queue, next)
			}
		}
	}
}

func widest(queue []state) int {
	best := 0
	for i := range queue {
		if queue[i].way.rank() < queue[best].way.rank() {
			best = i
		}
	}
	return best
}

// key names a state, or its block alone.
func (s state) key(exact bool) string {
	if !exact {
		return strconv.Itoa(s.block)
	}
	var b strings.Builder
	b.WriteString(strconv.Itoa(s.block))
	for _, phi := range slices.Sorted(maps.Keys(s.phis)) {
		b.WriteString(" " + strconv.Itoa(int(phi)) + "=" + strconv.Itoa(int(s.phis[phi])))
	}
	return b.String()
}

// leave returns the states after a block.
func (w *walker) leave(s state) []state {
	blk := &w.f.Blocks[s.block]
	var list []state
	for i, succ := range blk.Succs {
		next := state{block: int(succ), way: s.way, forks: s.forks}
		if last := blk.Instrs[len(blk.Instrs)-1]; last.Op == summary.OpIf && blk.Succs[0] != blk.Succs[1] {
			next.way = s.way.and(w.test(last.Args[0], i == 0))
			if next.way.width == configured {
				next.forks = append(slices.Clip(s.forks), fork{w.c.flowOf(w.f).meets[s.block], s.way, s.phis})
			}
		}
		next.phis = w.enter(s, int(succ))
		next.rejoin(w.c.flowOf(w.f).tested)
		list = append(list, next)
	}
	return list
}

// rejoin forgets the branches whose arms meet in the state's block: whichever was taken, control gets there. It is another
// matter if an arm has set a flag that is tested.
func (s *state) rejoin(tested []summary.Ref) {
	for i, f := range s.forks {
		if int(f.meet) == s.block && !slices.ContainsFunc(tested, func(r summary.Ref) bool { return s.phis[r] != f.phis[r] }) {
			s.way, s.forks = f.way, s.forks[:i]
			return
		}
	}
}

// enter returns the values of phis after control went from a block to its successor.
func (w *walker) enter(s state, succ int) map[summary.Ref]summary.Ref {
	to := &w.f.Blocks[succ]
	pred := slices.Index(to.Preds, int32(s.block))
	phis := s.phis
	cloned := false
	for i := range to.Instrs {
		in := &to.Instrs[i]
		if in.Op != summary.OpPhi || pred < 0 || pred >= len(in.Args) {
			break
		}
		if !w.tells(summary.MakeRef(summary.RefReg, int(in.Dst))) {
			continue
		}
		if !cloned {
			phis, cloned = maps.Clone(s.phis), true
			if phis == nil {
				phis = map[summary.Ref]summary.Ref{}
			}
		}
		phis[summary.MakeRef(summary.RefReg, int(in.Dst))] = w.resolve(in.Args[pred])
	}
	return (&walker{w.c, w.f, phis, w.depth}).assign(phis, succ)
}

// assign adds the last values that a block stores in variables of the function. Such variables are those that closures share.
func (w *walker) assign(values map[summary.Ref]summary.Ref, block int) map[summary.Ref]summary.Ref {
	cloned := false
	for i := range w.f.Blocks[block].Instrs {
		in := &w.f.Blocks[block].Instrs[i]
		if in.Op != summary.OpStore || !w.isVariable(in.Args[0]) {
			continue
		}
		if !cloned {
			values, cloned = maps.Clone(values), true
			if values == nil {
				values = map[summary.Ref]summary.Ref{}
			}
		}
		values[in.Args[0]] = w.resolve(in.Args[1])
	}
	return values
}

func (w *walker) isVariable(ref summary.Ref) bool {
	d, _ := w.c.t.Def(w.f, ref)
	return d != nil && d.Op == summary.OpAlloc && w.tells(ref)
}

// tells reports whether a value, or a variable, is of a type on which decisions about origins rest.
func (w *walker) tells(ref summary.Ref) bool {
	t := w.c.t.TypeOf(w.f, ref).Deref()
	u := t.Underlying()
	if !u.IsKnown() {
		return false
	}
	return t.Name == "error" || u.Kind == summary.KindBasic && (u.Name == "bool" || u.Name == "string") || u.Kind == summary.KindSlice && isText(u.Element())
}

// resolve returns the value of a phi, or of a variable that is loaded, on the way.
func (w *walker) resolve(ref summary.Ref) summary.Ref {
	for range 8 {
		at := ref
		if d, _ := w.c.t.Def(w.f, ref); d != nil && d.Op == summary.OpLoad {
			at = d.Args[0]
		}
		v, ok := w.phis[at]
		if !ok || v == ref {
			return ref
		}
		ref = v
	}
	return ref
}

// reach returns the widest way to a block of f.
func (c *checker) reach(f *graph.Func, block int) way {
	best := closed
	c.walk(f, 0, func(_ *walker, s state) {
		if s.block == block {
			best = best.or(s.way)
		}
	})
	return best
}

// returns gives the widest way on which f returns the wanted outcome as its result.
func (c *checker) returns(f *graph.Func, result int, want bool, depth int) way {
	key := outcome{f, result, want}
	if known, ok := c.outcomes[key]; ok {
		return known
	}
	c.outcomes[key] = way{width: unclear, why: "a recursive test"} // while it is found
	best := closed
	c.walk(f, depth, func(w *walker, s state) {
		blk := &f.Blocks[s.block]
		last := blk.Instrs[len(blk.Instrs)-1]
		if last.Op == summary.OpReturn && result < len(last.Args) {
			best = best.or(s.way.and(w.answer(last.Args[result], want)))
		}
	})
	c.outcomes[key] = best
	return best
}

// answer is test for what a function returns: an error that it makes, or has at hand, is one.
func (w *walker) answer(ref summary.Ref, want bool) way {
	ref = w.resolve(ref)
	if d, at := w.c.t.Def(w.f, ref); d != nil && w.isError(ref) {
		if d.Op == summary.OpLoad || d.Op == summary.OpCall && len(w.c.callees(at)) == 0 {
			return w.failure(want)
		}
	}
	return w.test(ref, want)
}

// outcome is the question whether a result of a function is true, or no error.
type outcome struct {
	f      *graph.Func
	result int
	want   bool
}
