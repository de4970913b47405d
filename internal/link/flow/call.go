package flow

import (
	"iter"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// call follows a result of a call.
func (w *walk) call(it item, d def) {
	site := graph.Site{Caller: it.b.Func, Block: d.block, Index: d.index}
	result := 0
	path := it.path
	if first, rest := path.Split(); strings.HasPrefix(first, "#") {
		result, path = tupleIndex(first), rest
	}
	if target, form, ok := writingMethod(it.b, d.Instr); ok && result == 0 {
		w.to(it.with(StepText, d.Pos, "its text"), target, form, d.block)
		return
	}
	if path == dataForm && isString(it.b.resultType(d.Instr, result)) {
		path = ""
	}
	if e := w.t.known(site); e != nil && w.entry(it, site, e, result, path) {
		return
	}
	mode := ofResult
	if (w.policy.Guards || w.policy.InOrder) && it.b.minds(d, result) {
		mode = ofSuccess
	}
	foreign := true
	for t := range w.targets(it, site) {
		foreign = false
		w.through(it, t, w.answer(node{b: t.body, path: path, mode: mode}.result(result)), site)
	}
	if foreign {
		w.foreign(it, site, result, path)
	}
}

func isString(t graph.Type) bool {
	u := t.Underlying()
	return u.IsKnown() && u.Kind == summary.KindBasic
}

// result asks for a result of a function; the number takes the operand's place.
func (n node) result(i int) node {
	n.ref = summary.MakeRef(summary.RefNone, i)
	return n
}

func tupleIndex(elem string) int {
	n := 0
	for _, c := range elem[1:] {
		n = n*10 + int(c-'0')
	}
	return n
}

// writingMethod recognises methods of interfaces by which a value writes itself, such as x.Error(), and returns x and the
// form in which it is written.
func writingMethod(b *body, in *summary.Instr) (x summary.Ref, form Path, ok bool) {
	if in.Op != summary.OpInvoke || len(in.Args) != 1 {
		return 0, "", false
	}
	switch name := b.Sym(in); name[strings.LastIndexByte(name, '.')+1:] {
	case "Error", "String":
		return in.Args[0], textForm, true
	case "MarshalJSON", "MarshalText":
		return in.Args[0], dataForm, true
	}
	return 0, "", false
}

// target is a function with a body that a call may run, with the operands that its parameters get.
type target struct {
	*body
	args  []summary.Ref // by parameter; zero where nobody in the caller says it
	paths []Path        // parts of the operands, for promoted methods; may be nil
}

// manyFaces reports whether an interface method is one that unrelated types have: its implementations say nothing about a
// call.
func manyFaces(method string) bool {
	for _, prefix := range []string{
		"(io.", "(error)", "(fmt.", "(context.", "(net/http.ResponseWriter)", "(net/http.Flusher)", "(hash.", "(sort.", "(encoding.", "(encoding/", "(database/sql/driver.",
		"(io/fs.",
	} {
		if strings.HasPrefix(method, prefix) {
			return true
		}
	}
	return false
}

// targets returns the functions with bodies that a call may run.
func (w *walk) targets(it item, site graph.Site) iter.Seq[target] {
	return func(yield func(target) bool) {
		in := site.Instr()
		if in.Op == summary.OpCallValue {
			w.values(it, in, yield)
			return
		}
		if in.Op == summary.OpInvoke && manyFaces(it.b.Sym(in)) {
			return
		}
		for i, f := range it.b.g.Callees(site) {
			if i > 0 {
				w.budget-- // an interface with a hundred implementations makes a hundred steps of one
			}
			if !yield(target{body: w.t.body(f), args: in.Args}) {
				return
			}
		}
	}
}

// values yields the functions with bodies that a called value may be.
func (w *walk) values(it item, in *summary.Instr, yield func(target) bool) {
	for _, o := range w.answer(node{b: it.b, ref: in.Args[0]}) {
		if o.Kind != Func {
			continue
		}
		f := w.t.bodyByID(o.Name)
		if f == nil {
			continue
		}
		args := in.Args[1:]
		if f.HasRecv && len(args) < f.NParams { // a method value: its receiver is bound elsewhere
			args = append([]summary.Ref{0}, args...)
		}
		if !yield(target{body: f, args: args}) {
			return
		}
	}
}

// through continues from the answer of a callee: at the arguments where it ends at a parameter.
func (w *walk) through(it item, t target, origins []found, site graph.Site) {
	pos := site.Instr().Pos
	back := it.with(StepReturn, pos, "returned by "+t.Name)
	for _, o := range origins {
		if arg, path, ok := t.argument(o.Origin); ok {
			if !w.isAhead(back, arg, path, site.Block) {
				w.to(back.inside(o), arg, path, site.Block)
			}
			continue
		}
		if named := it.b.name(o.Origin, t); named != o.Origin {
			o.Origin = shared(w.policy.folded(*named))
		}
		w.reemit(back, o)
	}
}

// argument returns the operand of the call, and the part of it, at which the search goes on from an origin in the callee.
func (t target) argument(o *Origin) (summary.Ref, Path, bool) {
	i, ok := t.isParam(o.Ref)
	if o.Kind != Param || o.Fn != t.Func || !ok || i >= len(t.args) || t.args[i] == 0 {
		return 0, "", false
	}
	if t.paths != nil {
		return t.args[i], t.paths[i].then(o.Path), true
	}
	return t.args[i], o.Path, true
}

// inside adds the way of an origin that another search found to that of it.
func (it item) inside(o found) item {
	if o.trail != nil {
		it.trail = &trail{sub: o.trail, inner: true, up: it.trail}
	}
	it.weak, it.apart = it.weak || o.weak, it.apart || o.apart
	return it
}

// name gives an origin that the callee t asked for by one of its parameters the name that the caller b passes.
func (b *body) name(o *Origin, t target) *Origin {
	if o.named.fn != t.Func || o.named.index >= len(t.args) || t.args[o.named.index] == 0 {
		return o
	}
	arg := t.args[o.named.index]
	own := *o
	own.named = param{}
	if text, ok := b.constText(arg); ok {
		own.Name = text
	} else if i, ok := b.isParam(arg); ok {
		own.named = param{b.Func, i}
	}
	return &own
}

// reemit ends the walk of it at an origin that another search found.
func (w *walk) reemit(it item, o found) {
	if !w.isNew(o.Origin) {
		return
	}
	f := found{Origin: o.Origin}
	if o.Fn != nil {
		it = it.inside(o)
		f.trail, f.weak, f.apart = it.trail, it.weak, it.apart
	}
	w.origins = append(w.origins, f)
}

// function follows a function as a value: itself, or its result if that is wanted.
func (w *walk) function(it item, id string) {
	first, rest := it.path.Split()
	if !strings.HasPrefix(first, "()") {
		w.emit(it, Origin{Kind: Func, Name: id})
		return
	}
	if f := w.t.bodyByID(id); f != nil {
		for _, o := range w.answer(node{b: f, path: rest, mode: ofResult}.result(tupleIndex(first[1:]))) {
			w.reemit(it, o)
		}
		return
	}
	w.emit(it, Origin{Kind: Unknown, Name: id})
}

// entry follows a call of which the tables know something. It reports false if they do not say what it returns.
func (w *walk) entry(it item, site graph.Site, e *knowledge.Entry, result int, path Path) bool {
	b, in := it.b, site.Instr()
	fails := b.resultType(in, result).IsError()
	switch {
	case e.Input != nil && e.Input.Callback == knowledge.None && !fails:
		if e.Input.Into != knowledge.None {
			return false
		}
		w.emit(it, inputOrigin(b, site, e.Input, path))
	case e.Value != nil && w.t.gets(site, e.Value) && (!fails || !b.isTuple(in)):
		w.contextValue(it, w.t.valueKey(site, e.Value), path)
	case e.Flow != nil && e.Flow.Into == knowledge.None && (!fails || e.Flow.Formats):
		if e.Flow.Head && result > 0 || e.Flow.Head && result == 0 && b.isTuple(in) {
			path = path.In(tuple(result))
		}
		w.flow(it, site, e.Flow, path)
	case fails && isOwn(path):
		// libraries do not make values of the program's types
	case e.Query != nil && e.Query.Renders && !fails && result == 0:
		if text, ok := operand(site, e.Query.Text); ok {
			w.to(it, text, path, site.Block)
		}
	case e.Query != nil && !fails:
		w.emit(it, Origin{Kind: Stored, Name: b.Sym(in)})
	case e.Response != nil && (fails || e.Response.Makes):
		w.emit(it, Origin{Kind: Safe, Name: "sent to the client"})
	case fails && e.Pass != nil:
		w.emit(it, Origin{Kind: Safe, Name: "handled elsewhere"})
	case fails && (e.Input != nil || e.Flow != nil || e.Query != nil):
		w.emit(it, Origin{Kind: Error, Name: b.Sym(in)})
	default:
		return false
	}
	return true
}

// inputOrigin is what a reader of the request, or of the environment, returns or fills in.
func inputOrigin(b *body, site graph.Site, in *knowledge.Input, path Path) Origin {
	o := Origin{Kind: Request, Part: string(in.Part)}
	if site.Caller == nil {
		// a parameter of a callback: nothing names it
	} else if ref, ok := operand(site, in.Name); ok {
		o.Name, _ = b.constText(ref)
		if i, ok := b.isParam(ref); ok {
			o.named = param{b.Func, i}
		}
	}
	if o.Name == "" {
		_, path, _ := path.asType()
		first, _ := path.Split()
		if o.Name = keyOf(first); o.Name == "" {
			o.Name = path.fields()
		}
	}
	switch in.Part {
	case knowledge.InSecret:
		o.Kind, o.Part, o.Name = Secret, "", "credential made by "+Short(b.Sym(site.Instr()))
	case knowledge.InRandom:
		o.Kind, o.Part, o.Name = Secret, string(in.Part), "random text made by "+Short(b.Sym(site.Instr()))
	case knowledge.InEnv:
		o.Kind, o.Part = Env, ""
	case knowledge.InStack:
		o.Kind, o.Part, o.Name = Panic, "", "stack trace"
	case knowledge.InPanic:
		o.Kind, o.Part, o.Name = Panic, "", "recovered panic"
	}
	return o
}

// flow follows a known function from its result to its operands.
func (w *walk) flow(it item, site graph.Site, f *knowledge.Flow, path Path) {
	for _, s := range f.Safe {
		if s == w.policy.Sink {
			w.emit(it, Origin{Kind: Safe, Name: it.b.Sym(site.Instr())})
			return
		}
	}
	if w.settled(it, site, path) || w.begun(it, site, path) {
		return
	}
	if first, _ := path.Split(); f.Head && w.policy.Sink == knowledge.InLog && (first == "[0]" || first == tuple(0)) {
		w.emit(it, Origin{Kind: Safe, Name: "only the head"})
		return
	}
	if len(f.From) == 0 {
		w.emit(it, Origin{Kind: Const, Name: it.b.Sym(site.Instr())})
		return
	}
	in := site.Instr()
	switch {
	case f.ByType:
		it = it.with(StepMove, in.Pos, "is one by "+Short(it.b.Sym(in)))
	case f.Formats || len(f.From) > 1 || f.Into != knowledge.None:
		it = it.with(StepConcat, in.Pos, "text is put together")
	default:
		it = it.with(StepCall, in.Pos, "goes through "+Short(it.b.Sym(in)))
	}
	var before summary.Ref
	first, _ := path.Split()
	for _, a := range f.From {
		ref, ok := operand(site, a)
		if !ok {
			continue
		}
		format := before
		before = ref
		switch {
		case f.Adds != "" && names(first) && first != f.Adds:
			w.to(it, ref, path, site.Block)
			return // the other operands are elsewhere
		case !f.Whole && it.b.isFunc(ref):
			w.to(it, ref, Path("()0"), site.Block)
		case f.Key != knowledge.None:
			elem := anyElem
			if key, ok := operand(site, f.Key); ok {
				elem = it.b.elem(key)
			}
			w.to(it, ref, path.In(elem), site.Block)
		case f.Formats && path == dataForm && it.b.resultType(in, 0).IsError():
			return // such an error has no exported fields
		case f.Formats && path.isForm():
			w.formatted(it, site, format, ref)
		case f.Formats && it.b.resultType(in, 0).IsError():
			return // a part of some other type of error: these have none
		case f.Encodes:
			w.to(it, ref, dataForm, site.Block)
		case f.Part != "":
			w.to(it, ref, path.In(f.Part), site.Block)
		case f.Whole && f.Into != knowledge.None && it.b.lacks(ref, path):
			return // fields are filled by their names
		case f.Whole:
			w.to(it, ref, w.t.narrowed(it, f, site, path), site.Block)
		default:
			w.to(it, ref, "", site.Block)
		}
	}
}

// formatted follows an operand that is written as text, perhaps by a format before it that shows nothing of it but its type.
func (w *walk) formatted(it item, site graph.Site, format, ref summary.Ref) {
	shown, ok := it.b.formatted(format, ref)
	if !ok || len(shown) == len(it.b.listed(ref)) {
		w.to(it, ref, textForm, site.Block)
		return
	}
	for _, value := range shown {
		w.to(it, value.Ref, textForm, site.Block)
	}
}

// lacks reports whether a path leads into a field that the object behind an operand does not have.
func (b *body) lacks(ref summary.Ref, path Path) bool {
	if d := b.def(ref); d.Instr != nil && d.Op == summary.OpMakeIface {
		ref = d.Args[0]
	}
	t := b.typeOf(ref).Deref()
	first, rest := path.Split()
	for isElem(first) {
		t = t.Underlying().Element().Deref()
		first, rest = rest.Split()
	}
	u := t.Underlying()
	if !names(first) || !u.IsKnown() || u.Kind != summary.KindStruct {
		return false
	}
	_, hasMethod := t.Method(first)
	return !hasMethod && !slices.ContainsFunc(u.Fields, func(f summary.Field) bool { return f.Name == first || f.Embedded })
}

// isFunc reports whether an operand is a function, of which a library hands on the results.
func (b *body) isFunc(ref summary.Ref) bool { return b.typeOf(ref).IsFunc() }

// narrowed is the path within the source of a function that fills a target only with values of the target's type.
func (t *Tracer) narrowed(it item, f *knowledge.Flow, site graph.Site, path Path) Path {
	target, ok := operand(site, f.Into)
	if !ok || !f.ByType {
		return path
	}
	b := t.body(site.Caller)
	if d := b.def(target); d.Instr != nil && d.Op == summary.OpMakeIface {
		target = d.Args[0]
	}
	typ := b.typeOf(target).Deref().Deref()
	if !typ.IsKnown() || !typ.Local || typ.Underlying().Kind == summary.KindInterface {
		return path
	}
	return path.as(typeKey(typ))
}

// isOwn reports whether a value is wanted only if it has a type of the program.
func isOwn(path Path) bool {
	_, _, own := path.asType()
	return own
}

// foreign follows the result of a function of which nothing is known.
func (w *walk) foreign(it item, site graph.Site, result int, path Path) {
	b, in := it.b, site.Instr()
	name := b.Sym(in)
	if in.Op == summary.OpCallValue {
		name = "function value"
		w.to(it, in.Args[0], path.In("()"+tuple(result)[1:]), site.Block)
		return
	}
	if isOwn(path) {
		return // foreign functions do not make values of the program's types
	}
	if b.resultType(in, result).IsError() {
		w.emit(it, Origin{Kind: Error, Name: name})
		return
	}
	w.emit(it, Origin{Kind: Unknown, Name: name})
	if w.policy.Opaque || !w.policy.Values && b.isLookup(in) {
		return
	}
	it = it.with(StepCall, in.Pos, "goes through "+Short(name))
	it.weak = true
	for _, a := range in.Args {
		if w.policy.Values || isTextual(b.typeOf(a)) {
			w.to(it, a, "", site.Block)
		}
	}
}

// isLookup reports whether a foreign method finds a value by a key, as those of caches do: what it found has nothing of the
// key's text.
func (b *body) isLookup(in *summary.Instr) bool {
	symbol := b.Sym(in)
	name := symbol[strings.LastIndexByte(symbol, '.')+1:]
	isMethod := in.Op == summary.OpInvoke || strings.HasPrefix(symbol, "(")
	if !isMethod || !strings.HasPrefix(name, "Get") && !strings.HasPrefix(name, "Load") && !strings.HasPrefix(name, "Peek") {
		return false
	}
	found := b.resultType(in, 1).Underlying()
	return b.isTuple(in) && found.IsKnown() && found.Name == "bool"
}

// isTextual reports whether an operand of type t may be text that a foreign function hands on.
func isTextual(t graph.Type) bool {
	for range 3 {
		u := t.Underlying()
		if !u.IsKnown() {
			return false
		}
		switch u.Kind {
		case summary.KindBasic:
			return u.Name == "string" || u.Name == "uint8" || u.Name == "byte"
		case summary.KindSlice, summary.KindArray, summary.KindPointer:
			if n := u.Element(); n.IsKnown() && n.Kind == summary.KindNamed && n.Underlying().Kind == summary.KindStruct {
				return false
			}
			t = u.Element()
			continue
		case summary.KindInterface:
			return len(u.Methods) == 0
		}
		return false
	}
	return false
}

// escape follows what a call writes to an object that it gets hold of. It reports whether it may write at all.
func (w *walk) escape(it item, e escape, path Path) bool {
	in := e.site.Instr()
	b := w.t.body(e.site.Caller)
	if k := w.t.known(e.site); k != nil {
		if done, writes := w.knownWrite(it, e, k, path); done {
			return writes
		}
	}
	arg, part := e.arg, path
	if e.listed {
		part = path.In(anyElem)
	}
	if in.Op == summary.OpCallValue {
		arg--
	}
	foreign, found := true, false
	for t := range w.targets(item{node: node{b: b}}, e.site) {
		foreign = false
		i := arg
		if in.Op == summary.OpCallValue && len(t.args) > len(in.Args)-1 {
			i++
		}
		if i < 0 || i >= t.NParams {
			continue
		}
		inner, ok := t.atParam(i, e.site, part)
		if !ok {
			continue
		}
		origins := w.answer(node{b: t.body, ref: summary.MakeRef(summary.RefReg, i), path: inner, mode: ofWrites})
		if len(origins) > 0 {
			found = true
			w.through(it, t, origins, e.site)
		}
	}
	if foreign && b.fills(e) {
		w.emit(it, Origin{Kind: Unknown, Name: b.Sym(in), Fn: b.Func, Ref: in.Args[e.arg], Path: path, Pos: in.Pos})
		return true
	}
	return found
}

// knownWrite follows what a function in the tables writes to its operand. It reports whether the tables say anything, and
// whether it is a write.
func (w *walk) knownWrite(it item, e escape, k *knowledge.Entry, path Path) (done, writes bool) {
	b := w.t.body(e.site.Caller)
	is := func(a knowledge.Arg) bool {
		i, ok := operandIndex(e.site, a)
		return ok && i == e.arg
	}
	at := item{node: node{b: b, ref: e.site.Instr().Args[e.arg], path: path}, trail: it.trail, weak: it.weak, apart: it.apart}
	switch {
	case k.Input != nil && is(k.Input.Into):
		o := inputOrigin(b, e.site, k.Input, path)
		o.Fn, o.Ref, o.Path, o.Pos = b.Func, at.ref, path, e.site.Instr().Pos
		w.emit(at, o)
		return true, true
	case k.Flow != nil && is(k.Flow.Into):
		w.flow(at, e.site, k.Flow, path)
		return true, true
	case k.Query != nil && is(k.Query.Into):
		w.emit(at, Origin{
			Kind: Stored, Name: b.Sym(e.site.Instr()), Fn: b.Func, Ref: at.ref, Path: path, Pos: e.site.Instr().Pos,
		})
		return true, true
	}
	return k.Input != nil || k.Flow != nil || k.Query != nil || k.Log != nil || k.Response != nil || k.Value != nil, false
}

// operandIndex returns the position among a call's operands that a table means by a.
func operandIndex(s graph.Site, a knowledge.Arg) (int, bool) {
	in := s.Instr()
	first := 0
	if in.Op == summary.OpInvoke || strings.HasPrefix(s.Caller.Sym(in), "(") {
		first = 1
	}
	var i int
	switch a {
	case knowledge.None:
		return 0, false
	case knowledge.Recv:
		if first == 0 {
			return 0, false
		}
	default:
		i = first + int(a-knowledge.Arg0)
	}
	return i, i < len(in.Args)
}

// operand returns a call's operand that a table means by a.
func operand(s graph.Site, a knowledge.Arg) (summary.Ref, bool) {
	i, ok := operandIndex(s, a)
	if !ok {
		return 0, false
	}
	return s.Instr().Args[i], true
}

func (b *body) isTuple(in *summary.Instr) bool {
	t := b.g.TypeOf(b.Func, in.Type)
	return t.IsKnown() && t.Kind == summary.KindTuple
}

// resultType returns the type of a result of a call.
func (b *body) resultType(in *summary.Instr, result int) graph.Type {
	t := b.g.TypeOf(b.Func, in.Type)
	if t.IsKnown() && t.Kind == summary.KindTuple {
		if result < len(t.Params) {
			return b.g.Type(t.Package(), t.Params[result])
		}
		return graph.Type{}
	}
	return t
}

// Short is a symbol, or the name of a type, for people: without import paths, and without the fields of a type that has no name.
func Short(symbol string) string {
	if strings.HasPrefix(symbol, "struct{") {
		return "struct{…}"
	}
	open, rest := "", symbol
	if strings.HasPrefix(rest, "(*") {
		open, rest = "(*", rest[2:]
	} else if strings.HasPrefix(rest, "(") {
		open, rest = "(", rest[1:]
	}
	if i := strings.LastIndexByte(rest, '/'); i >= 0 {
		rest = rest[i+1:]
	}
	return open + rest
}
