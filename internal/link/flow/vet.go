package flow

import (
	"go/token"
	"path/filepath"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// What makes a value harmless depends on where it goes. The host of a URL may be compared instead of the whole, a path may
// be tested for dots. Such tests are about something that was made from the value; the gate of
// guard.go follows what is tested back to the value for those sinks.

// aim is what a value has to be harmless for.
type aim struct {
	sink  knowledge.Sink // empty: only comparisons with what is allowed count
	given via            // how the value was made from the one that goes there
}

// The two halves of a test for a path on the own site: it begins with a slash, and not with two.
const (
	rooted knowledge.Sink = "redirect, begins with a slash"
	single knowledge.Sink = "redirect, does not begin with two"
)

// aimAt returns the aim of a policy.
func aimAt(s knowledge.Sink) aim {
	switch s {
	case knowledge.InFetch, knowledge.InRedirect, knowledge.InFilePath, knowledge.InArgument:
		return aim{sink: s}
	}
	return aim{}
}

func (a aim) with(v via) aim { return aim{a.sink, a.given | v} }

func (a aim) String() string {
	if a.sink == "" {
		return ""
	}
	return string(a.sink) + string(rune('0'+a.given)) + ":"
}

// via tells how one value was made from another.
type via uint8

const (
	viaHost  via = 1 << iota // the host of a URL
	viaClean                 // a path without dots that could be resolved
	viaRel                   // a path relative to another
	viaBase                  // the last element of a path
	viaDir                   // what comes before it
)

// makers are the functions whose result is more than a form of their operand.
var makers = map[string]via{
	"(*net/url.URL).Hostname": viaHost, "net.SplitHostPort": viaHost,
	"path.Clean": viaClean, "path.Join": viaClean, "path/filepath.Clean": viaClean, "path/filepath.Join": viaClean,
	"path/filepath.Abs": viaClean, "path/filepath.EvalSymlinks": viaClean,
	"path/filepath.Rel": viaRel, "path.Base": viaBase, "path/filepath.Base": viaBase, "path.Dir": viaDir, "path/filepath.Dir": viaDir,
}

// use is a block in which a value of a function is used. A value that is allowed there was harmless all along.
type use struct {
	b     *body
	block int
}

// note returns what a policy wants to know of the use of a value.
func (p *Policy) note(u use) use {
	if !p.Guards || aimAt(p.Sink).sink == "" {
		return use{}
	}
	return u
}

// used notes the use of a value from which others of the same function are followed.
func (w *walk) used(it item, block int) item {
	if it.use.b != it.b {
		it.use = w.policy.note(use{it.b, block})
	}
	return it
}

func (w *walk) isAllowed(it item, ref summary.Ref, block int) bool {
	a := aimAt(w.policy.Sink)
	return it.b.isAllowed(w.t, a, ref, block) || it.use.b == it.b && it.use.block != block && it.b.isAllowed(w.t, a, ref, it.use.block)
}

// OriginsAt is Origins for a value as a call uses it: what stands before the call counts as a guard.
func (t *Tracer) OriginsAt(p *Policy, calls []graph.Site, s graph.Site, ref summary.Ref, path Path) []Origin {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := t.body(s.Caller)
	if p.Guards && b.isAllowed(t, aimAt(p.Sink), ref, s.Block) {
		return []Origin{{Kind: Safe, Name: "allow-list", Fn: s.Caller, Ref: ref, Path: path}}
	}
	return t.origins(p, calls, node{b: b, ref: ref, path: path, use: p.note(use{b, s.Block})})
}

// descent is how a value was made from the gate's, if it was.
type descent struct {
	via via
	ok  bool
}

// about reports whether ref was made from the gate's value, and how.
func (g *gate) about(ref summary.Ref) (via, bool) {
	if g.aim.sink == "" || g.key == "" {
		return 0, false
	}
	d, known := g.made[ref]
	if !known {
		if g.made == nil {
			g.made = map[summary.Ref]descent{}
		}
		g.made[ref] = descent{} // until it is known: loops make nothing new
		d = g.descent(ref)
		g.made[ref] = d
	}
	return d.via, d.ok
}

func (g *gate) descent(ref summary.Ref) descent {
	if g.is(ref) {
		return descent{g.aim.given | g.ownMaker(), true}
	}
	d := g.b.def(ref)
	if d.Instr == nil {
		return descent{}
	}
	var how via
	args := d.Args
	switch d.Op {
	case summary.OpField, summary.OpFieldAddr:
		if g.b.Sym(d.Instr) == "Host" && typeKey(g.b.g.TypeOf(g.b.Func, d.XType)) == "net/url.URL" {
			how = viaHost
		}
	case summary.OpCall, summary.OpInvoke:
		how = makers[g.b.Sym(d.Instr)]
	case summary.OpLookup, summary.OpIndex, summary.OpIndexAddr:
		args = args[:1]
	case summary.OpCallValue, summary.OpClosure, summary.OpMakeMap, summary.OpMakeSlice, summary.OpAlloc:
		return descent{}
	case summary.OpBinOp:
		if token.Token(d.N) != token.ADD {
			return descent{}
		}
	}
	for _, a := range args {
		if v, ok := g.about(a); ok {
			return descent{v | how, true}
		}
		for _, e := range g.b.listed(a) {
			if v, ok := g.about(e); ok {
				return descent{v | how, true}
			}
		}
	}
	return descent{}
}

// ownMaker returns how the gate's value itself was made.
func (g *gate) ownMaker() via {
	digits, ok := strings.CutPrefix(g.key, "r")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return 0 // a variable
	}
	d := g.b.def(summary.MakeRef(summary.RefReg, n))
	if d.Instr != nil && d.Op == summary.OpExtract {
		d = g.b.def(d.Args[0])
	}
	if d.Instr == nil || d.Op != summary.OpCall {
		return 0
	}
	return makers[g.b.Sym(d.Instr)]
}

// vets reports whether a condition being what want says means that the value is harmless where it goes.
func (g *gate) vets(d def, want bool) bool {
	switch d.Op {
	case summary.OpBinOp:
		op := token.Token(d.N)
		return g.vetsEqual(d, want == (op == token.EQL)) && (op == token.EQL || op == token.NEQ) ||
			g.aim.sink == single && g.isShort(d, want)
	case summary.OpLookup:
		return want && g.isHost(d.Args[1])
	case summary.OpExtract:
		call := g.b.def(d.Args[0])
		switch {
		case call.Instr == nil:
		case call.Op == summary.OpLookup && d.N == 1:
			return want && g.isHost(call.Args[1])
		case call.Op == summary.OpCall && d.N == 0:
			return g.vetsCall(call, want)
		}
	case summary.OpCall, summary.OpInvoke:
		return g.vetsCall(d, want)
	}
	return false
}

// isHost reports whether ref is the host of the value, and that decides.
func (g *gate) isHost(ref summary.Ref) bool {
	v, ok := g.about(ref)
	return ok && v&viaHost != 0 && (g.aim.sink == knowledge.InFetch || g.aim.sink == knowledge.InRedirect)
}

// vetsEqual handles comparisons of what was made from the value.
func (g *gate) vetsEqual(d def, equal bool) bool {
	for i, x := range d.Args {
		y := d.Args[1-i]
		v, ok := g.about(x)
		if !ok {
			continue
		}
		c, isConst := g.b.Const(y)
		switch g.aim.sink {
		case knowledge.InFetch:
			return equal && v&viaHost != 0 && g.isOthers(y) && !(isConst && c.Str == "")
		case knowledge.InRedirect:
			return equal && v&viaHost != 0 && g.isOthers(y)
		case knowledge.InFilePath:
			other, both := g.about(y)
			return equal && (both && (v^other)&viaBase != 0 || !both && v&viaDir != 0 && g.isOthers(y))
		case knowledge.InArgument:
			return !equal && isConst && c.Int == '-' && g.isChar(x, 0)
		case rooted:
			return equal && isConst && c.Int == '/' && g.isChar(x, 0)
		case single:
			return !equal && isConst && c.Int == '/' && g.isChar(x, 1)
		}
	}
	return false
}

// isChar reports whether ref is a certain character of the value.
func (g *gate) isChar(ref summary.Ref, i int64) bool {
	for range 3 {
		d := g.b.def(ref)
		if d.Instr == nil {
			return false
		}
		switch d.Op {
		case summary.OpConvert:
			ref = d.Args[0]
			continue
		case summary.OpIndex, summary.OpLookup:
			c, ok := g.b.Const(d.Args[1])
			return ok && c.Int == i
		}
		return false
	}
	return false
}

// isShort reports whether a condition says that the text has less than two characters.
func (g *gate) isShort(d def, want bool) bool {
	length := g.b.def(d.Args[0])
	c, isConst := g.b.Const(d.Args[1])
	if !isConst || length.Instr == nil || length.Op != summary.OpBuiltin || g.b.Sym(length.Instr) != "len" {
		return false
	}
	if _, ok := g.about(length.Args[0]); !ok {
		return false
	}
	switch token.Token(d.N) {
	case token.GTR:
		return !want && c.Int <= 1
	case token.GEQ:
		return !want && c.Int <= 2
	case token.LSS:
		return want && c.Int <= 2
	case token.LEQ, token.EQL:
		return want && c.Int <= 1
	}
	return false
}

// isOthers reports whether a value is not the client's choice. The host to which the request went is not: browsers set it.
func (g *gate) isOthers(ref summary.Ref) bool {
	return g.t.all(Text, node{b: g.b, ref: ref}, func(o Origin) bool {
		switch o.Kind {
		case Request:
			return g.aim.sink == knowledge.InRedirect && o.Part == string(knowledge.InHeader) && o.Name == "host"
		case Param, Context, Exhausted, Marked:
			return false
		}
		return true
	})
}

// vetsCall handles functions that answer yes or no.
func (g *gate) vetsCall(d def, want bool) bool {
	site := graph.Site{Caller: g.b.Func, Block: d.block, Index: d.index}
	e := g.t.known(site)
	if e == nil {
		return false
	}
	if v := e.Vet; v != nil {
		ref, ok := operand(site, v.Value)
		_, about := g.about(ref)
		return ok && about && want != v.Not && slices.Contains(v.Sinks, g.aim.sink)
	}
	if e.Compare == nil {
		return false
	}
	value, ok := operand(site, e.Compare.Value)
	with, ok2 := operand(site, e.Compare.With)
	if !ok || !ok2 {
		return false
	}
	how, ok := g.about(value)
	if !ok && e.Compare.How == knowledge.Equals {
		value, with = with, value
		how, ok = g.about(value)
	}
	if !ok {
		return false
	}
	text, isConst := g.b.constText(with)
	return g.vetsLikeness(e.Compare.How, how, want, with, text, isConst)
}

func (g *gate) vetsLikeness(like knowledge.Likeness, how via, want bool, with summary.Ref, text string, isConst bool) bool {
	switch g.aim.sink {
	case knowledge.InFetch, knowledge.InRedirect:
		switch like {
		case knowledge.Begins:
			return want && (isConst && hasHost(text, g.aim.sink) || !isConst && g.isOthers(with))
		case knowledge.Equals, knowledge.Ends:
			return want && how&viaHost != 0 && text != "" == isConst && g.isOthers(with)
		case knowledge.Matches:
			return want && how&viaHost != 0 && g.isAnchored(with)
		case knowledge.Member:
			return want && how&viaHost != 0
		}
	case knowledge.InFilePath:
		switch like {
		case knowledge.Contains:
			return !want && isConst && isClimb(text)
		case knowledge.Begins:
			return want && how&viaClean != 0 && text != "" == isConst && g.isOthers(with) ||
				!want && how&(viaClean|viaRel) != 0 && isConst && strings.HasPrefix(text, "..")
		}
	case knowledge.InArgument:
		return like == knowledge.Begins && !want && text == "-"
	case rooted:
		return like == knowledge.Begins && want && text == "/"
	case single:
		return !want && (like == knowledge.Begins || like == knowledge.Contains) && text == "//"
	}
	return false
}

// isAnchored reports whether a regexp is compiled from constants that are anchored on both sides.
func (g *gate) isAnchored(re summary.Ref) bool {
	return g.t.all(patterns, node{b: g.b, ref: re}, func(o Origin) bool {
		return o.Kind == Const && strings.HasPrefix(o.Name, "^") && strings.HasSuffix(o.Name, "$")
	})
}

// isClimb reports whether a path without the text, or without any of its characters, cannot leave its directory.
func isClimb(text string) bool {
	return text != "" && (strings.Contains("../", text) || strings.ContainsAny(text, `/\`) || text == ".")
}

// hasElements reports whether the function loops over something that was made from the value, such as the addresses of a
// host. If every round that goes on tests its element, the value is allowed after the loop.
func (g *gate) hasElements() bool {
	for i := range g.b.Blocks {
		if g.isElementLoop(i) {
			return true
		}
	}
	return false
}

// isElementLoop reports whether a block is the head of such a loop.
func (g *gate) isElementLoop(block int) bool {
	blk := g.b.Blocks[block]
	if len(blk.Preds) < 2 || len(blk.Instrs) == 0 {
		return false
	}
	last := &blk.Instrs[len(blk.Instrs)-1]
	if last.Op != summary.OpIf {
		return false
	}
	cond := g.b.def(last.Args[0])
	if cond.Instr == nil || cond.Op != summary.OpBinOp || token.Token(cond.N) != token.LSS {
		return false
	}
	length := g.b.def(cond.Args[1])
	if length.Instr == nil || length.Op != summary.OpBuiltin || g.b.Sym(length.Instr) != "len" {
		return false
	}
	_, ok := g.about(length.Args[0])
	return ok
}

// dominates reports whether every way to a block leads through another.
func (b *body) dominates(block, other int) bool {
	for other >= 0 {
		if other == block {
			return true
		}
		other = int(b.Blocks[other].Idom)
	}
	return false
}

// settled ends a search at calls whose operands make the result harmless where it goes. It reports false for others.
func (w *walk) settled(it item, site graph.Site, path Path) bool {
	if !path.isForm() && !isElem(firstOf(path)) {
		return false
	}
	switch w.policy.Sink {
	case knowledge.InFilePath:
		if !it.b.staysBelowRoot(site.Instr()) && !w.losesSlashes(it.b, site.Instr()) {
			return false
		}
	case knowledge.InRedirect:
		if strings.Contains(it.b.Sym(site.Instr()), "filepath") || !it.b.staysBelowRoot(site.Instr()) {
			return false
		}
	default:
		return false
	}
	w.emit(it, Origin{Kind: Safe, Name: it.b.Sym(site.Instr())})
	return true
}

// staysBelowRoot recognises calls that clean a path which begins at the root, so that no dots and no second slash are left at
// its beginning.
func (b *body) staysBelowRoot(in *summary.Instr) bool {
	switch b.Sym(in) {
	case "path.Clean", "path/filepath.Clean":
		begin, ok := b.begin(in.Args[0])
		return ok && begin == "/"
	case "path.Join", "path/filepath.Join":
		first := b.listed(in.Args[0])
		if len(first) == 0 {
			return false
		}
		begin, ok := b.begin(first[0])
		return ok && (begin == "/" || begin == string(filepath.Separator))
	}
	return false
}

// losesSlashes recognises calls that take slashes or pairs of dots out of a text, or find a part of it that has none.
func (w *walk) losesSlashes(b *body, in *summary.Instr) bool {
	switch b.Sym(in) {
	case "strings.ReplaceAll":
		old, ok := b.constText(in.Args[1])
		return ok && (old == ".." || old == "/" || old == ".")
	case "(*regexp.Regexp).ReplaceAllString", "(*regexp.Regexp).ReplaceAllLiteralString":
		return w.t.all(patterns, node{b: b, ref: in.Args[0]}, func(o Origin) bool { return o.Kind == Const && takesSlashes(o.Name) })
	case "(*regexp.Regexp).FindString", "(*regexp.Regexp).FindStringSubmatch":
		return w.t.all(patterns, node{b: b, ref: in.Args[0]}, func(o Origin) bool { return o.Kind == Const && isPlain(o.Name) })
	}
	return false
}

// isPlain reports whether what a pattern does not say itself has only letters, digits and a few signs.
func isPlain(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	return err == nil && noSpecials(re)
}

// takesSlashes reports whether a pattern is a class of characters, or a row of them, that has the slash.
func takesSlashes(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return false
	}
	if re.Op == syntax.OpPlus || re.Op == syntax.OpStar {
		re = re.Sub[0]
	}
	if re.Op != syntax.OpCharClass {
		return false
	}
	for i := 0; i < len(re.Rune); i += 2 {
		if re.Rune[i] <= '/' && '/' <= re.Rune[i+1] {
			return true
		}
	}
	return false
}
