package tie

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
)

// sourceKind tells who decides a value.
type sourceKind uint8

const (
	fromElsewhere sourceKind = iota // something that has nothing to do with the question
	fromRequest                     // the client chooses it
	fromCaller                      // it follows from who calls
	fromObject                      // it was stored in an object
	fromParam                       // whoever calls the function decides
	fromSource                      // it is written in the program
)

// source is where a value comes from, as far as ownership asks.
type source struct {
	kind   sourceKind
	key    Key     // of fromRequest
	object *loaded // of fromObject

	// The parameter of fromParam and the part of it; of fromRequest the parameter that names the key, if fn is not nil.
	fn    *graph.Func
	index int
	path  flow.Path

	one place // of fromRequest: the key is one of several that are read here
}

// open reports whether callers say more about a source.
func (s *source) open() bool { return s.fn != nil || s.object != nil && s.object.open }

// place is a register of a function.
type place struct {
	fn  *graph.Func
	ref int
}

// set is the sources of a value. Equal sets are identical.
type set struct {
	id   int
	list []source
	open bool // some of them are
}

// loaded is an access with the sources of its values. Equal ones are identical.
type loaded struct {
	*access.Access
	id     int
	values []*set // by predicate
	writes []*set // by column that is written
	open   bool
	depth  int // of the objects by which it is found

	// needs are the parameters that may hold parts of the query, path the calls that lead from their function to it.
	needs []access.Need
	path  []graph.Site
}

// maxSources bounds a set. What is left out is nobody's choice.
const maxSources = 24

// universe makes equal sets and accesses identical, so that they can be compared and remembered by their address.
type universe struct {
	sources  map[source]int
	sets     map[string]*set
	accesses map[*access.Access]int
	loads    map[string]*loaded
	facts    map[string]*fact

	key name  // of what is looked up
	ids []int // likewise
}

func newUniverse() *universe {
	return &universe{
		sources: map[source]int{}, sets: map[string]*set{}, accesses: map[*access.Access]int{}, loads: map[string]*loaded{},
		facts: map[string]*fact{},
	}
}

// number returns the number of a thing, a new one if it has none.
func number[K comparable](numbers map[K]int, k K) int {
	n, ok := numbers[k]
	if !ok {
		n = len(numbers)
		numbers[k] = n
	}
	return n
}

// name writes numbers as a key.
type name []byte

func (n *name) add(numbers ...int) {
	for _, i := range numbers {
		*n = binary.AppendVarint(*n, int64(i))
	}
}

// set returns the set of sources.
func (u *universe) set(list []source) *set {
	u.ids = u.ids[:0]
	for _, s := range list {
		if id := number(u.sources, s); !slices.Contains(u.ids, id) && len(u.ids) < maxSources {
			u.ids = append(u.ids, id)
		}
	}
	u.key = u.key[:0]
	u.key.add(u.ids...)
	known := u.sets[string(u.key)]
	if known == nil {
		known = &set{id: len(u.sets), list: make([]source, len(u.ids))}
		for _, s := range list {
			if i := slices.Index(u.ids, u.sources[s]); i >= 0 {
				known.list[i] = s
				known.open = known.open || s.open()
			}
		}
		u.sets[string(u.key)] = known
	}
	return known
}

// load returns the access a with the sources of its values.
func (u *universe) load(a *access.Access, values, writes []*set, needs []access.Need, path []graph.Site) *loaded {
	var key name
	key.add(number(u.accesses, a), len(needs))
	for _, s := range slices.Concat(values, writes) {
		key.add(s.id)
	}
	text := string(key)
	if len(needs) > 0 {
		var b strings.Builder
		for _, n := range needs {
			b.WriteString(n.Fn.ID)
			b.WriteByte(byte(n.Index))
		}
		for _, s := range path {
			b.WriteString(siteKey(s))
		}
		text += b.String()
	}
	known := u.loads[text]
	if known == nil {
		known = &loaded{Access: a, id: len(u.loads), values: values, writes: writes, open: len(needs) > 0, needs: needs, path: path}
		if len(needs) == 0 {
			known.path = nil
		}
		for _, s := range slices.Concat(values, writes) {
			known.open = known.open || s.open
			for i := range s.list {
				if o := s.list[i].object; o != nil {
					known.depth = max(known.depth, o.depth+1)
				}
			}
		}
		u.loads[text] = known
	}
	return known
}

// has reports whether one of the sources is of a kind.
func (s *set) has(k sourceKind) bool {
	return slices.ContainsFunc(s.list, func(x source) bool { return x.kind == k })
}
