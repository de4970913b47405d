package route

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
)

// operands reads the operands of one call as its knowledge entry says.
type operands struct {
	table   *Table
	machine Machine
	call    Call
}

// routeOperands is where the parts of one route come from: the arguments of a call, or the fields of a struct.
type routeOperands interface {
	path() (path, unresolved string)
	methods() (methods []string, unresolved string)
	handlers(shape knowledge.Shape) (handler Value, before []Attached, unresolved string)
}

// under returns o with further conditions.
func (o operands) under(when When) operands {
	if len(when) > 0 {
		o.call.When = slices.Concat(o.call.When, when)
	}
	return o
}

// arg returns an operand, nil if there is none.
func (o operands) arg(a knowledge.Arg) Value {
	switch {
	case a == knowledge.Recv:
		return o.call.Recv
	case a > knowledge.None && int(a-knowledge.Arg0) < len(o.call.Args):
		return o.call.Args[a-knowledge.Arg0]
	}
	return nil
}

// targetValue returns what the call acts on.
func (o operands) targetValue() Value {
	if o.call.Op.On == knowledge.None {
		return o.call.Recv
	}
	return o.arg(o.call.Op.On)
}

// target returns the object that the call acts on, or the value itself if that is not one of ours.
func (o operands) target() Value {
	if o.call.Op.Global != "" {
		return o.table.Global(o.call.Op.Global)
	}
	v := o.targetValue()
	if v == nil {
		return nil
	}
	if obj := o.machine.Object(v); obj != nil {
		return obj
	}
	return v
}

// router returns the router that the call acts on. A call on a router that nobody knows is noted.
func (o operands) router() *Router {
	r, ok := o.target().(*Router)
	if !ok {
		o.problem("%s: the router is not known", o.call.Symbol)
		return nil
	}
	return r
}

// text returns the string operand a; ok is false if the operation has none.
func (o operands) text(a knowledge.Arg) (text string, ok bool) {
	if a == knowledge.None {
		return "", false
	}
	return o.textOf(o.arg(a)), true
}

// textOf returns the string v, Unknown if v is not known to be one.
func (o operands) textOf(v Value) string {
	if v != nil {
		if s, ok := o.machine.Text(v); ok {
			return s
		}
	}
	return string(Unknown)
}

// texts returns the string or list of strings that v is.
func (o operands) texts(v Value) ([]string, bool) {
	if s, ok := o.machine.Text(v); ok {
		return []string{s}, true
	}
	elems, complete := o.machine.Elems(v)
	if !complete || len(elems) == 0 {
		return nil, false
	}
	var texts []string
	for _, e := range elems {
		s, ok := o.machine.Text(e.Value)
		if !ok {
			return nil, false
		}
		texts = append(texts, s)
	}
	return texts, true
}

func (o operands) path() (path, unresolved string) {
	if o.call.Op.Path == knowledge.None {
		return "", ""
	}
	return o.pathOf(o.arg(o.call.Op.Path))
}

func (o operands) pathOf(v Value) (path, unresolved string) {
	path = o.textOf(v)
	if p, ok := o.machine.Object(v).(*Pattern); ok {
		path = p.text
	} else if texts, ok := o.texts(v); ok {
		path = texts[0]
	}
	if strings.ContainsRune(path, Unknown) {
		return path, "the path is not constant"
	}
	return path, ""
}

func (o operands) methods() (methods []string, unresolved string) {
	op := o.call.Op
	switch {
	case op.ByName:
		name := o.call.Symbol[strings.LastIndexByte(o.call.Symbol, '.')+1:]
		return []string{strings.ToUpper(name)}, ""
	case op.Method != knowledge.None:
		return o.methodsOf(o.arg(op.Method))
	}
	return op.Methods, ""
}

func (o operands) methodsOf(v Value) (methods []string, unresolved string) {
	texts, ok := o.texts(v)
	if !ok || slices.ContainsFunc(texts, isUnknown) {
		return nil, "the method is not constant"
	}
	for _, m := range texts {
		if m == "" || m == "*" {
			return nil, ""
		}
		methods = append(methods, strings.ToUpper(m))
	}
	slices.Sort(methods)
	return slices.Compact(methods), ""
}

func isUnknown(s string) bool { return strings.ContainsRune(s, Unknown) }

// handlers returns what answers a route and the middleware given with it, in the order of execution.
func (o operands) handlers(shape knowledge.Shape) (handler Value, before []Attached, unresolved string) {
	op := o.call.Op
	before = o.middleware(shape, OnRoute)
	if op.Handlers == knowledge.None {
		return o.arg(op.Handler), before, ""
	}
	elems, complete := o.machine.Elems(o.arg(op.Handlers))
	if op.More != knowledge.None {
		more, all := o.machine.Elems(o.arg(op.More))
		elems, complete = slices.Concat(elems, more), complete && all
	}
	if len(elems) == 0 {
		return nil, before, "the handlers are not known"
	}
	last := len(elems) - 1
	for _, e := range elems[:last] {
		before = append(before, o.attachment(e, shape, OnRoute))
	}
	if !complete {
		unresolved = "not all handlers are known"
	}
	return elems[last].Value, before, unresolved
}

// middleware returns the middleware operands of the call.
func (o operands) middleware(shape knowledge.Shape, kind Kind) []Attached {
	op := o.call.Op
	v := o.arg(op.Middleware)
	if v == nil {
		return nil
	}
	all := o.attachments(v, shape, kind)
	if more := o.arg(op.More); more != nil && op.Handlers == knowledge.None {
		all = append(all, o.attachments(more, shape, kind)...)
	}
	return all
}

// attachments returns the middleware in the list v, or v itself.
func (o operands) attachments(v Value, shape knowledge.Shape, kind Kind) []Attached {
	elems, complete := o.machine.Elems(v)
	if !complete {
		o.problem("%s: not all middleware is known", o.call.Symbol)
	}
	var all []Attached
	for _, e := range elems {
		all = append(all, o.attachment(e, shape, kind))
	}
	return all
}

func (o operands) attachment(e Elem, shape knowledge.Shape, kind Kind) Attached {
	return Attached{
		Value: e.Value, Place: o.call.Place, Kind: kind, Shape: shape, when: slices.Concat(o.call.When, e.When),
	}
}

// options returns the options of the call that are ours.
func (o operands) options() []*Option {
	v := o.arg(o.call.Op.Options)
	if v == nil {
		return nil
	}
	elems, _ := o.machine.Elems(v)
	var opts []*Option
	for _, e := range elems {
		if opt, ok := o.machine.Object(e.Value).(*Option); ok {
			opts = append(opts, opt)
		}
	}
	return opts
}

// callback calls the function that the call was given for the new router.
func (o operands) callback(r *Router) {
	if fn := o.arg(o.call.Op.Callback); fn != nil {
		o.machine.Call(fn, Value(r))
	}
}

// specOperands reads the parts of a route from a struct.
type specOperands struct {
	operands
	value  Value
	before []Attached // of the batch that the struct comes from
}

func (o operands) spec(v Value) specOperands { return specOperands{operands: o, value: v} }

// specs returns the structs of the call's table of routes, and the middleware before each.
func (o operands) specs() (specs []Elem, before []Attached, complete bool) {
	v := o.arg(o.call.Op.Spec)
	if b, ok := o.machine.Object(v).(*Batch); ok {
		return b.specs, b.middleware, true
	}
	specs, complete = o.machine.Elems(v)
	if len(specs) == 1 {
		if b, ok := o.machine.Object(specs[0].Value).(*Batch); ok {
			return b.specs, b.middleware, complete
		}
	}
	return specs, nil, complete
}

// field returns the named field of the struct, nil if it is unset or the library has none.
func (s specOperands) field(name string) Value {
	if name == "" {
		return nil
	}
	v, _ := s.machine.Field(s.value, name)
	return v
}

func (s specOperands) path() (path, unresolved string) {
	return s.pathOf(s.field(s.call.Op.Fields.Path))
}

func (s specOperands) methods() (methods []string, unresolved string) {
	return s.methodsOf(s.field(s.call.Op.Fields.Method))
}

func (s specOperands) handlers(shape knowledge.Shape) (handler Value, before []Attached, unresolved string) {
	before = join(s.before, s.middleware(shape, OnRoute))
	if mws := s.field(s.call.Op.Fields.Middleware); mws != nil && !s.machine.IsNil(mws) {
		before = append(before, s.attachments(mws, shape, OnRoute)...)
	}
	handler = s.arg(s.call.Op.Handler)
	if h := s.field(s.call.Op.Fields.Handler); h != nil {
		handler = h
	}
	return handler, before, ""
}
