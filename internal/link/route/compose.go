package route

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
)

// wrap makes a handler that passes requests on.
func (o operands) wrap() Value {
	op := o.call.Op
	h := &Handler{Inner: o.arg(op.Handler), family: knowledge.Families[op.Family], place: o.call.Place}
	for _, opt := range o.options() {
		h.Wrappers = append(h.Wrappers, opt.middleware...)
	}
	switch {
	case op.Strip:
		h.strips = true
		h.strip, _ = o.path()
	case op.Path != knowledge.None:
		h.only, _ = o.path()
	case op.Wraps != knowledge.None:
		a := o.attachment(Elem{Value: o.arg(op.Wraps)}, knowledge.Decorator, Wrapper)
		h.Wrappers = append(h.Wrappers, a)
	case o.protects():
		a := o.attachment(Elem{}, knowledge.Decorator, Wrapper)
		a.Symbol, a.Args = o.call.Symbol, o.call.Args
		h.Wrappers = append(h.Wrappers, a)
	}
	return h
}

// protects reports whether the library's wrapper is more than a wrapper: it decides about callers or what they send.
func (o operands) protects() bool {
	e := o.table.Known(o.call.Symbol)
	return e != nil && (e.Guard != nil || e.Limit != nil)
}

// chain makes a list of middleware.
func (o operands) chain() Value {
	c := &Chain{}
	if old, ok := o.target().(*Chain); ok {
		c.Middleware = slices.Clone(old.Middleware)
		c.Handler = old.Handler
	}
	f := knowledge.Families[o.call.Op.Family]
	shape := knowledge.Decorator
	if f != nil {
		shape = f.Shape
	}
	for _, symbol := range o.call.Op.Adds {
		c.Middleware = append(c.Middleware,
			Attached{Symbol: symbol, Place: o.call.Place, Kind: Wrapper, Shape: shape, when: o.call.When})
	}
	o.lengthen(c, shape)
	return c
}

// lengthen appends the operands to a chain: middleware, the elements of another chain, and what answers at its end.
func (o operands) lengthen(c *Chain, shape knowledge.Shape) {
	for _, a := range o.middleware(shape, Wrapper) {
		switch obj := o.machine.Object(a.Value).(type) {
		case *Chain:
			c.Middleware = append(c.Middleware, obj.Middleware...)
		case *Handler:
			c.Handler = obj
		default:
			c.Middleware = append(c.Middleware, a)
		}
	}
	if h := o.arg(o.call.Op.Handler); h != nil {
		c.Handler = h
	}
}

// then closes a chain with its handler.
func (o operands) then() Value {
	h := &Handler{Inner: o.arg(o.call.Op.Handler), place: o.call.Place}
	switch c := o.target().(type) {
	case *Chain:
		h.Wrappers = slices.Clone(c.Middleware)
	default:
		elems, _ := o.machine.Elems(o.targetValue())
		for _, e := range elems {
			h.Wrappers = append(h.Wrappers, o.attachment(e, knowledge.Decorator, Wrapper))
		}
	}
	return h
}

// option makes a setting for a later operation.
func (o operands) option() Value {
	opt := &Option{level: o.call.Op.Level}
	opt.path, _ = o.path()
	shape := knowledge.Decorator
	if f := knowledge.Families[o.call.Op.Family]; f != nil {
		shape = f.Shape
	}
	opt.middleware = o.middleware(shape, OnRoot)
	for _, inner := range o.options() {
		opt.middleware = append(opt.middleware, inner.middleware...)
	}
	for _, symbol := range o.call.Op.Adds {
		opt.middleware = append(opt.middleware,
			Attached{Symbol: symbol, Args: o.call.Args, Place: o.call.Place, Kind: OnRoot, Shape: knowledge.Setting, when: o.call.When})
	}
	return opt
}
