package tie

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/object"
)

// Touch is a kind of stored objects that a route touches, and what it does to them.
type Touch struct {
	Table *object.Table
	Op    knowledge.Access // Read, Insert, Update or Delete
	// Tie is the weakest tie of the accesses for which the client chooses the objects or, if there is none, of the others.
	Tie  Tie
	Keys []Key // by which the client chooses, sorted
}

// Touches returns what the handler of a route touches, itself or through what it calls, and what middleware in front of it does
// by keys of the path, in order of the tables. Uses are those of the same route.
func (c *Checker) Touches(handler Function, uses []Use) []Touch {
	c.enter([]Function{handler})
	g := gatherer{}
	used := map[*loaded]bool{}
	for _, u := range uses {
		used[u.way.loaded] = true
		g.add(Touch{u.Table, kindOf(u.Op), u.Tie, u.Keys})
	}
	inner := c.whole(handler.Func)
	for _, x := range inner.ways {
		if !used[x.loaded] {
			g.add(Touch{Table: x.Table, Op: kindOf(x.Op), Tie: c.boundTie(x.loaded)})
		}
	}
	for _, l := range inner.idle {
		g.add(Touch{Table: l.Table, Op: kindOf(l.Op), Tie: c.boundTie(l)})
	}
	slices.SortFunc(g, func(a, b Touch) int {
		return cmp.Or(strings.Compare(a.Table.Name, b.Table.Name), slices.Index(order, a.Op)-slices.Index(order, b.Op))
	})
	return g
}

// order is that in which people name what is done to objects.
var order = []knowledge.Access{knowledge.Insert, knowledge.Read, knowledge.Update, knowledge.Delete}

// kindOf says what an access comes to: whoever asks how many there are reads, too.
func kindOf(op knowledge.Access) knowledge.Access {
	if op == knowledge.Probe {
		return knowledge.Read
	}
	return op
}

// gatherer puts accesses of the same kind together.
type gatherer []Touch

func (g *gatherer) add(t Touch) {
	if t.Table == nil || !slices.Contains(order, t.Op) {
		return
	}
	i := slices.IndexFunc(*g, func(known Touch) bool { return known.Table == t.Table && known.Op == t.Op })
	if i < 0 {
		t.Keys = sorted(t.Keys)
		*g = append(*g, t)
		return
	}
	switch known := &(*g)[i]; {
	case len(known.Keys) == 0 && len(t.Keys) > 0:
		known.Tie, known.Keys = t.Tie, sorted(t.Keys)
	case len(known.Keys) == 0 || len(t.Keys) > 0:
		known.Tie = min(known.Tie, t.Tie)
		known.Keys = sorted(slices.Concat(known.Keys, t.Keys))
	}
}

func sorted(keys []Key) []Key {
	keys = slices.Clone(keys)
	slices.SortFunc(keys, compareKeys)
	return slices.Compact(keys)
}

// addIdle keeps accesses by nothing that a client chooses for those who want to know what a function touches.
func (b *below) addIdle(more ...*loaded) {
	for _, l := range more {
		if len(b.idle) < maxFound && l.Table != nil && !l.Session && !slices.Contains(b.idle, l) {
			b.idle = append(b.idle, l)
		}
	}
}

// boundTie tells whether an access is about the caller's objects: by a condition, or because they are made in the caller's name.
func (c *Checker) boundTie(l *loaded) Tie {
	for i, p := range l.Set {
		if l.Op == knowledge.Insert && p.Table == l.Table && c.isOwner(p) && l.writes[i].has(fromCaller) {
			return ByCaller
		}
	}
	if c.tied(l) {
		return ByCaller
	}
	return Free
}
