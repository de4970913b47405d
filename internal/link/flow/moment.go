package flow

import (
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// moment is the time at which a function runs an instruction. What it writes only later does not count for a value that is
// wanted as it is then.
type moment struct {
	b            *body
	block, index int
}

// LocalBefore is Local for a value as it is before the function runs the instruction at a place.
func (t *Tracer) LocalBefore(p *Policy, s graph.Site, ref summary.Ref, path Path) []Origin {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := t.body(s.Caller)
	return t.local(p, node{b: b, ref: ref, path: path, until: moment{b, s.Block, s.Index}})
}

// isOver reports whether an instruction of the node's function can only run after the moment at which the value is wanted.
func (n node) isOver(block, index int) bool {
	at := n.until
	if at.b == nil || block == at.block && index < at.index {
		return false
	}
	return !at.b.returnsTo(block, at.block)
}

// returnsTo reports whether a block may run after another one has run to its end.
func (b *body) returnsTo(from, to int) bool {
	if b.after == nil {
		b.after = map[int][]bool{}
	}
	seen := b.after[from]
	if seen == nil {
		seen = make([]bool, len(b.Blocks))
		todo := append([]int32(nil), b.Blocks[from].Succs...)
		for len(todo) > 0 {
			x := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if !seen[x] {
				seen[x] = true
				todo = append(todo, b.Blocks[x].Succs...)
			}
		}
		b.after[from] = seen
	}
	return seen[to]
}

// load follows what is read from memory. In order, what was written there before and replaced since does not count, nor what is
// written only later.
func (w *walk) load(it item, d def) {
	if !w.policy.InOrder || it.path != "" || it.b.isShared(it.ref) {
		w.to(it, d.Args[0], it.path, d.block)
		return
	}
	if it.until.b == nil {
		it.until = moment{it.b, d.block, d.index}
	}
	root, path, ok := it.b.place(d.Args[0])
	last, written := it.b.lastWrite(root, path, d)
	if !ok || !written {
		w.to(it, d.Args[0], it.path, d.block)
		return
	}
	isReplaced := func(block, index int) bool {
		return !it.b.returnsTo(last.block, block) && !(block == last.block && index > last.index) || it.isOver(block, index)
	}
	w.to(it.with(StepStore, last.pos, "stored"), last.val, "", last.block)
	for _, wr := range it.b.writes[root] {
		if rest, ok := within(wr.path, path); ok && !isReplaced(wr.block, wr.index) {
			w.to(it.with(StepStore, wr.pos, "stored"), wr.val, rest, wr.block)
		}
	}
	for _, e := range it.b.escapes[root] {
		if rest, ok := within(e.path, path); ok && !isReplaced(e.site.Block, e.site.Index) {
			w.escape(it, e, rest)
		}
	}
}

// lastWrite returns a write that has certainly happened to the part path of an object when it is read, the last of those that
// have. It reports false if there is none, or others may write there.
func (b *body) lastWrite(root summary.Ref, path Path, read def) (last write, ok bool) {
	if path == "" || len(b.lent[root]) > 0 || root.Kind() != summary.RefReg {
		return last, false
	}
	for _, wr := range b.writes[root] {
		if wr.path != path || path.Has(anyElem) || wr.block == read.block && wr.index > read.index || !b.Dominates(wr.block, read.block) {
			continue
		}
		if !ok || wr.block == last.block && wr.index > last.index || wr.block != last.block && b.Dominates(last.block, wr.block) {
			last, ok = wr, true
		}
	}
	return last, ok
}
