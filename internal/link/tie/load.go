package tie

import (
	"regexp"
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
)

// at returns the access that a call makes, with the sources of its values in the function of the call; nil if it makes none.
func (c *Checker) at(s graph.Site) *loaded {
	l, ok := c.made[s]
	if !ok {
		c.made[s] = nil // it may be asked for by its own values
		l = c.read(access.Frame{Fn: s.Caller}, s)
		c.made[s] = l
	}
	return l
}

// read returns the access of a call in a frame, with the sources of its values in the outermost function.
func (c *Checker) read(fr access.Frame, s graph.Site) *loaded {
	a := c.reader.At(fr, s)
	if a == nil {
		return nil
	}
	preds := func(list []access.Pred) []*set {
		sets := make([]*set, len(list))
		for i := range list {
			sets[i] = c.valuesOf(a, list[i].Values)
		}
		return sets
	}
	return c.load(a, preds(a.Preds), preds(a.Set), a.Needs, fr.Calls)
}

// valuesOf returns the sources of values of an access in the outermost function of their frames, as they are when the access is
// made.
func (c *Checker) valuesOf(a *access.Access, values []access.Value) *set {
	var list []source
	for _, v := range values {
		until := a.Site
		if n := len(v.Calls); n < len(a.Calls) {
			until = a.Calls[n]
		}
		var s *set
		if until.Caller == v.Fn {
			s = c.sourcesBefore(until, v.Ref, v.Path)
		} else {
			s = c.sources(v.Fn, v.Ref, v.Path)
		}
		callee := v.Fn
		for _, call := range slices.Backward(v.Calls) {
			s = c.passed(s, passing{call, callee})
			callee = call.Caller
		}
		list = append(list, s.list...)
	}
	return c.set(list)
}

// maxPath bounds the calls between a query and what says more about it.
const maxPath = 4

// passedLoad returns an access with the sources that its values have in the caller of callee. If the arguments say more about
// the query itself, it is read again.
func (c *Checker) passedLoad(l *loaded, by passing) *loaded {
	if !l.open {
		return l
	}
	key := passedLoad{l, by}
	if known := c.passedLoads[key]; known != nil {
		return known
	}
	if !c.pay() {
		return l
	}
	c.passedLoads[key] = l
	path := append([]graph.Site{by.at}, l.path...)
	needs, again := c.passedNeeds(l.needs, by)
	var known *loaded
	if again && len(path) <= maxPath {
		known = c.read(access.Frame{Calls: path, Fn: l.Site.Caller}, l.Site)
	}
	if known == nil {
		known = c.load(l.Access, c.passedAll(l.values, by), c.passedAll(l.writes, by), needs, path)
	}
	c.passedLoads[key] = known
	return known
}

type passedLoad struct {
	*loaded
	passing
}

func (c *Checker) passedAll(sets []*set, by passing) []*set {
	list := make([]*set, len(sets))
	for i, s := range sets {
		list[i] = c.passed(s, by)
	}
	return list
}

// passedNeeds returns the parameters that may hold parts of a query in the caller of callee, and whether an argument does.
func (c *Checker) passedNeeds(needs []access.Need, by passing) (list []access.Need, again bool) {
	for _, n := range needs {
		if n.Fn != by.callee {
			list = append(list, n)
			continue
		}
		if n.Index == access.TypeArgument {
			again = true
			continue
		}
		ref, ok := access.Argument(by.at, by.callee, n.Index)
		if !ok {
			continue
		}
		adds, more := c.adds(spot{fn: by.at.Caller, ref: ref})
		again = again || adds
		for _, n := range more {
			if !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	return list, again
}

// addition is what an argument adds to a query.
type addition struct {
	adds bool
	more []access.Need
}

func (c *Checker) adds(at spot) (bool, []access.Need) {
	a, ok := c.additions[at]
	if !ok {
		a.adds, a.more = c.reader.Adds(access.Value{Frame: access.Frame{Fn: at.fn}, Ref: at.ref})
		c.additions[at] = a
	}
	return a.adds, a.more
}

// settledLoad returns an access with sources for which all callers were asked.
func (c *Checker) settledLoad(l *loaded) *loaded {
	if !l.open {
		return l
	}
	if known := c.settledLoads[l]; known != nil {
		return known
	}
	all := func(sets []*set) []*set {
		list := make([]*set, len(sets))
		for i, s := range sets {
			list[i] = c.settled(s)
		}
		return list
	}
	known := c.load(l.Access, all(l.values), all(l.writes), nil, nil)
	c.settledLoads[l] = known
	return known
}

// origin returns the access that an origin is the result of, with its values' sources in the function above all calls.
func (c *Checker) origin(o flow.Origin) *loaded {
	if o.Fn == nil {
		return nil
	}
	site, ok := c.querySite(o)
	if !ok {
		return nil
	}
	l := c.at(site)
	if l == nil {
		return nil
	}
	callee := o.Fn
	for _, call := range slices.Backward(c.reader.Chain(o)) {
		l = c.passedLoad(l, passing{call, callee})
		callee = call.Caller
	}
	return l
}

// isCallersOwn reports whether an object is found by who calls and nothing else. A predicate may have other values where
// the same function serves a login.
func (l *loaded) isCallersOwn() bool {
	own := false
	for i, p := range l.Preds {
		if !p.Equal {
			continue
		}
		caller := l.values[i].has(fromCaller)
		if !caller && (l.values[i].has(fromRequest) || l.values[i].has(fromObject)) {
			return false
		}
		own = own || caller
	}
	return own
}

// tied reports whether the caller is part of the condition by which an object was found.
func (c *Checker) tied(l *loaded) bool {
	known, ok := c.ties[l]
	if !ok {
		for i, p := range l.Preds {
			known = known || p.Equal && !l.isAvoidable(p) && (l.values[i].has(fromCaller) || c.isCallerUnseen(p, l.values[i]) || isSecret(p, l.values[i]))
		}
		if c.isLearned {
			c.ties[l] = known
		}
	}
	return known
}

// secretColumns match what holds a secret of a row: who knows it was told by somebody whose row it is.
var secretColumns = regexp.MustCompile(`(?:^|_)(?:token|secret|otp|nonce)(?:_hash)?$|(?:invit\w*|shar\w+|access|reset|recovery|confirm\w*|verif\w*|activation|join|claim)_?(?:code|key|hash)$`)

// isSecret reports whether a predicate demands that the client knows a secret of the row.
func isSecret(p access.Pred, values *set) bool {
	return p.Equal && values.has(fromRequest) && secretColumns.MatchString(p.Column)
}

// isAvoidable reports whether objects are found without a predicate, by one that the client alone decides: id = $1 OR user_id = $2.
func (l *loaded) isAvoidable(p access.Pred) bool {
	if p.Group == 0 {
		return false
	}
	for i, other := range l.Preds {
		if other.Group == p.Group && other.Alone && other.Equal && l.values[i].has(fromRequest) && !l.values[i].has(fromCaller) {
			return true
		}
	}
	return false
}

// isCallerUnseen reports whether a predicate names the owner, or a user, by a value that cannot be followed. Nothing says that the
// client chooses it. A value that nobody sets can be followed: the predicate is one of those that a filter has only sometimes.
func (c *Checker) isCallerUnseen(p access.Pred, values *set) bool {
	return values.has(fromElsewhere) && (c.isOwner(p) || c.isUser(p)) &&
		!slices.ContainsFunc(values.list, func(s source) bool { return s.kind != fromElsewhere && s.kind != fromSource })
}

// isUser reports whether a predicate is on the key of the table that holds the callers themselves.
func (c *Checker) isUser(p access.Pred) bool {
	return p.Table != nil && (p.Key || p.Table.IsKey(p.Column)) && c.objects.IsCallers(p.Table)
}

// saysNothing reports whether the success of a query does not tell that there was an object.
func (l *loaded) saysNothing() bool {
	return l.Always || l.Many || l.Op == knowledge.Update || l.Op == knowledge.Delete || l.Op == knowledge.Insert
}

// rootKeys returns the parts of the request that chose an object, through other objects too.
func (c *Checker) rootKeys(l *loaded) []Key {
	if known, ok := c.roots[l]; ok {
		return known
	}
	var keys []Key
	for i, p := range l.Preds {
		if !p.Equal {
			continue
		}
		for _, s := range c.chosenAmong(l.values[i]) {
			switch s.kind {
			case fromRequest:
				keys = with(keys, []Key{s.key})
			case fromObject:
				keys = with(keys, c.rootKeys(s.object))
			}
		}
	}
	slices.SortFunc(keys, compareKeys)
	c.roots[l] = keys
	return keys
}
