package tie

import (
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// spot is a part of a value of a function.
type spot struct {
	fn   *graph.Func
	ref  summary.Ref
	path flow.Path
	// until is the instruction before which the value is wanted, if it is one of many in the memory that ref leads to.
	until graph.Site
}

// sources returns the sources of a value as far as its function tells.
func (c *Checker) sources(f *graph.Func, ref summary.Ref, path flow.Path) *set {
	return c.sourcesAt(spot{fn: f, ref: ref, path: path})
}

// sourcesBefore returns the sources of a value as it is before an instruction.
func (c *Checker) sourcesBefore(s graph.Site, ref summary.Ref, path flow.Path) *set {
	at := spot{fn: s.Caller, ref: ref, path: path}
	if path != "" {
		at.until = s
	}
	return c.sourcesAt(at)
}

func (c *Checker) sourcesAt(at spot) *set {
	f, ref, path := at.fn, at.ref, at.path
	if known := c.values[at]; known != nil {
		return known
	}
	if ref == 0 || !c.pay() {
		return c.nothing
	}
	c.values[at] = c.nothing // what depends on itself adds nothing
	var list []source
	policy := c.policy
	if path == "" && c.t.TypeOf(f, ref).IsError() {
		policy = c.errors
	}
	for _, o := range c.origins(policy, at) {
		list = append(list, c.source(o)...)
	}
	known := c.set(c.asSent(list, at))
	c.values[at] = known
	return known
}

// origins returns where a value comes from as far as its function tells.
func (c *Checker) origins(p *flow.Policy, at spot) []flow.Origin {
	if at.until.Caller != nil {
		return c.t.LocalBefore(p, at.until, at.ref, at.path)
	}
	return c.t.Local(p, at.fn, at.ref, at.path)
}

// source returns what an origin is; nothing if no value was set.
func (c *Checker) source(o flow.Origin) []source {
	switch o.Kind {
	case flow.Const:
		if o.Name == "nil" || o.Name == "zero value" {
			return nil
		}
		return []source{{kind: fromSource}}
	case flow.Param:
		if t := c.t.TypeOf(o.Fn, o.Ref); t.IsKnown() && t.Name == "context.Context" {
			return []source{{}}
		}
		return []source{{kind: fromParam, fn: o.Fn, index: o.Ref.N(), path: o.Path}}
	case flow.Marked:
		return []source{{kind: fromCaller}}
	case flow.Context:
		if !notIdentity.MatchString(o.Name) {
			return []source{{kind: fromCaller}}
		}
	case flow.Request:
		return c.requested(o)
	case flow.Stored, flow.Error: // that there is no such object is known by its error
		if l := c.origin(o); l != nil {
			return []source{c.objectSource(l)}
		}
	}
	return []source{{}}
}

// isNoSource reports whether all that source tells of an origin is that there is a value.
func isNoSource(o flow.Origin) bool {
	switch o.Kind {
	case flow.Const:
		return o.Name != "nil" && o.Name != "zero value"
	case flow.Marked, flow.Context, flow.Request, flow.Stored, flow.Error:
		return false
	}
	return true
}

// objectSource is an object as a source; one that is found by who calls is as good as the caller.
func (c *Checker) objectSource(l *loaded) source {
	switch {
	case l.depth > maxLoads:
		return source{}
	case !l.open && l.isCallersOwn():
		return source{kind: fromCaller}
	}
	return source{kind: fromObject, object: l}
}

// maxLoads bounds the objects that are followed one behind the other.
const maxLoads = 4

// requested returns the parts of the request that an origin may be.
func (c *Checker) requested(o flow.Origin) []source {
	switch {
	case o.Part == "" || o.Name == "method" || o.Name == "remoteaddr" || o.Name == "host":
		return []source{{}}
	case isCredential(Key{o.Part, o.Name}):
		return []source{{kind: fromCaller}}
	case o.Name != "" || o.Fn == nil:
		return []source{{kind: fromRequest, key: Key{o.Part, o.Name}}}
	}
	in, s := c.t.Def(o.Fn, o.Ref)
	if in == nil || !isCall(in) {
		return []source{{kind: fromRequest, key: Key{Part: o.Part}}}
	}
	e := c.t.Known(s)
	if e == nil || e.Input == nil {
		return []source{{kind: fromRequest, key: Key{Part: o.Part}}}
	}
	ref, ok := flow.Operand(s, e.Input.Name)
	if !ok {
		return []source{{kind: fromRequest, key: Key{Part: o.Part}}}
	}
	return c.keysNamed(o.Part, access.Value{Frame: access.Frame{Calls: c.reader.Chain(o), Fn: o.Fn}, Ref: ref})
}

// keysNamed returns the parts of the request with the names that a value may be: the argument of a helper, or the variable of
// a closure.
func (c *Checker) keysNamed(part string, v access.Value) []source {
	names, needs := c.reader.Texts(v)
	var list []source
	for _, n := range needs {
		if n.Index >= 0 {
			return []source{{kind: fromRequest, key: Key{Part: part}, fn: n.Fn, index: n.Index}}
		}
	}
	for _, name := range names {
		s := source{kind: fromRequest, key: Key{part, strings.ReplaceAll(name, sqltext.Hole, "")}}
		if isCredential(s.key) {
			s = source{kind: fromCaller}
		} else if len(names) > 1 {
			s.one = place{v.Fn, v.Ref.N()}
		}
		list = append(list, s)
	}
	return list
}

// named returns the part of the request whose name callers give, after all callers were asked.
func (c *Checker) named(s source) []source {
	var list []source
	for _, o := range c.t.Origins(flow.Text, nil, s.fn, summary.MakeRef(summary.RefReg, s.index), "") {
		if o.Kind == flow.Const && len(list) < maxSources {
			list = append(list, source{kind: fromRequest, key: Key{s.key.Part, o.Name}, one: place{s.fn, s.index}})
		}
	}
	if len(list) == 0 {
		list = append(list, source{kind: fromRequest, key: s.key})
	}
	return list
}

// notIdentity matches the names of context values that have nothing to do with who calls.
var notIdentity = regexp.MustCompile(`(?i)request_?id|trace|span|logger|locale|lang|start|time|\bdb\b|\btx\b|route|config|csrf|ip$`)

// credentials matches the parts of a request that prove who calls, or that nobody can guess.
var credentials = regexp.MustCompile(`(?i)^authorization$|token|api_?-?key|secret|session|^jwt|signature|password|credential|code_verifier`)

// credentialNames matches what names a credential and is none: anyone may know the number of a token. The number of a session is
// what proves who calls, but where a path names a session as it does other objects.
var (
	credentialNames = regexp.MustCompile(`(?i)(?:token|key|secret|credential)_?-?(?:id|uuid|handle|name)$`)
	sessionNames    = regexp.MustCompile(`(?i)session_?-?(?:id|uuid|name)$`)
)

func isCredential(k Key) bool {
	switch {
	case k.Part == string(knowledge.InCookie), k.Part == string(knowledge.InHeader) && (k.Name == "" || strings.EqualFold(k.Name, "cookie")):
		return true
	case !credentials.MatchString(k.Name), credentialNames.MatchString(k.Name):
		return false
	}
	return k.Part != string(knowledge.InPath) || !sessionNames.MatchString(k.Name)
}

// passing is a call on the way of sources to the caller of a function.
type passing struct {
	at     graph.Site
	callee *graph.Func
}

// passed returns the sources that a set has in the caller of callee.
func (c *Checker) passed(s *set, by passing) *set {
	if !s.open {
		return s
	}
	key := passedSet{s, by}
	if known := c.passedSets[key]; known != nil {
		return known
	}
	if !c.pay() {
		return s
	}
	c.passedSets[key] = s
	var list []source
	for _, x := range s.list {
		list = append(list, c.passedSource(x, by)...)
	}
	known := c.set(list)
	c.passedSets[key] = known
	return known
}

type passedSet struct {
	*set
	passing
}

func (c *Checker) passedSource(x source, by passing) []source {
	switch {
	case x.kind == fromObject && x.object.open:
		return []source{c.objectSource(c.passedLoad(x.object, by))}
	case x.fn != by.callee:
		return []source{x}
	}
	in := by.at.Instr()
	_, handedOver := c.ofHeldType(by.at)
	if x.index == 0 && x.path != "" && x.fn.HasRecv && in.Op == summary.OpInvoke && !handedOver {
		return []source{x} // some object of an interface
	}
	ref, ok := access.Argument(by.at, by.callee, x.index)
	if !ok {
		return []source{x}
	}
	if x.kind == fromRequest {
		return c.keysNamed(x.key.Part, access.Value{Frame: access.Frame{Fn: by.at.Caller}, Ref: ref})
	}
	path := x.path
	if x.index == 0 && handedOver {
		path = path.Of(c.t.TypeOf(x.fn, summary.MakeRef(summary.RefReg, 0)))
	}
	return c.sourcesBefore(by.at, ref, path).list
}

// settled returns the sources that a set has if all callers are asked for the parameters that are left.
func (c *Checker) settled(s *set) *set {
	if !s.open {
		return s
	}
	if known := c.settledSets[s]; known != nil {
		return known
	}
	c.settledSets[s] = c.nothing
	var list []source
	for _, x := range s.list {
		switch {
		case x.kind == fromObject && x.object.open:
			list = append(list, c.objectSource(c.settledLoad(x.object)))
		case x.kind == fromRequest && x.fn != nil:
			list = append(list, c.named(x)...)
		case x.kind == fromParam:
			list = append(list, c.parameter(x).list...)
		default:
			list = append(list, x)
		}
	}
	known := c.set(list)
	c.settledSets[s] = known
	return known
}

// parameter returns the sources of a parameter in all calls of its function.
func (c *Checker) parameter(x source) *set {
	at := spot{fn: x.fn, ref: summary.MakeRef(summary.RefReg, x.index), path: x.path}
	if known := c.parameters[at]; known != nil {
		return known
	}
	if !c.pay() {
		return c.nothing
	}
	if c.isMessage(x) {
		return c.set(c.asSent([]source{{kind: fromRequest, key: Key{string(knowledge.InBody), x.path.Last()}}}, at))
	}
	c.parameters[at] = c.nothing
	var list []source
	for _, o := range c.t.Origins(c.policy, nil, x.fn, at.ref, x.path) {
		if o.Kind == flow.Param {
			list = append(list, source{})
			continue
		}
		list = append(list, c.source(o)...)
	}
	known := c.settled(c.set(c.asSent(list, at)))
	c.parameters[at] = known
	return known
}

// maxSteps bounds one search for sources. There are many, each about one value of one function; those that lead further find
// what whole parts of the program have in common.
const maxSteps = 6000

// newErrorPolicy returns the policy that follows errors to the queries that failed. What their texts are made of is of no
// interest.
func (c *Checker) newErrorPolicy() *flow.Policy {
	answers := c.errorAnswers()
	return &flow.Policy{Values: true, Alike: isNoSource, Entire: true, Steps: maxSteps, Source: func(n flow.Node) (flow.Origin, bool) {
		if answers[variable{n.Fn, n.Ref}] {
			return flow.Origin{Kind: flow.Unknown}, true
		}
		u := n.Type().Underlying()
		return flow.Origin{Kind: flow.Const}, u.IsKnown() && u.Kind == summary.KindBasic
	}}
}

// isMessage reports whether a parameter is a part of the message of a remote procedure. Clients fill it, whoever else calls.
func (c *Checker) isMessage(x source) bool {
	t := c.t.TypeOf(x.fn, summary.MakeRef(summary.RefReg, x.index)).Deref()
	if first, _ := x.path.Split(); first == "Msg" && t.IsKnown() && knowledge.ContentOf(t.Name).IsMessage() {
		return true
	}
	_, ok := t.Method("ProtoReflect")
	return ok && x.path.Last() != "" && !(x.fn.HasRecv && x.index == 0)
}

// newPolicy returns the policy that follows identifiers: numbers as well as text, up to what tells who the caller is.
func (c *Checker) newPolicy() *flow.Policy {
	claims, answers, kept := c.claims(), c.errorAnswers(), c.keptObjects()
	return &flow.Policy{Values: true, Forms: flow.Values.Forms, Alike: isNoSource, Entire: true, InOrder: true, Steps: maxSteps, Source: func(n flow.Node) (flow.Origin, bool) {
		if n.Instr != nil && (claims[variable{n.Fn, n.Ref}] || establishes(n.Fn, n.Instr)) {
			return flow.Origin{Kind: flow.Marked, Name: "the caller's identity"}, true
		}
		if kept[variable{n.Fn, n.Ref}] {
			return flow.Origin{Kind: flow.Stored, Name: "an object in memory"}, true
		}
		if answers[variable{n.Fn, n.Ref}] {
			return flow.Origin{Kind: flow.Unknown}, true
		}
		return flow.Origin{}, false
	}}
}

// errorAnswers lists the registers that hold the error of a function that is not known where it is called. It is that of one
// function for each route; the facts follow those that the route holds.
func (c *Checker) errorAnswers() map[variable]bool {
	found := map[variable]bool{}
	for f := range c.g.Funcs {
		calls := map[summary.Ref]bool{}
		for _, in := range f.Instrs {
			ref := summary.MakeRef(summary.RefReg, int(in.Dst))
			switch {
			case in.Op == summary.OpCallValue:
				calls[ref] = true
			case in.Op != summary.OpExtract || !calls[in.Args[0]]:
				continue
			}
			if in.Dst >= 0 && c.g.TypeOf(f, in.Type).IsError() {
				found[variable{f, ref}] = true
			}
		}
	}
	return found
}

// keptObjects lists the registers that hold what was found in a map of the program.
func (c *Checker) keptObjects() map[variable]bool {
	found := map[variable]bool{}
	for f := range c.g.Funcs {
		for s, in := range f.Instrs {
			if in.Op != summary.OpLookup && in.Op != summary.OpCall {
				continue
			}
			if _, ok := c.objects.Kept(s); ok && in.Dst >= 0 {
				found[variable{f, summary.MakeRef(summary.RefReg, int(in.Dst))}] = true
			}
		}
	}
	return found
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
	case knowledge.Reads, knowledge.Finds, knowledge.Verifies, knowledge.Grants:
		return true
	}
	return false
}

// variable is a register of a function that holds the address of a variable.
type variable struct {
	fn  *graph.Func
	ref summary.Ref
}

// claims lists the variables that such functions fill: ParseWithClaims(token, &claims, key).
func (c *Checker) claims() map[variable]bool {
	filled := map[variable]bool{}
	for f := range c.g.Funcs {
		for s, in := range f.Instrs {
			if establishes(f, in) {
				for _, ref := range c.variables(s) {
					filled[variable{f, ref}] = true
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

// querySite finds the call that an origin is the result of, or that filled the variable that it is. The error of a query may
// lie in a field of its result, or come from the row that it returned.
func (c *Checker) querySite(o flow.Origin) (graph.Site, bool) {
	ref := o.Ref
	for range 6 {
		in, s := c.t.Def(o.Fn, ref)
		if in == nil || len(in.Args) == 0 {
			break
		}
		if c.reader.Runs(s) {
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
		if in.Pos == o.Pos && c.reader.Runs(s) {
			return s, true
		}
	}
	return graph.Site{}, false
}
