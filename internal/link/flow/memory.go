package flow

import (
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/summary"
)

func tuple(i int) string { return "#" + strconv.Itoa(i) }

// contents follows what the function writes to the wanted part of the object behind a register: itself, through calls
// that get hold of it, and in closures. It reports whether there is any such write.
func (w *walk) contents(it item) bool {
	found := false
	for _, wr := range it.b.writes[it.ref] {
		if rest, ok := within(wr.path, it.path); ok && it.shows(wr.path) && !it.isOver(wr.block, wr.index) {
			found = true
			w.to(it.with(StepStore, wr.pos, "stored"), wr.val, rest, wr.block)
		}
	}
	for _, l := range it.b.lent[it.ref] {
		if rest, ok := within(l.path, it.path); ok {
			if c := w.t.bodyByID(l.closure); c != nil {
				inner := it
				inner.node = node{b: c, ref: summary.MakeRef(summary.RefReg, c.NParams+l.free), path: rest, mode: ofWrites}
				w.push(inner)
				found = found || len(c.writes[inner.ref]) > 0 || len(c.escapes[inner.ref]) > 0
			}
		}
	}
	for _, e := range it.b.escapes[it.ref] {
		if rest, ok := within(e.path, it.path); ok && !it.isOver(e.site.Block, e.site.Index) && w.escape(it, e, rest) {
			found = true
		}
	}
	return found
}

// shows reports whether the form that is wanted of an object includes its part path.
func (it item) shows(path Path) bool {
	field, _ := path.Split()
	return it.path != dataForm || !names(field) || isEncoded(it.b.typeOf(it.ref).Deref(), field)
}

// object follows a new variable, map or slice.
func (w *walk) object(it item) {
	if w.contents(it) {
		return
	}
	d := it.b.def(it.ref)
	if first, rest := it.path.Split(); d.Op == summary.OpAlloc && d.N == 1 && names(first) && it.hasLeft() {
		if e, ok := it.b.filler(it.ref); ok {
			w.emit(it, Origin{Kind: Unknown, Name: it.b.Sym(e.site.Instr())})
			return
		}
		if t := it.b.typeOf(it.ref).Deref(); t.IsKnown() && t.Local {
			w.fieldWrites(it, typeKey(t)+"."+first, rest)
			return
		}
	}
	w.emit(it, Origin{Kind: Const, Name: "zero value"})
}

// fills reports whether a call of a function of which nothing is known gets a pointer to an object of any type: it is there to
// be filled, as decoders do.
func (b *body) fills(e escape) bool {
	in := e.site.Instr()
	if e.listed || in.Op == summary.OpCallValue {
		return false
	}
	ref := in.Args[e.arg]
	if to := b.typeOf(ref).Underlying(); !to.IsKnown() || to.Kind != summary.KindInterface || len(to.Methods) > 0 {
		return false
	}
	if _, ok := b.isParam(ref); ok {
		return true
	}
	box := b.def(ref)
	if box.Instr == nil || box.Op != summary.OpMakeIface {
		return false
	}
	of := b.typeOf(box.Args[0]).Underlying()
	return of.IsKnown() && of.Kind == summary.KindPointer
}

// filler returns the call that fills an object through the variable which points to it.
func (b *body) filler(ref summary.Ref) (escape, bool) {
	for _, in := range b.Instrs {
		if in.Op != summary.OpStore || in.Args[1] != ref {
			continue
		}
		for _, e := range b.escapes[in.Args[0]] {
			if e.path == "" && b.fills(e) {
				return e, true
			}
		}
	}
	return escape{}, false
}

// hasLeft reports whether the address of an object is kept where others may have written through it when it is wanted.
func (n node) hasLeft() bool {
	if n.until.b == nil || !n.b.leaves(n.ref) {
		return n.b.leaves(n.ref)
	}
	for s, in := range n.b.Instrs {
		kept := false
		for _, a := range in.Args {
			root, path, ok := n.b.place(a)
			kept = kept || ok && root == n.ref && path == ""
		}
		switch in.Op {
		case summary.OpStore, summary.OpSend, summary.OpMapUpdate, summary.OpClosure, summary.OpBound, summary.OpPhi, summary.OpSlice:
			if kept && !n.isOver(s.Block, s.Index) && !(in.Op == summary.OpStore && n.b.isInto(in.Args[0], n.ref)) {
				return true
			}
		}
	}
	return false
}

// isInto reports whether an address lies in an object, so that what is stored there is the object's own.
func (b *body) isInto(addr, object summary.Ref) bool {
	root, _, ok := b.place(addr)
	return ok && root == object
}

// leaves reports whether the address of an object is kept where others may write through it: returned, stored somewhere or put into
// a context. What the functions that it is only handed to write is followed by itself.
func (b *body) leaves(ref summary.Ref) bool { return b.leaving()[ref] }

// leave records that the address of an object gets to others.
func (b *body) leave(ref summary.Ref) {
	b.leaving()
	b.keep(ref)
}

// leaving returns the objects whose address is kept.
func (b *body) leaving() map[summary.Ref]bool {
	if b.kept == nil {
		b.kept = map[summary.Ref]bool{}
		for _, in := range b.Instrs {
			switch in.Op {
			case summary.OpReturn:
				b.keep(in.Args...)
			case summary.OpStore, summary.OpSend:
				b.keep(in.Args[1])
			case summary.OpMapUpdate:
				b.keep(in.Args[1], in.Args[2])
			case summary.OpClosure, summary.OpBound:
				b.keep(in.Args...)
			}
		}
	}
	return b.kept
}

// keep marks what operands stand for, also behind conversions and phis.
func (b *body) keep(refs ...summary.Ref) {
	for _, ref := range refs {
		if b.kept[ref] {
			continue
		}
		b.kept[ref] = true
		if d := b.def(ref); d.Instr != nil {
			switch d.Op {
			case summary.OpMakeIface, summary.OpChangeType, summary.OpConvert, summary.OpPhi, summary.OpSlice:
				b.keep(d.Args...)
			}
		}
	}
}

// free follows a variable that a closure has from the function around it.
func (w *walk) free(it item, j int) {
	w.contents(it)
	for _, s := range w.t.index().closures[it.b.ID] {
		outer := it
		outer.b = w.t.body(s.Caller)
		w.to(outer, s.Instr().Args[j], it.path, s.Block)
	}
}

// global follows a package-level variable.
func (w *walk) global(it item, id string) {
	it.apart = true
	if !w.remotes(it, w.t.index().globals[id], it.path) {
		name := id[strings.LastIndexByte(id, '/')+1:]
		if id == "os.Args" {
			w.emit(it, Origin{Kind: Env, Name: name})
			return
		}
		w.emit(it, Origin{Kind: Const, Name: name})
	}
}

// fieldWrites follows whatever the program stores in a field of any object of a type.
func (w *walk) fieldWrites(it item, key string, rest Path) {
	if !w.remotes(it, w.t.index().fields[key], rest) {
		w.emit(it, Origin{Kind: Const, Name: "zero value"})
	}
}

// remotes follows writes and escapes anywhere in the program to the wanted part of a variable.
func (w *walk) remotes(it item, list []remote, wanted Path) bool {
	found := false
	for _, r := range list {
		there := it
		there.b = r.in
		if r.esc != nil {
			if rest, ok := within(r.esc.path, wanted); ok && w.escape(there, *r.esc, rest) {
				found = true
			}
			continue
		}
		if rest, ok := within(r.w.path, wanted); ok {
			found = true
			w.to(there.with(StepStore, r.w.pos, "stored"), r.w.val, rest, r.w.block)
		}
	}
	return found
}

// field follows a field of an object; requests of the libraries have theirs in a table.
func (w *walk) field(it item, d def) {
	owner, name := it.b.g.TypeOf(it.b.Func, d.XType), it.b.Sym(d.Instr)
	key := typeKey(owner)
	if o, ok := requestField(key, name, it.path); ok && !w.t.isOwnRequest(it.b, d.Args[0]) {
		w.emit(it, o)
		return
	}
	if owner.IsKnown() && !owner.Local && w.foreignField(it, d, key+"."+name) {
		return
	}
	if w.policy.Guards && it.path.isForm() && w.t.isValidated(owner, name) {
		w.emit(it, Origin{Kind: Safe, Name: "validated by its tag"})
		return
	}
	if it.path.len() >= maxPath {
		w.fieldWrites(it, key+"."+name, it.path)
		return
	}
	w.to(it, d.Args[0], it.path.In(name), d.block)
}

// foreignField follows a field of a library's type of which the tables know something, or that holds an error of the
// library's own.
func (w *walk) foreignField(it item, d def, symbol string) bool {
	if e := w.t.lookup(symbol); e != nil && e.Value != nil && e.Value.Put == knowledge.None {
		w.contextValue(it, e.Value.Name, it.path)
		return true
	}
	if t := it.b.g.TypeOf(it.b.Func, d.Type).Deref(); t.IsError() && len(it.b.writes[d.Args[0]]) == 0 {
		w.emit(it, Origin{Kind: Error, Name: symbol})
		return true
	}
	return false
}

func (w *walk) element(it item, d def) {
	path := it.path
	if d.Op == summary.OpLookup {
		if d.N != 0 {
			first, rest := path.Split()
			if first == tuple(1) && !w.policy.Values {
				w.emit(it, Origin{Kind: Number})
				return
			}
			path = rest
		}
		if w.policy.Values {
			w.to(it, d.Args[1], "", d.block)
		}
	}
	elem := it.b.elem(d.Args[1])
	it.weak = it.weak || d.Op == summary.OpLookup && elem == anyElem // it may be another one
	w.to(it, d.Args[0], path.In(elem), d.block)
}

// requestField says what a field of a library's request type holds.
func requestField(owner, name string, path Path) (Origin, bool) {
	if owner != "net/http.Request" {
		return Origin{}, false
	}
	first, rest := path.Split()
	o := Origin{Kind: Request}
	switch name {
	case "Header", "Trailer":
		o.Part, o.Name = "header", keyOf(first)
	case "Form", "PostForm":
		o.Part, o.Name = "form", keyOf(first)
	case "MultipartForm":
		o.Part = "form"
	case "Body":
		o.Part = "body"
	case "Host", "RequestURI", "RemoteAddr", "Method", "Pattern":
		o.Part, o.Name = "header", strings.ToLower(name)
		if name == "RequestURI" {
			o.Part, o.Name = "url", ""
		}
	case "URL":
		o.Part = "url"
		switch first {
		case queryPart:
			key, _ := rest.Split()
			o.Part, o.Name = "query", keyOf(key)
		case "RawQuery":
			o.Part = "query"
		case "Path", "RawPath":
			o.Part = "path"
		}
	default:
		return o, false
	}
	return o, true
}

// queryPart stands for the parsed query of a URL.
const queryPart = "query()"

// keyOf returns the key in an element of a path like ["k"].
func keyOf(elem string) string {
	if len(elem) > 2 && elem[0] == '[' {
		if s, err := strconv.Unquote(elem[1 : len(elem)-1]); err == nil {
			return s
		}
	}
	return ""
}

// constText returns the text of a constant operand, also behind conversions.
func (b *body) constText(ref summary.Ref) (string, bool) {
	for d := b.def(ref); d.Instr != nil; d = b.def(ref) {
		switch d.Op {
		case summary.OpMakeIface, summary.OpConvert, summary.OpChangeType:
			ref = d.Args[0]
			continue
		}
		return "", false
	}
	c, ok := b.Const(ref)
	if !ok {
		return "", false
	}
	switch c.Kind {
	case summary.ConstString, summary.ConstOther:
		return c.Str, true
	case summary.ConstInt:
		return strconv.FormatInt(c.Int, 10), true
	case summary.ConstBool:
		return strconv.FormatBool(c.Int != 0), true
	case summary.ConstNil:
		return "nil", true
	}
	return "", true
}

// posOf returns the place of the expression that an operand stands for.
func (b *body) posOf(ref summary.Ref) summary.Pos {
	d := b.def(ref)
	for d.Instr != nil && !d.Pos.IsValid() && len(d.Args) > 0 {
		if d = b.def(d.Args[0]); d.Instr == nil {
			break
		}
	}
	if d.Instr != nil && d.Pos.IsValid() {
		return d.Pos
	}
	return summary.Pos{}
}
