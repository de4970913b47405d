package tie

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// sourceKind tells who decides a value.
type sourceKind uint8

const (
	fromElsewhere sourceKind = iota
	fromRequest              // the client chooses it
	fromCaller               // it follows from who calls
	fromObject               // it was stored in an object
)

// source is where a value comes from, as far as ownership asks.
type source struct {
	kind   sourceKind
	key    Key     // of fromRequest
	access *loaded // of fromObject
	origin flow.Origin
}

// loaded is an access that gave a value.
type loaded struct{ *access.Access }

// callerMark names the origins at which a value is known to be the caller's identity.
const callerMark = "the caller's identity"

// newPolicy returns the policy that follows identifiers: numbers as well as text, up to what tells who the caller is.
func (c *Checker) newPolicy() *flow.Policy {
	claims := c.claims()
	return &flow.Policy{Values: true, Forms: flow.Values.Forms, Source: func(n flow.Node) (flow.Origin, bool) {
		if n.Instr != nil && (claims[place{n.Fn, n.Ref}] || establishes(n.Fn, n.Instr)) {
			return flow.Origin{Kind: flow.Marked, Name: callerMark}, true
		}
		return flow.Origin{}, false
	}}
}

// establishes reports whether an instruction calls a function of an authentication library that tells who the caller is.
func establishes(f *graph.Func, in *summary.Instr) bool {
	if in.Op != summary.OpCall && in.Op != summary.OpInvoke {
		return false
	}
	e := f.Known(f.Sym(in))
	if e == nil || e.Guard == nil {
		return false
	}
	switch e.Guard.Is {
	case knowledge.Reads, knowledge.Finds, knowledge.Verifies:
		return true
	}
	return false
}

// place is a register of a function.
type place struct {
	fn  *graph.Func
	ref summary.Ref
}

// claims lists the variables that such functions fill: ParseWithClaims(token, &claims, key).
func (c *Checker) claims() map[place]bool {
	filled := map[place]bool{}
	for f := range c.g.Funcs {
		for s, in := range f.Instrs {
			if establishes(f, in) {
				for _, ref := range c.variables(s) {
					filled[place{f, ref}] = true
				}
			}
		}
	}
	return filled
}

// variables lists the variables of the caller that a call may fill.
func (c *Checker) variables(s graph.Site) []summary.Ref {
	var refs []summary.Ref
	for _, a := range s.Instr().Args {
		ref := object.Inner(c.t, s.Caller, a)
		if d, _ := c.t.Def(s.Caller, ref); d != nil && (d.Op == summary.OpAlloc || d.Op == summary.OpMakeMap) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// maxAsked bounds the values that are followed for one route. What is not followed is nobody's choice.
const maxAsked = 4000

// maxLoads bounds the objects that are followed one behind the other.
const maxLoads = 4

// from returns the sources of a value.
func (c *Checker) from(v access.Value, depth int) []source {
	if v.Ref == 0 || depth > maxLoads {
		return nil
	}
	key := frameKey(v.Frame) + "#" + strconv.Itoa(int(v.Ref)) + "." + string(v.Path) + "@" + strconv.Itoa(depth)
	if known, ok := c.memo.sources[key]; ok {
		return known
	}
	if c.asked++; c.asked > maxAsked {
		return nil
	}
	c.memo.sources[key] = nil // what depends on itself adds nothing
	var list []source
	for _, o := range c.t.Origins(c.policy, v.Calls, v.Fn, v.Ref, v.Path) {
		s := c.source(o, depth)
		switch s.kind {
		case fromElsewhere:
		case fromRequest:
			for _, name := range c.keyNames(o) {
				s.key.Name = name
				list = append(list, s)
			}
		default:
			list = append(list, s)
		}
	}
	c.memo.sources[key] = list
	return list
}

func (c *Checker) source(o flow.Origin, depth int) source {
	s := source{origin: o}
	switch o.Kind {
	case flow.Marked:
		s.kind = fromCaller
	case flow.Context:
		if !notIdentity.MatchString(o.Name) {
			s.kind = fromCaller
		}
	case flow.Request:
		s.kind, s.key = fromRequest, Key{o.Part, o.Name}
		if isCredential(o) {
			s.kind = fromCaller
		}
		if o.Part == "" || o.Name == "method" || o.Name == "remoteaddr" || o.Name == "host" {
			s.kind = fromElsewhere
		}
	case flow.Stored, flow.Error: // that there is no such object is known by its error
		a := c.origin(o)
		if a == nil {
			return s
		}
		s.access = &loaded{a}
		s.kind = fromObject
		if c.isCallersOwn(a, depth+1) {
			s.kind = fromCaller
		}
	}
	return s
}

// keyNames returns the names of the part of the request that an origin is; a name may be the argument of a helper, or the
// variable of a closure.
func (c *Checker) keyNames(o flow.Origin) []string {
	if o.Name != "" || o.Fn == nil {
		return []string{o.Name}
	}
	in, s := c.t.Def(o.Fn, o.Ref)
	if in == nil || !isCall(in) {
		return []string{""}
	}
	e := c.t.Known(s)
	if e == nil || e.Input == nil {
		return []string{""}
	}
	ref, ok := flow.Operand(s, e.Input.Name)
	if !ok {
		return []string{""}
	}
	names := c.reader.Texts(access.Value{Frame: access.Frame{Calls: c.chain(o), Fn: o.Fn}, Ref: ref})
	if slices.ContainsFunc(names, func(n string) bool { return c.held.texts[n] }) {
		names = slices.DeleteFunc(names, func(n string) bool { return !c.held.texts[n] })
	}
	for i, name := range names {
		names[i] = strings.ReplaceAll(name, sqltext.Hole, "")
	}
	return names
}

// notIdentity matches the names of context values that have nothing to do with who calls.
var notIdentity = regexp.MustCompile(`(?i)request_?id|trace|span|logger|locale|lang|start|time|\bdb\b|\btx\b|route|config|csrf|ip$`)

// credentials matches the parts of a request that prove who calls, or that nobody can guess.
var credentials = regexp.MustCompile(`(?i)^authorization$|token|api_?-?key|secret|session|^jwt|signature|password|credential|code_verifier`)

func isCredential(o flow.Origin) bool {
	return o.Part == string(knowledge.InCookie) || credentials.MatchString(o.Name) ||
		o.Part == string(knowledge.InHeader) && (o.Name == "" || strings.EqualFold(o.Name, "cookie"))
}

// isCallersOwn reports whether an object is found by who calls and nothing else. A predicate may have other values where
// the same function serves a login.
func (c *Checker) isCallersOwn(a *access.Access, depth int) bool {
	own := false
	for _, p := range a.Preds {
		if !p.Equal {
			continue
		}
		caller, other := false, false
		for _, v := range p.Values {
			for _, s := range c.from(v, depth) {
				caller = caller || s.kind == fromCaller
				other = other || s.kind != fromCaller
			}
		}
		if other && !caller {
			return false
		}
		own = own || caller
	}
	return own
}

// tied reports whether the caller is part of the condition by which an object was found.
func (l *loaded) tied(c *Checker) bool {
	for _, p := range l.Preds {
		if !p.Equal {
			continue
		}
		if c.isCallerUnseen(p) {
			return true
		}
		for _, v := range p.Values {
			for _, s := range c.from(v, 1) {
				if s.kind == fromCaller {
					return true
				}
			}
		}
	}
	return false
}

// rootKeys returns the parts of the request that chose an object, through other objects too.
func (c *Checker) rootKeys(l *loaded, depth int) []Key {
	var keys []Key
	if depth > maxLoads {
		return nil
	}
	for _, p := range l.Preds {
		if !p.Equal {
			continue
		}
		for _, v := range p.Values {
			for _, s := range c.from(v, depth) {
				switch s.kind {
				case fromRequest:
					keys = append(keys, s.key)
				case fromObject:
					keys = append(keys, c.rootKeys(s.access, depth+1)...)
				}
			}
		}
	}
	slices.SortFunc(keys, func(a, b Key) int { return strings.Compare(a.Part+a.Name, b.Part+b.Name) })
	return slices.Compact(keys)
}

// origin returns the access that an origin is the result of.
func (c *Checker) origin(o flow.Origin) *access.Access {
	if o.Fn == nil {
		return nil
	}
	site, ok := c.querySite(o)
	if !ok {
		return nil
	}
	return c.at(access.Frame{Calls: c.chain(o), Fn: o.Fn}, site)
}

// querySite finds the call that an origin is the result of, or that filled the variable that it is. The error of a query may
// lie in a field of its result, or come from the row that it returned.
func (c *Checker) querySite(o flow.Origin) (graph.Site, bool) {
	ref := o.Ref
	for range 6 {
		in, s := c.t.Def(o.Fn, ref)
		if in == nil || len(in.Args) == 0 {
			break
		}
		if isCall(in) && c.reader.Runs(s) {
			return s, true
		}
		switch in.Op {
		case summary.OpFieldAddr, summary.OpField, summary.OpExtract, summary.OpLoad, summary.OpCall, summary.OpInvoke:
			ref = in.Args[0]
			continue
		}
		break
	}
	for s, in := range o.Fn.Instrs {
		if isCall(in) && in.Pos == o.Pos && c.reader.Runs(s) {
			return s, true
		}
	}
	return graph.Site{}, false
}

// chain returns the calls under which the function of an origin ran: those that the search knew, and below them those
// through which the value came back.
func (c *Checker) chain(o flow.Origin) []graph.Site {
	var below []graph.Site
	fn := o.Fn
	for _, step := range o.Steps() {
		if step.Kind == flow.StepCall && step.Text == "passed to "+fn.Name {
			break // from here on the value comes down
		}
		if step.Kind != flow.StepReturn {
			continue
		}
		s, ok := c.callOf(step.Fn, step.Pos, fn)
		if !ok {
			break
		}
		below = append([]graph.Site{s}, below...)
		fn = step.Fn
	}
	above := o.Chain
	if n := len(above); n > 0 && !c.calls(above[n-1], fn) {
		above = nil
	}
	return slices.Concat(above, below)
}

func (c *Checker) callOf(caller *graph.Func, pos summary.Pos, callee *graph.Func) (graph.Site, bool) {
	for s, in := range caller.Instrs {
		if isCall(in) && in.Pos == pos && c.calls(s, callee) {
			return s, true
		}
	}
	return graph.Site{}, false
}

// calls reports whether a call may run a function.
func (c *Checker) calls(s graph.Site, f *graph.Func) bool {
	return s.Instr().Op == summary.OpCallValue || slices.Contains(c.g.Callees(s), f)
}
