package flow

import (
	"go/token"
	"math"
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// A search runs backwards from a value over the program's writes, calls and returns. Within one function, and across
// fields, globals and closures, it is a breadth-first walk over nodes, so that the first way found to an origin is a
// shortest one. A call is answered by the callee's own search, whose result is remembered and does not depend on the
// caller: where it ends at a parameter, the walk goes on at the argument. Calls and returns are matched by this, and
// the cost is that of each function once for each part of a result that anybody asks about. Recursive functions see
// their own results as far as they are known; such partial answers are not remembered beyond the query.
type search struct {
	t      *Tracer
	policy *Policy
	memo   map[node][]found // of the policy
	temp   map[node][]found // partial answers of this query
	active map[node]*progress
	lowest int // least depth of an active search whose partial answer was used
	budget int
}

// progress is a search that has not ended.
type progress struct {
	depth int
	known []found
	asked bool // by itself, through a recursive call
}

// mode tells which question a node asks.
type mode uint8

const (
	ofValue   mode = iota // where does the part path of ref come from
	ofResult              // of result ref.N() of the function
	ofSuccess             // the same where the function returns no error beside it
	ofWrites              // what does the function, or what it calls, write to the part path of ref
)

// node is a question about a function.
type node struct {
	b    *body
	ref  summary.Ref
	path Path
	mode mode
	use  use
	// old asks for the elements of a list as they were before a loop that replaces all of them.
	old   bool
	until moment // at which the value is wanted, if that is known
}

const maxDepth = 60

func (t *Tracer) newSearch(p *Policy) *search {
	memo := t.memo[p]
	if memo == nil {
		memo = map[node][]found{}
		t.memo[p] = memo
	}
	return &search{
		t: t, policy: p, memo: memo, temp: map[node][]found{}, active: map[node]*progress{}, lowest: math.MaxInt, budget: t.grant(p),
	}
}

// answer returns the origins of n. Parameters of the function stand for themselves.
func (s *search) answer(n node) []found {
	if known, ok := s.memo[n]; ok {
		return known
	}
	if partial, ok := s.temp[n]; ok {
		return partial
	}
	if p, busy := s.active[n]; busy {
		p.asked = true
		s.lowest = min(s.lowest, p.depth)
		return p.known
	}
	if len(s.active) > maxDepth || s.budget <= 0 {
		s.lowest = -1
		return []found{{Origin: &Origin{Kind: Exhausted, Fn: n.b.Func, Ref: n.ref, Path: n.path, Pos: n.b.Func.Pos}}}
	}
	return s.run(n)
}

// run searches for n. If the search asked itself, through a recursive function, it runs again with what it found, until it
// finds no more.
func (s *search) run(n node) []found {
	p := &progress{depth: len(s.active)}
	s.active[n] = p
	outer := s.lowest
	for {
		s.lowest = math.MaxInt
		p.asked = false
		w := s.walk()
		w.run(n)
		grown := len(w.origins) > len(p.known)
		p.known = slices.Clone(w.origins) // it may be kept: without room for more
		w.end()
		if !p.asked || !grown {
			break
		}
		clear(s.temp) // what is there may rest on the poorer answer
	}
	delete(s.active, n)
	if s.lowest >= p.depth {
		s.memo[n] = p.known
		s.lowest = outer
	} else {
		s.temp[n] = p.known
		s.lowest = min(s.lowest, outer)
	}
	return p.known
}

// walk is the search for one node.
type walk struct {
	*search
	queue   []item // those before done are expanded
	done    int
	seen    few[node]
	met     few[identity]
	origins []found
}

// walk returns a walk that has not begun. Walks are many and short: those that have ended are walked again.
func (s *search) walk() *walk {
	n := len(s.t.ended) - 1
	if n < 0 {
		return &walk{search: s}
	}
	w := s.t.ended[n]
	s.t.ended = s.t.ended[:n]
	w.search = s
	return w
}

// end gives back w, of which nothing is needed any more.
func (w *walk) end() {
	w.seen.reset()
	w.met.reset()
	w.queue, w.done, w.origins = emptied(w.queue), 0, emptied(w.origins)
	w.t.ended = append(w.t.ended, w)
}

// emptied returns a list without its elements, and without its room if that is large.
func emptied[T any](list []T) []T {
	if cap(list) > maxKept {
		return nil
	}
	clear(list)
	return list[:0]
}

// item is a node on the walk with the way that led to it.
type item struct {
	node
	trail *trail
	weak  bool
	apart bool
}

func (w *walk) run(start node) {
	w.push(item{node: start})
	for w.done < len(w.queue) {
		if w.budget--; w.budget <= 0 {
			w.lowest = -1
			w.emit(w.queue[w.done], Origin{Kind: Exhausted})
			return
		}
		w.step()
	}
}

// step expands the next node of the queue.
func (w *walk) step() {
	it := w.queue[w.done]
	w.done++
	w.expand(it)
}

func (w *walk) push(it item) {
	if it.ref == 0 && it.mode == ofValue || !w.seen.add(it.node) {
		return
	}
	w.queue = append(w.queue, it)
}

// emit ends the walk of it at o.
func (w *walk) emit(it item, o Origin) {
	if o.Fn == nil {
		o.Fn, o.Ref, o.Path = it.b.Func, it.ref, it.path
		o.Pos = it.b.posOf(it.ref)
	}
	if o = w.policy.folded(o); !w.isNew(&o) {
		return
	}
	f := found{Origin: shared(o)}
	if o.Fn != nil {
		f.trail, f.weak, f.apart = it.trail, it.weak, it.apart
	}
	w.origins = append(w.origins, f)
}

// isNew reports whether an origin is not among those of the walk yet, and takes note of it.
func (w *walk) isNew(o *Origin) bool { return w.met.add(o.identity()) }

// to continues at an operand of the same function. The value is used in block.
func (w *walk) to(it item, ref summary.Ref, path Path, block int) {
	it = w.used(it, block)
	if w.policy.Guards && w.isAllowed(it, ref, block) {
		w.emit(item{node: node{b: it.b, ref: ref, path: path}, trail: it.trail, weak: it.weak, apart: it.apart}, Origin{Kind: Safe, Name: "allow-list"})
		return
	}
	it.ref, it.path, it.mode, it.old = ref, path, ofValue, false
	if it.until.b != it.b {
		it.until = moment{}
	}
	if elem, _ := path.Split(); isElem(elem) {
		r := it.b.replaced(ref)
		it.old = r != nil && it.b.isIn(block, r.head)
	}
	w.push(it)
}

// isAhead reports whether the walk has come to an operand already, or is about to, so that there is no need to say by which way.
func (w *walk) isAhead(it item, ref summary.Ref, path Path, block int) bool {
	n := w.used(it, block).node
	n.ref, n.path, n.mode = ref, path, ofValue
	return !w.policy.Guards && w.seen.has(n)
}

// with adds a step to the way of it.
func (it item) with(k StepKind, pos summary.Pos, text string) item {
	it.trail = &trail{step: Step{Kind: k, Fn: it.b.Func, Pos: pos, Text: text}, up: it.trail}
	return it
}

// expand follows one node by one step.
func (w *walk) expand(it item) {
	switch it.mode {
	case ofResult, ofSuccess:
		for _, x := range it.b.returns {
			if it.mode == ofSuccess && it.b.failsAt(w.t, x) {
				continue
			}
			if n := it.ref.N(); n < len(x.instr.Args) {
				w.to(it, x.instr.Args[n], it.path, x.block)
			}
		}
		return
	case ofWrites:
		w.contents(it)
		return
	}
	if it.path.len() > maxPath {
		w.emit(it, Origin{Kind: Exhausted})
		return
	}
	if w.policy.Source != nil {
		if o, ok := w.policy.Source(it.public()); ok {
			w.emit(it, o)
			return
		}
	}
	if !w.policy.Values && it.path.isForm() && isInert(it.b.typeOf(it.ref)) {
		w.emit(it, Origin{Kind: Number})
		return
	}
	if t := it.b.typeOf(it.ref); it.path.isForm() && t.IsKnown() && t.Name == "string" {
		it.path = "" // plain text, whatever it was before its conversion
	}
	if w.part(it) {
		return
	}
	switch it.ref.Kind() {
	case summary.RefConst:
		text, _ := it.b.constText(it.ref)
		w.emit(it, Origin{Kind: Const, Name: text})
	case summary.RefGlobal:
		w.global(it, it.b.Pkg.Symbols[it.ref.N()])
	case summary.RefFunc:
		w.function(it, it.b.Pkg.Symbols[it.ref.N()])
	case summary.RefReg:
		w.register(it)
	}
}

func (n node) public() Node {
	d := n.b.def(n.ref)
	return Node{Fn: n.b.Func, Ref: n.ref, Instr: d.Instr, Site: graph.Site{Caller: n.b.Func, Block: d.block, Index: d.index}, Path: n.path, body: n.b}
}

// register follows what is in a register.
func (w *walk) register(it item) {
	if i, ok := it.b.isParam(it.ref); ok {
		w.contents(it)
		w.emit(it, Origin{Kind: Param, Name: it.b.Params[i].Name, Pos: it.b.Pos})
		return
	}
	if j, ok := it.b.isFree(it.ref); ok {
		w.free(it, j)
		return
	}
	d := it.b.def(it.ref)
	if d.Instr == nil {
		return
	}
	w.instr(it, d)
}

// instr follows the result of an instruction.
func (w *walk) instr(it item, d def) {
	if elem, rest := it.path.Split(); isElem(elem) && !it.old {
		if r := it.b.replaced(it.ref); r != nil {
			w.to(it.with(StepStore, r.pos, "stored"), r.val, rest, r.block)
			return
		}
	}
	switch d.Op {
	case summary.OpAlloc, summary.OpMakeMap, summary.OpMakeSlice, summary.OpMakeChan:
		w.object(it)
	case summary.OpPhi:
		w.contents(it)
		preds := it.b.Blocks[d.block].Preds
		for i, a := range d.Args {
			w.phi(it, a, int(preds[i]), d.block)
		}
	case summary.OpFieldAddr, summary.OpField:
		w.field(it, d)
	case summary.OpIndexAddr, summary.OpIndex, summary.OpLookup:
		w.element(it, d)
	case summary.OpCall, summary.OpInvoke, summary.OpCallValue:
		w.contents(it)
		w.call(it, d)
	case summary.OpBuiltin:
		w.builtin(it, d)
	case summary.OpExtract:
		w.contents(it)
		w.to(it, d.Args[0], it.path.In(tuple(int(d.N))), d.block)
	case summary.OpBinOp:
		w.binary(it, d)
	case summary.OpMakeIface:
		w.box(it, d)
	case summary.OpSlice:
		if w.policy.Sink == knowledge.InLog && it.b.isExcerpt(d) {
			w.emit(it, Origin{Kind: Safe, Name: "excerpt"})
			return
		}
		w.to(it, d.Args[0], it.path, d.block)
	case summary.OpClosure, summary.OpBound:
		w.function(it, it.b.Sym(d.Instr))
	case summary.OpNext:
		w.next(it, d)
	case summary.OpRecv:
		path := it.path
		if d.N != 0 {
			if first, rest := path.Split(); first == tuple(0) {
				path = rest
			}
		}
		w.to(it, d.Args[0], path.In(anyElem), d.block)
	case summary.OpSelect:
		_, rest := it.path.Split()
		for _, ch := range d.Args {
			w.to(it, ch, rest.In(anyElem), d.block)
		}
	case summary.OpTypeAssert:
		path := it.path
		if d.N != 0 {
			if first, rest := path.Split(); first == tuple(0) {
				path = rest
			}
		}
		if t := it.b.g.TypeOf(it.b.Func, d.XType).Deref(); t.IsKnown() && t.Local && t.Underlying().Kind != summary.KindInterface {
			path = path.as(typeKey(t))
		}
		w.to(it, d.Args[0], path, d.block)
	case summary.OpLoad:
		w.load(it, d)
	default: // conversions, negations, ranges
		if len(d.Args) > 0 {
			w.to(it, d.Args[0], it.path, d.block)
		}
	}
}

// isExcerpt reports whether a slice of text is only its first or last few characters.
func (b *body) isExcerpt(d def) bool {
	if !isString(b.typeOf(d.Args[0])) {
		return false
	}
	if high, ok := b.Const(d.Args[2]); ok {
		return high.Int <= 12
	}
	low := b.def(d.Args[1])
	if low.Instr == nil || low.Op != summary.OpBinOp || token.Token(low.N) != token.SUB {
		return false
	}
	tail, ok := b.Const(low.Args[1])
	return ok && tail.Int <= 8
}

// phi follows one edge of a phi; the guard that chose the edge may be its predecessor's own condition.
func (w *walk) phi(it item, ref summary.Ref, pred, block int) {
	if it.use.b == it.b && it.use.block != block && !it.b.isMerged(pred, block, it.use.block) {
		return
	}
	if w.policy.Guards && it.b.isAllowedOnEdge(w.t, aimAt(w.policy.Sink), ref, pred, block) {
		w.emit(item{node: node{b: it.b, ref: ref, path: it.path}, trail: it.trail, weak: it.weak, apart: it.apart}, Origin{Kind: Safe, Name: "allow-list"})
		return
	}
	w.to(it, ref, it.path, pred)
}

// binary follows both sides of a concatenation, and of everything else if values are followed.
func (w *walk) binary(it item, d def) {
	if w.policy.Head != nil {
		w.beginning(it, it.b.pieces(d), d)
		return
	}
	if !w.policy.Values {
		it = it.with(StepConcat, d.Pos, "text is put together")
	}
	w.to(it, d.Args[0], "", d.block)
	w.to(it, d.Args[1], "", d.block)
}

// next follows a step of a loop over a map.
func (w *walk) next(it item, d def) {
	iter := it.b.def(d.Args[0])
	if iter.Instr == nil || d.N != 0 {
		w.emit(it, Origin{Kind: Number})
		return
	}
	switch first, rest := it.path.Split(); first {
	case tuple(1):
		w.to(it, iter.Args[0], rest.In(anyKey), d.block)
	case tuple(2):
		w.to(it, iter.Args[0], rest.In(anyElem), d.block)
	default:
		w.emit(it, Origin{Kind: Number})
	}
}

func (w *walk) builtin(it item, d def) {
	switch it.b.Sym(d.Instr) {
	case "append":
		w.append(it, d)
	case "min", "max", "real", "imag":
		for _, a := range d.Args {
			w.to(it, a, "", d.block)
		}
	case "recover":
		w.emit(it, Origin{Kind: Panic})
	default:
		if w.policy.Values {
			for _, a := range d.Args {
				w.to(it, a, "", d.block)
			}
			return
		}
		w.emit(it, Origin{Kind: Number})
	}
}
