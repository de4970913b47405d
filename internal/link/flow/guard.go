package flow

import (
	"go/token"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// An allow-list is a condition that lets only values of the program's own choice through: a comparison with constants, a
// search in a list or map of constants, an anchored regular expression of harmless characters, or a function that does
// any of these. A value is allowed in a block if every way there passes the good side of such a condition about it. This is
// a must-analysis over the blocks of one function: assume it of all but the entry, and take it back until nothing changes.

// isAllowed reports whether the value ref is allowed in a block.
func (b *body) isAllowed(t *Tracer, a aim, ref summary.Ref, block int) bool {
	if len(b.Blocks) < 2 || !b.isComparable(a, ref) {
		return false
	}
	key := b.sameValue(ref)
	return b.allowedBlocks(t, a, key)[block] || a.sink == knowledge.InRedirect && !slices.ContainsFunc(onSite, func(part knowledge.Sink) bool {
		return !b.allowedBlocks(t, aim{sink: part}, key)[block] && !(part == straight && b.losesBackslashes(ref))
	})
}

// isAllowedOnEdge is isAllowed for a value that a phi takes over from a predecessor.
func (b *body) isAllowedOnEdge(t *Tracer, a aim, ref summary.Ref, pred, block int) bool {
	if len(b.Blocks) < 2 || !b.isComparable(a, ref) {
		return false
	}
	key := b.sameValue(ref)
	onEdge := func(a aim) bool {
		g := &gate{t: t, b: b, aim: a, key: key, blocks: b.allowedBlocks(t, a, key), stores: b.storesTo(t, key)}
		return g.left(pred) || g.edge(pred, block)
	}
	return onEdge(a) || a.sink == knowledge.InRedirect && !slices.ContainsFunc(onSite, func(part knowledge.Sink) bool {
		return !onEdge(aim{sink: part}) && !(part == straight && b.losesBackslashes(ref))
	})
}

// isComparable reports whether an operand is text or an interface, so that an allow-list may be about it.
func (b *body) isComparable(a aim, ref summary.Ref) bool {
	// For an aim, a part of the value may have been tested, or what it was made from.
	return ref.Kind() == summary.RefReg && (a.sink != "" || b.isTextOrAny(ref))
}

// isTextOrAny reports whether an operand is a string or an interface.
func (b *body) isTextOrAny(ref summary.Ref) bool {
	u := b.typeOf(ref).Underlying()
	return u.IsKnown() && (u.Kind == summary.KindInterface || u.Kind == summary.KindBasic && u.Name == "string")
}

func (b *body) allowedBlocks(t *Tracer, a aim, key string) []bool {
	memo := a.String() + key
	if known, ok := b.allowed[memo]; ok {
		return known
	}
	b.allowed[memo] = make([]bool, len(b.Blocks)) // while it is made, nothing is allowed: a condition may ask about the same value
	g := &gate{t: t, b: b, aim: a, key: key, stores: b.storesTo(t, key)}
	blocks := g.solve()
	if a.sink != "" && g.hasElements() {
		g.each = true
		for i, ok := range g.solve() {
			blocks[i] = blocks[i] || ok
		}
	}
	b.allowed[memo] = blocks
	return blocks
}

// solve returns the blocks in which the value is allowed at the start.
func (g *gate) solve() []bool {
	b := g.b
	guess := make([]bool, len(b.Blocks))
	for i := range guess {
		guess[i] = i != 0 && len(b.Blocks[i].Preds) > 0
	}
	g.blocks = guess
	for changed := true; changed; {
		changed = false
		for i := range guess {
			if guess[i] && !g.entered(i) {
				guess[i], changed = false, true
			}
		}
	}
	return guess
}

// gate decides about one value of a function.
type gate struct {
	t      *Tracer
	b      *body
	aim    aim
	key    string
	each   bool // see hasElements
	made   map[summary.Ref]descent
	blocks []bool         // where it is allowed at the start
	stores map[int]write  // the last write to it in a block
	phis   map[int32]bool // under way: a flag that a loop hands on was set on one of its other edges
}

// entered reports whether the value is allowed on every edge into a block.
func (g *gate) entered(block int) bool {
	for _, p := range g.b.Blocks[block].Preds {
		if g.each && g.isElementLoop(block) && !g.b.Dominates(block, int(p)) {
			continue // no element has been left out yet
		}
		if !g.left(int(p)) && !g.edge(int(p), block) || g.each && g.isElementLoop(int(p)) && int(g.b.Blocks[p].Succs[0]) == block {
			return false
		}
	}
	return true
}

// left reports whether the value is allowed at the end of a block: it was at its start, or has been replaced by a constant.
func (g *gate) left(block int) bool {
	if last, ok := g.stores[block]; ok {
		return g.b.isTextOrAny(last.val) && g.own(last.val, "")
	}
	return g.blocks[block]
}

// storesTo returns the last write in each block to the place that key names. There is none if a library fills the place, for
// then it may do so after the write.
func (b *body) storesTo(t *Tracer, key string) map[int]write {
	last := map[int]write{}
	for root, list := range b.writes {
		for _, w := range list {
			if b.placeName(root, w.path) != key || b.isFilled(t, root, w.path) {
				continue
			}
			if old, ok := last[w.block]; !ok || old.index < w.index {
				last[w.block] = w
			}
		}
	}
	return last
}

// isFilled reports whether a library decodes something into a place.
func (b *body) isFilled(t *Tracer, root summary.Ref, path Path) bool {
	return slices.ContainsFunc(b.escapes[root], func(e escape) bool {
		if _, ok := within(e.path, path); !ok {
			return false
		}
		k := t.known(e.site)
		if k == nil {
			return false
		}
		is := func(a knowledge.Arg) bool {
			i, ok := operandIndex(e.site, a)
			return ok && i == e.arg
		}
		return k.Input != nil && is(k.Input.Into) || k.Flow != nil && is(k.Flow.Into) || k.Query != nil && is(k.Query.Into)
	})
}

// edge reports whether control takes an edge only if the value is allowed.
func (g *gate) edge(pred, block int) bool {
	blk := g.b.Blocks[pred]
	in := &blk.Instrs[len(blk.Instrs)-1]
	if in.Op != summary.OpIf || blk.Succs[0] == blk.Succs[1] {
		return false
	}
	return g.implies(in.Args[0], int(blk.Succs[0]) == block)
}

// implies reports whether cond being what want says means that the value is allowed.
func (g *gate) implies(cond summary.Ref, want bool) bool {
	d := g.b.def(cond)
	if d.Instr == nil {
		return false
	}
	if g.aim.sink != "" && g.vets(d, want) {
		return true
	}
	switch d.Op {
	case summary.OpNot:
		return g.implies(d.Args[0], !want)
	case summary.OpBinOp:
		return g.compares(d, want)
	case summary.OpPhi:
		return g.phi(d, want)
	case summary.OpCall, summary.OpInvoke:
		return want && g.tests(d, 0)
	case summary.OpLookup:
		return want && g.is(d.Args[1]) && g.ownKeys(d.Args[0])
	case summary.OpExtract:
		tuple := g.b.def(d.Args[0])
		switch {
		case tuple.Instr == nil:
		case tuple.Op == summary.OpLookup && d.N == 1:
			return want && g.is(tuple.Args[1]) && g.ownKeys(tuple.Args[0])
		case tuple.Op == summary.OpCall, tuple.Op == summary.OpInvoke:
			return want && g.tests(tuple, int(d.N))
		}
	}
	return false
}

// compares handles x == constant, and err == nil for the error of a function that checks the value.
func (g *gate) compares(d def, want bool) bool {
	switch token.Token(d.N) {
	case token.NEQ:
		want = !want
	case token.EQL:
	default:
		return false
	}
	for i, x := range d.Args {
		y := d.Args[1-i]
		if g.is(x) {
			return want && (g.b.typeOf(x).IsError() && g.isSentinel(y) || g.b.typeOf(x).Underlying().Kind == summary.KindBasic && g.own(y, ""))
		}
		if c, ok := g.b.Const(y); ok && c.Kind == summary.ConstNil && want {
			if x := g.b.def(x); x.Instr != nil && (x.Op == summary.OpCall || x.Op == summary.OpInvoke) {
				return g.tests(x, 0)
			} else if x.Instr != nil && x.Op == summary.OpExtract {
				if call := g.b.def(x.Args[0]); call.Instr != nil && (call.Op == summary.OpCall || call.Op == summary.OpInvoke) {
					return g.tests(call, int(x.N))
				}
			}
		}
		if c, ok := g.b.Const(y); ok && c.Kind == summary.ConstBool {
			return g.implies(x, want == (c.Int != 0))
		}
	}
	return false
}

// phi handles flags and the operators && and ||: every edge that gives the wanted outcome must allow the value.
func (g *gate) phi(d def, want bool) bool {
	if g.phis[d.Dst] {
		return true
	}
	if g.phis == nil {
		g.phis = map[int32]bool{}
	}
	g.phis[d.Dst] = true
	defer delete(g.phis, d.Dst)
	preds := g.b.Blocks[d.block].Preds
	for i, a := range d.Args {
		if c, ok := g.b.Const(a); ok {
			if (c.Int != 0) != want {
				continue
			}
		} else if g.implies(a, want) {
			continue
		}
		if p := int(preds[i]); !g.left(p) && !g.edge(p, d.block) {
			return false
		}
	}
	return true
}

// tests reports whether a call says by its result that the value is allowed: true, or no error.
func (g *gate) tests(d def, result int) bool {
	site := graph.Site{Caller: g.b.Func, Block: d.block, Index: d.index}
	name := g.b.Sym(d.Instr)
	args := d.Args
	switch name {
	case "errors.Is":
		return len(args) == 2 && g.is(args[0]) && g.isSentinel(args[1])
	case "errors.As":
		return len(args) == 2 && g.is(args[0]) && g.isOwnType(args[1])
	case "slices.Contains":
		return len(args) == 2 && g.is(args[1]) && g.known(args[0], anyElem)
	case "strings.EqualFold":
		return len(args) == 2 && (g.is(args[0]) && g.own(args[1], "") || g.is(args[1]) && g.own(args[0], ""))
	case "(*regexp.Regexp).MatchString", "(*regexp.Regexp).Match":
		return len(args) == 2 && g.is(args[1]) && g.anchored(args[0])
	case "regexp.MatchString":
		return len(args) == 2 && g.is(args[1]) && g.isAnchoredConst(args[0])
	}
	callees := g.b.g.Callees(site)
	for _, f := range callees {
		if !g.t.checks(g.t.body(f), args, g, result) {
			return false
		}
	}
	return len(callees) > 0
}

// isSentinel reports whether ref is the value of a package-level variable.
func (g *gate) isSentinel(ref summary.Ref) bool {
	d := g.b.def(ref)
	return d.Instr != nil && d.Op == summary.OpLoad && d.Args[0].Kind() == summary.RefGlobal
}

// isOwnType reports whether the target of errors.As has a type of the program.
func (g *gate) isOwnType(target summary.Ref) bool {
	t := g.b.typeOf(g.unboxed(target)).Deref().Deref()
	return t.IsKnown() && t.Local
}

// unboxed returns the value that was turned into an interface.
func (g *gate) unboxed(ref summary.Ref) summary.Ref {
	if d := g.b.def(ref); d.Instr != nil && d.Op == summary.OpMakeIface {
		return d.Args[0]
	}
	return ref
}

// is reports whether ref is the value, or the same in other letters.
func (g *gate) is(ref summary.Ref) bool { return g.b.sameValue(ref) == g.key }

// own reports whether a part of a value is made of constants and numbers only.
func (g *gate) own(ref summary.Ref, path Path) bool {
	return g.t.all(Text, node{b: g.b, ref: ref, path: path}, func(o Origin) bool { return o.Kind == Const || o.Kind == Number })
}

func (g *gate) ownKeys(m summary.Ref) bool {
	t := g.b.typeOf(m).Underlying()
	return t.IsKnown() && t.Kind == summary.KindMap && g.known(m, anyKey)
}

// known reports whether the parts of a list or the keys of a map are values that no client chooses: constants, names of
// columns that the database tells.
func (g *gate) known(ref summary.Ref, path Path) bool {
	return g.t.all(Text, node{b: g.b, ref: ref, path: path}, func(o Origin) bool {
		switch o.Kind {
		case Request, Param, Context, Exhausted, Marked:
			return false
		}
		return true
	})
}

// anchored reports whether a regexp is compiled from constants that admit no quotes, blanks or semicolons.
func (g *gate) anchored(re summary.Ref) bool {
	origins := g.t.origins(patterns, nil, node{b: g.b, ref: re})
	for _, o := range origins {
		if o.Kind != Const || !isHarmless(o.Name) {
			return false
		}
	}
	return len(origins) > 0
}

// patterns follows regular expressions to their text.
var patterns = &Policy{}

func (g *gate) isAnchoredConst(ref summary.Ref) bool {
	text, ok := g.b.constText(ref)
	return ok && isHarmless(text)
}

// isHarmless reports whether a pattern is anchored on both sides and matches only letters, digits and a few signs that
// cannot end an SQL literal or begin another clause.
func isHarmless(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return false
	}
	re = re.Simplify()
	if re.Op != syntax.OpConcat || len(re.Sub) < 2 {
		return false
	}
	first, last := re.Sub[0].Op, re.Sub[len(re.Sub)-1].Op
	if first != syntax.OpBeginText || last != syntax.OpEndText {
		return false
	}
	return noSpecials(re)
}

func noSpecials(re *syntax.Regexp) bool {
	const specials = `'"` + "`;()\\/*-#\n"
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return false
	case syntax.OpLiteral:
		return !strings.ContainsAny(string(re.Rune), `'";`)
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for _, r := range specials {
				if re.Rune[i] <= r && r <= re.Rune[i+1] && r != '-' {
					return false
				}
			}
		}
	}
	for _, sub := range re.Sub {
		if !noSpecials(sub) {
			return false
		}
	}
	return true
}

// checks reports whether a function returns true, or no error, only if the parameter that gets the value of g is allowed.
func (t *Tracer) checks(f *body, args []summary.Ref, g *gate, result int) bool {
	for i, a := range args {
		if i >= f.NParams {
			break
		}
		if g.is(a) && t.checksParam(f, g.aim, i, result) {
			return true
		}
		if v, ok := g.about(a); ok && t.checksParam(f, g.aim.with(v), i, result) {
			return true
		}
	}
	return false
}

func (t *Tracer) checksParam(f *body, a aim, param, result int) bool {
	key := f.sameValue(summary.MakeRef(summary.RefReg, param))
	memo := "checks " + a.String() + key + " " + strconv.Itoa(result)
	if known, ok := f.allowed[memo]; ok {
		return known[0]
	}
	f.allowed[memo] = []bool{false}
	ok := len(f.returns) > 0
	for _, x := range f.returns {
		ok = ok && result < len(x.instr.Args) && f.returnsAllowed(t, a, x, x.instr.Args[result], key)
	}
	f.allowed[memo] = []bool{ok}
	return ok
}

// returnsAllowed reports whether a return denies, or is reached with the value allowed, or returns the outcome of a test.
func (f *body) returnsAllowed(t *Tracer, a aim, x exit, r summary.Ref, key string) bool {
	blocks := f.allowedBlocks(t, a, key)
	if blocks[x.block] {
		return true
	}
	typ := f.typeOf(r)
	if c, ok := f.Const(r); ok {
		return c.Kind == summary.ConstBool && c.Int == 0
	}
	if typ.IsError() {
		d := f.def(r)
		if f.isNotNil(r, x.block) {
			return true
		}
		if d.Instr != nil && (d.Op == summary.OpCall || d.Op == summary.OpInvoke) && len(f.g.Callees(graph.Site{Caller: f.Func, Block: d.block, Index: d.index})) > 0 {
			return (&gate{t: t, b: f, aim: a, key: key, blocks: blocks}).tests(d, 0)
		}
		return d.Instr != nil && (d.Op == summary.OpMakeIface || d.Op == summary.OpCall && f.g.Func(f.Sym(d.Instr)) == nil || d.Op == summary.OpLoad)
	}
	return (&gate{t: t, b: f, aim: a, key: key, blocks: blocks}).implies(r, true)
}

// isNotNil reports whether control gets to a block only if a value is not nil.
func (b *body) isNotNil(ref summary.Ref, block int) bool {
	for range 4 {
		preds := b.Blocks[block].Preds
		if len(preds) != 1 {
			return false
		}
		from := b.Blocks[preds[0]]
		last := &from.Instrs[len(from.Instrs)-1]
		if last.Op == summary.OpIf {
			d := b.def(last.Args[0])
			if d.Instr != nil && d.Op == summary.OpBinOp && d.Args[0] == ref {
				c, ok := b.Const(d.Args[1])
				return ok && c.Kind == summary.ConstNil && (token.Token(d.N) == token.NEQ) == (int(from.Succs[0]) == block)
			}
		}
		block = int(preds[0])
	}
	return false
}

// sameValue names a value so that two operands with the same name have the same content: loads of the same place, and the
// same text in other letters, are the same. It is empty for values that have no name.
func (b *body) sameValue(ref summary.Ref) string {
	for range 16 {
		if ref.Kind() != summary.RefReg {
			return ""
		}
		d := b.def(ref)
		if d.Instr == nil {
			return "r" + strconv.Itoa(ref.N())
		}
		switch d.Op {
		case summary.OpLoad, summary.OpFieldAddr, summary.OpField:
			root, path, ok := b.place(ref)
			if ok && path.Has(anyElem) {
				root, path = b.placeInElement(ref)
			}
			if !ok || path == "" && root == ref {
				return "r" + strconv.Itoa(ref.N())
			}
			return b.placeName(root, path)
		case summary.OpChangeType, summary.OpConvert, summary.OpMakeIface:
			ref = d.Args[0]
			continue
		case summary.OpCall:
			switch b.Sym(d.Instr) {
			case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace":
				ref = d.Args[0]
				continue
			}
		}
		return "r" + strconv.Itoa(ref.N())
	}
	return ""
}

// placeInElement follows an address back to the element of a list that it lies in: the same register is the same element.
func (b *body) placeInElement(ref summary.Ref) (root summary.Ref, path Path) {
	for d := b.def(ref); d.Instr != nil; d = b.def(ref) {
		switch d.Op {
		case summary.OpFieldAddr, summary.OpField:
			path = path.In(b.Sym(d.Instr))
		case summary.OpLoad, summary.OpChangeType, summary.OpConvert:
		default:
			return ref, path
		}
		ref = d.Args[0]
	}
	return ref, path
}

func (b *body) placeName(root summary.Ref, path Path) string {
	return "p" + strconv.Itoa(int(root)) + " " + string(path)
}

// isValidated reports whether the tag of a field limits it to harmless text and the program has somebody check it.
func (t *Tracer) isValidated(owner graph.Type, name string) bool {
	f, ok := owner.Field(name)
	if !ok {
		return false
	}
	key, ok := knowledge.Validated(f.Tag)
	return ok && (key == "binding" || t.checksTags())
}

// checksTags reports whether the program checks validate tags anywhere.
func (t *Tracer) checksTags() bool {
	if t.tagChecks == nil {
		found := slices.ContainsFunc(t.g.Packages, func(p *summary.Package) bool {
			return slices.ContainsFunc(p.Symbols, knowledge.ChecksTags)
		})
		t.tagChecks = &found
	}
	return *t.tagChecks
}
