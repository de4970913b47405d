package wiring

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
)

// container stands for a dependency injection container: constructors are called when somebody needs what they make.
type container struct {
	providers []*eval.Func
	made      map[string]eval.Value
	busy      map[string]bool
}

// call takes part in calls of a container; it reports false for all others.
func (d *container) call(w *world, c *eval.Call) (eval.Value, bool) {
	e := w.graph.Known(c.Callee)
	if e == nil || e.Container == nil {
		return nil, false
	}
	d.each(w, c.Arg(e.Container.Funcs.Index(c.Callee)), func(f *eval.Func) {
		switch e.Container.Do {
		case knowledge.Provides:
			d.providers = append(d.providers, f)
		case knowledge.Invokes:
			inner := *c
			w.escaped = append(w.escaped, escape{&inner, f})
		}
	})
	return w.succeed(w.machine, c, w.machine.Standard(c)), true
}

// each calls use for the functions that v is or lists.
func (d *container) each(w *world, v eval.Value, use func(*eval.Func)) {
	elems, _ := w.machine.Elements(v)
	if len(elems) == 0 {
		elems = []eval.Value{v}
	}
	for _, e := range elems {
		e = plain(e)
		if i, ok := e.(*eval.Iface); ok {
			e = plain(i.V)
		}
		if f, ok := e.(*eval.Func); ok {
			use(f)
		}
	}
}

// need returns the value of a type that some constructor makes, nil if none does.
func (d *container) need(w *world, c *eval.Call, typ string) eval.Value {
	if v, ok := d.made[typ]; ok {
		return v
	}
	if d.busy[typ] {
		return nil
	}
	if d.made == nil {
		d.made, d.busy = map[string]eval.Value{}, map[string]bool{}
	}
	for _, p := range d.providers {
		fn := w.graph.Func(p.ID)
		if fn == nil {
			continue
		}
		for i, r := range fn.Results {
			if w.graph.TypeOf(fn, r.Type).FullName() != typ {
				continue
			}
			d.busy[typ] = true
			v := w.machine.Apply(c, p, w.params(c, p)...)
			d.busy[typ] = false
			if t, ok := plain(v).(eval.Tuple); ok && i < len(t) {
				v = t[i]
			}
			d.made[typ] = v
			return v
		}
	}
	return nil
}
