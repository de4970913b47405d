package flow

import (
	"slices"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Kind tells where a value comes from.
type Kind uint8

// The kinds of origins.
const (
	Unknown   Kind = iota // a function of which nothing is known; Name is it
	Const                 // written in the source; Name is the text
	Number                // a number, boolean, time or UUID: it cannot carry text
	Safe                  // text that was made harmless, or compared with what is allowed
	Request               // the client's request; Part and Name say what of it
	Context               // the value under a key of the request's context that nobody is seen to put there; Name is the key
	Stored                // what a data access returned; Name is the function
	Error                 // an error that foreign code made; Name is the function
	Panic                 // a recovered panic
	Secret                // a credential that the program makes; Name says which
	Env                   // environment, flags, configuration; Name is the variable
	Param                 // a parameter that nobody in the program fills
	Func                  // a function as a value; Name is its ID
	Marked                // what the query's Source hook recognised; Name and Part are its own
	Exhausted             // the budget ended here
)

var kindNames = [...]string{
	"unknown", "constant", "number", "safe", "request", "context", "stored", "error", "panic", "secret", "environment", "parameter", "function",
	"marked", "exhausted",
}

func (k Kind) String() string { return kindNames[k] }

// Origin is where a value, or a part of it, comes from.
type Origin struct {
	Kind Kind
	Name string // see the kinds
	Part string // Request: "path", "query", "header", "cookie", "body", "form", "file", "url"

	Fn   *graph.Func // the function in which the origin lies
	Ref  summary.Ref // the value there
	Path Path        // the part of it
	Pos  summary.Pos // its place in Fn

	// Calls is a chain of calls, outermost first, under which the function that was asked about gets this value. It is the
	// chain of the query, longer at its start by the callers that had to be asked.
	Calls []graph.Site
	// Chain is the part of Calls that lies above Fn; it is empty if the value came another way, through a field or a global.
	Chain []graph.Site
	// Weak tells that the value went through a function that is only assumed to hand it on.
	Weak bool
	// Apart tells that the value lay in a field or variable that is known by type or name only, so that another request may have
	// put it there.
	Apart bool

	trail *trail
	named param // what gives the name of an origin that a helper asks for
}

// found is an origin with the way by which a search came to it. All answers that have an origin share it: it must not change.
type found struct {
	*Origin
	trail       *trail
	weak, apart bool
}

// origin returns f as whoever asked wants it.
func (f found) origin() Origin {
	o := *f.Origin
	o.trail, o.Weak, o.Apart = f.trail, f.weak, f.apart
	return o
}

// bare are the origins of which nothing but their kind is known.
var bare = func() (all [Exhausted + 1]Origin) {
	for k := range all {
		all[k].Kind = Kind(k)
	}
	return all
}()

// shared returns an origin for answers to share.
func shared(o Origin) *Origin {
	if o.Fn == nil && o.Name == "" {
		return &bare[o.Kind]
	}
	own := o
	return &own
}

// param is a parameter of a function.
type param struct {
	fn    *graph.Func
	index int
}

// Place returns where the origin is.
func (o Origin) Place() finding.Place {
	if o.Fn == nil {
		return finding.Place{}
	}
	return o.Fn.Place(o.Pos)
}

// StepKind tells what happens to a value at a step.
type StepKind uint8

// The kinds of steps.
const (
	StepMove   StepKind = iota
	StepConcat          // text is put together
	StepText            // an error or object is turned into text
	StepCall            // it is handed to a function
	StepReturn          // it is handed back
	StepStore           // it is stored in a field or variable
)

// Step is one station of a value between its origin and the place that was asked about.
type Step struct {
	Kind StepKind
	Fn   *graph.Func
	Pos  summary.Pos
	Text string
	// Inner tells that the step lies in a function that handed the value back to its caller.
	Inner bool
}

// Steps returns the stations of the value, the one nearest to the origin first.
func (o Origin) Steps() []Step {
	var steps []Step
	o.trail.walk(false, func(s Step) { steps = append(steps, s) })
	return steps
}

// maxTrace is the length above which a trace is cut down to what people can read.
const maxTrace = 24

// Trace returns the stations as a finding wants them: the origin first, places without a position left out, no place twice
// in a row. Of a long trace the steps inside functions that only handed the value back are left out, and then the middle.
func (o Origin) Trace() []finding.Step {
	all := o.Steps()
	if len(all) > maxTrace {
		all = slices.DeleteFunc(all, func(s Step) bool { return s.Inner })
	}
	if len(all) > maxTrace {
		all = slices.Concat(all[:maxTrace/2], all[len(all)-maxTrace/2:])
	}
	steps := []finding.Step{{Place: o.Place(), Text: o.Describe()}}
	for _, s := range all {
		steps = append(steps, finding.Step{Place: s.Fn.Place(s.Pos), Text: s.Text})
	}
	steps = slices.DeleteFunc(steps, func(s finding.Step) bool { return !s.Place.IsValid() })
	return slices.CompactFunc(steps, func(a, b finding.Step) bool { return a.Place == b.Place })
}

// Describe says in a few words what the origin is.
func (o Origin) Describe() string {
	switch o.Kind {
	case Const:
		return "constant"
	case Request:
		if o.Name != "" {
			return o.Part + " parameter " + o.Name + " of the request"
		}
		return o.Part + " of the request"
	case Context:
		return "context value " + o.Name
	case Stored:
		return "result of " + Short(o.Name)
	case Error:
		return "error of " + Short(o.Name)
	case Panic:
		if o.Name != "" {
			return o.Name
		}
		return "recovered panic"
	case Env:
		return "environment variable " + o.Name
	case Param:
		return "parameter " + o.Name
	case Marked, Secret:
		return o.Name
	case Unknown:
		return "result of " + Short(o.Name)
	}
	return o.Kind.String()
}

// trail is the way from an origin to the place asked about, nearest to the origin first. A link is one step, or all of
// another trail: then inner tells that this one lies in a callee that handed the value back.
type trail struct {
	step  Step
	sub   *trail // instead of step
	inner bool
	up    *trail
}

func (t *trail) walk(inner bool, yield func(Step)) {
	for ; t != nil; t = t.up {
		if t.sub != nil {
			t.sub.walk(inner || t.inner, yield)
			continue
		}
		s := t.step
		s.Inner = inner
		yield(s)
	}
}

// identity is what makes two origins the same.
type identity struct {
	kind       Kind
	name, part string
	fn         *graph.Func
	ref        summary.Ref
	path       Path
}

func (o *Origin) identity() identity {
	switch o.Kind {
	case Const, Number, Safe, Exhausted:
		return identity{kind: o.Kind, name: o.Name}
	}
	return identity{o.Kind, o.Name, o.Part, o.Fn, o.Ref, o.Path}
}
