package route

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
)

// layer is an entry of a stacked family where the app that is served has it.
type layer struct {
	*entry
	pattern pattern
	raw     string
}

// stacked returns the rows of a router whose middleware and routes form one list: each route meets everything before it
// that its path matches.
func (f *flattener) stacked(w way, r *Router) []Route {
	layers := f.layers(r, w.base(r), "", nil)
	var rows []Route
	for i, l := range layers {
		if l.use && !f.answers(layers, i) {
			continue
		}
		inner, ok := w.with(above(layers[:i], l)...).into(l.asRoute(), l.pattern, r)
		if !ok {
			continue
		}
		inner.raw = rawBelow(w.base(r), l.raw)
		rows = append(rows, f.handler(inner, l.endpoint())...)
	}
	return rows
}

// layers lists the entries of r with those of the apps mounted into it, where they stand.
func (f *flattener) layers(r *Router, base pattern, raw string, within []*Router) []layer {
	if slices.Contains(within, r) {
		return nil
	}
	f.reached[r] = true
	within = append(slices.Clip(within), r)
	var all []layer
	for _, e := range r.entries {
		p := parsePattern(r.family, e.raw, e.open).below(base)
		full := joinPath(r.family.Join, raw, e.raw)
		sub, ok := f.machine.Object(e.handler).(*Router)
		if e.mount && ok && sub.family == r.family {
			all = append(all, f.layers(sub.root, p.trimmed(), full, within)...)
			continue
		}
		all = append(all, layer{e, p, full})
	}
	return all
}

// above returns the middleware that requests of l meet on the layers before it.
func above(layers []layer, l layer) []Attached {
	var mws []Attached
	for _, up := range layers {
		if _, ok := meetMethods(up.methods, l.methods); !ok || up.row != knowledge.Ordinary {
			continue
		}
		cover := up.pattern.covers(l.pattern)
		if cover == covNot || cover == covMay && !up.use {
			continue
		}
		for _, a := range up.all() {
			a.Conditional = a.Conditional || cover == covMay
			mws = append(mws, a)
		}
	}
	return mws
}

// all returns the handlers of the layer, each of which may pass on to the next.
func (l layer) all() []Attached {
	mws := slices.Clone(l.before)
	if !l.use && l.handler != nil {
		mws = append(mws, Attached{Value: l.handler, Place: l.place, Kind: OnRoute, Shape: l.on.family.Shape, when: l.when})
	}
	return mws
}

// answers reports whether middleware is in truth a handler: it has a prefix below which there is no route after it.
func (f *flattener) answers(layers []layer, i int) bool {
	l := layers[i]
	if len(l.pattern.segs) == 0 {
		return false
	}
	return !slices.ContainsFunc(layers[i+1:], func(later layer) bool {
		return l.pattern.covers(later.pattern) != covNot
	})
}

// endpoint returns what answers at the layer.
func (l layer) endpoint() Value {
	if l.use {
		return l.before[len(l.before)-1].Value
	}
	return l.handler
}

// asRoute returns the entry of the layer without the handler that answers.
func (l layer) asRoute() *entry {
	if !l.use {
		return l.entry
	}
	e := *l.entry
	e.before = e.before[:len(e.before)-1]
	return &e
}
