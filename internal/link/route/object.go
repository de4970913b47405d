package route

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
)

// Object is a value that route made: a *Router, *Pending, *Handler, *Chain, *Option, *Batch or *Pattern.
type Object interface{ object() }

func (*Router) object()  {}
func (*Pending) object() {}
func (*Handler) object() {}
func (*Chain) object()   {}
func (*Option) object()  {}
func (*Batch) object()   {}
func (*Pattern) object() {}

// Router is a router, or a group: a view of a router with a prefix and middleware of its own.
type Router struct {
	family *knowledge.Family
	root   *Router // itself, unless it is a group
	parent *Router // nil, unless it is a group

	prefix  string // that of the group, from the root, as the library writes it
	host    string
	methods []string

	inherited []Attached // what a group has copied from its parent
	own       []Attached
	routed    bool // has routes, so that UseFirst families accept no more middleware

	// Of roots only.
	levels  map[knowledge.Level][]Attached
	entries []*entry
	made    []Value // operands of the call that made it
	assumed bool    // nobody knows where it comes from
	carried bool    // its routes are registered with the router that carries it, which takes no part in their paths

	place finding.Place
	when  When
}

// entry is what a router holds at one place of its table.
type entry struct {
	on      *Router
	methods []string
	host    string
	raw     string // the pattern with the prefixes of its groups, as the library writes it
	open    bool   // stands for everything below
	use     bool   // middleware of a stacked family
	mount   bool
	row     knowledge.Row
	// fallback: answers what has no route, with the middleware that the router has then.
	fallback bool

	outer   []Attached // middleware from options, outside of that of the router
	level   knowledge.Level
	bare    bool       // without the middleware of the router
	chain   []Attached // middleware of the group, if routes copy it
	before  []Attached // of the route itself
	handler Value
	spec    Value // the struct that describes the route, if there is one

	place      finding.Place
	when       When
	unresolved string
}

// Pending is a route that is built by several calls.
type Pending struct {
	entry
	registered bool
}

// Handler is a handler made by a library: one that passes requests on to Inner after Wrappers, or one that answers by itself.
type Handler struct {
	Inner    Value // nil if it answers by itself
	Wrappers []Attached
	Row      knowledge.Row

	strips bool
	strip  string // what it cuts off the path
	only   string // the one path that it answers; empty: all
	family *knowledge.Family
	place  finding.Place
}

// Chain is a list of middleware that waits for its handler.
type Chain struct {
	Middleware []Attached
	Handler    Value // of chains that are handlers themselves
}

// Batch is a list of routes with middleware before each.
type Batch struct {
	specs      []Elem
	middleware []Attached
}

// Pattern is a path that was compiled by a function of the library.
type Pattern struct{ text string }

// Option is what a function returned that configures a router, group or route.
type Option struct {
	level      knowledge.Level
	path       string
	middleware []Attached
}

// at returns the middleware of a level of the root.
func (r *Router) at(level knowledge.Level) []Attached { return r.root.levels[level] }

// attached returns the middleware that a request of the group meets between the root's global ones and those of its route.
func (r *Router) attached() []Attached {
	if r.parent == nil {
		return r.own
	}
	if r.family.Groups == knowledge.Copy {
		return join(r.inherited, r.own)
	}
	return join(r.parent.attached(), r.own)
}

// join returns the elements of lists in a new slice.
func join(lists ...[]Attached) []Attached {
	var all []Attached
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}
