package secretlog

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// printed follows what package fmt writes: all fields of an object. encoded follows what encoders write, which skip some.
// Both end at fields, parameters and objects that are secrets.
var (
	printed = newPolicy(false)
	encoded = newPolicy(true)
)

func newPolicy(encodes bool) *flow.Policy {
	p := &flow.Policy{
		Sink: knowledge.InLog, Opaque: true, Encodes: encodes, Forms: printForms, PartForms: printForms,
		Alike: flow.Except(flow.Marked, flow.Secret, flow.Env, flow.Request, flow.Number),
	}
	if encodes {
		p.Forms, p.PartForms = logForms, encodeForms
	}
	p.Source = finder{p}.find
	return p
}

// The methods by which values write themselves: when package fmt prints them, when a structured logger takes them, and
// as parts of what such a logger encodes.
var (
	printForms  = []string{"Format", "Error", "String", "GoString"}
	logForms    = []string{"LogValue", "MarshalLogObject", "MarshalZerologObject", "MarshalLog", "Error", "String", "MarshalJSON", "MarshalText"}
	encodeForms = []string{"MarshalJSON", "MarshalText"}
)

// address marks the address of a request with its query, as formatters of access logs get it.
const address = "address"

// finder recognises secrets by what the program calls them.
type finder struct{ policy *flow.Policy }

func (f finder) find(n flow.Node) (flow.Origin, bool) {
	if !n.IsWhole() {
		return flow.Origin{}, false
	}
	if owner, name := n.Field(); owner.IsKnown() && knowledge.IsAddress(owner.Name+"."+name) {
		return flow.Origin{Kind: flow.Marked, Name: "address", Part: address}, true
	}
	what := f.field(n)
	if what == "" {
		what = f.parameter(n)
	}
	if what == "" {
		what = f.element(n)
	}
	if what == "" {
		what = f.object(n)
	}
	return flow.Origin{Kind: flow.Marked, Name: what, Part: "secret"}, what != ""
}

// field recognises a field by its name.
func (f finder) field(n flow.Node) string {
	owner, name := n.Field()
	if name == "" || !n.IsText() || knowledge.SecretName(name) == knowledge.NoSecret {
		return ""
	}
	return "field " + typeName(owner) + "." + name
}

// parameter recognises a parameter by its name.
func (f finder) parameter(n flow.Node) string {
	if name, ok := n.Param(); ok && n.IsText() && knowledge.SecretName(name) == knowledge.SurelySecret {
		return "parameter " + name
	}
	return ""
}

// element recognises the element of a map by its key.
func (f finder) element(n flow.Node) string {
	if n.Instr == nil || n.Instr.Op != summary.OpLookup {
		return ""
	}
	u := n.Type().Underlying()
	isAny := u.IsKnown() && u.Kind == summary.KindInterface && len(u.Methods) == 0
	if key, ok := n.ConstKey(n.Instr.Args[1]); ok && knowledge.SecretName(key) != knowledge.NoSecret && (n.IsText() || isAny) {
		return "element " + key
	}
	return ""
}

// object recognises an object that is written as a whole and has a secret in it.
func (f finder) object(n flow.Node) string {
	t := n.Type()
	if b := n.Boxed(); b.IsKnown() && n.IsWritten() {
		t = b
		if flow.WritesItself(t, f.policy.Forms) {
			return ""
		}
		if field := f.secretField(t, n.IsData() || f.policy.Encodes, 0); field != "" {
			return "object " + typeName(t.Deref()) + " with its field " + field
		}
	}
	if t.IsKnown() {
		if what, ok := knowledge.SecretHolder(t.Deref().Name); ok {
			return what
		}
	}
	return ""
}

// secretField returns the first field of a struct, or of the structs in it, that is a secret and is written. Encoders skip
// some fields.
func (f finder) secretField(t graph.Type, encodes bool, depth int) string {
	t = t.Deref()
	u := t.Underlying()
	if !u.IsKnown() || depth > 3 {
		return ""
	}
	switch u.Kind {
	case summary.KindSlice, summary.KindArray, summary.KindMap:
		return f.secretField(u.Element(), encodes, depth+1)
	case summary.KindStruct:
	default:
		return ""
	}
	for _, field := range u.Fields {
		if encodes && (strings.Contains(field.Tag, `json:"-"`) || field.Name[0] >= 'a' && field.Name[0] <= 'z') {
			continue
		}
		ft := t.FieldType(field)
		switch {
		case !ft.IsKnown():
		case flow.WritesItself(ft, f.policy.PartForms):
		case flow.IsText(ft):
			if knowledge.SecretName(field.Name) != knowledge.NoSecret {
				return field.Name
			}
		case ft.Kind == summary.KindPointer && depth > 0: // fmt prints an address
		default:
			if inner := f.secretField(ft, encodes, depth+1); inner != "" {
				return field.Name + "." + inner
			}
		}
	}
	return ""
}

func typeName(t graph.Type) string {
	if !t.IsKnown() {
		return "?"
	}
	return flow.Short(t.Name)
}

// secrecy says how surely an origin is a secret, and which.
func secrecy(o flow.Origin) (knowledge.Secrecy, string) {
	switch o.Kind {
	case flow.Marked:
		if o.Part == address {
			break
		}
		name := o.Name[strings.LastIndexAny(o.Name, ". ")+1:]
		if knowledge.SecretName(name) == knowledge.MaybeSecret {
			return knowledge.MaybeSecret, o.Name
		}
		return knowledge.SurelySecret, o.Name
	case flow.Secret:
		if o.Part == string(knowledge.InRandom) {
			return calledSecret(o), o.Describe()
		}
		return knowledge.MaybeSecret, o.Describe()
	case flow.Env:
		return knowledge.SecretName(nameOf(o)), o.Describe()
	case flow.Request:
		return ofRequest(o), o.Describe()
	}
	return knowledge.NoSecret, ""
}

// calledSecret judges random text by the functions that hand it back: newToken makes a secret, newRequestID does not.
func calledSecret(o flow.Origin) knowledge.Secrecy {
	for _, s := range o.Steps() {
		if s.Kind != flow.StepReturn {
			continue
		}
		maker := s.Text[strings.LastIndexAny(s.Text, ". ")+1:]
		if degree := knowledge.SecretName(maker); degree != knowledge.NoSecret {
			return degree
		}
	}
	return knowledge.NoSecret
}

// nameOf is the name that tells what was read: that of the field, if it was decoded into an object.
func nameOf(o flow.Origin) string {
	if field := o.Path.Last(); field != "" {
		return field
	}
	return o.Name
}

// ofRequest judges a part of a request by its name; all headers or cookies together hold a credential.
func ofRequest(o flow.Origin) knowledge.Secrecy {
	switch {
	case o.Part == "path", o.Part == "url", o.Part == "client", o.Part == "body" && o.Name == "":
		return knowledge.NoSecret
	case o.Part == "header" && o.Name == "":
		if strings.HasPrefix(string(o.Path), "[") || strings.HasPrefix(string(o.Path), "#0") {
			return knowledge.NoSecret // some header, and nobody knows which, or the user's name
		}
		return knowledge.SurelySecret
	case o.Part == "cookie":
		if o.Path.Has("Name") {
			return knowledge.NoSecret
		}
		if o.Name == "" || knowledge.SecretName(o.Name) != knowledge.NoSecret {
			return knowledge.SurelySecret
		}
		return knowledge.NoSecret
	}
	return knowledge.SecretName(nameOf(o))
}

// inWhole names the secret in a form or map that is written as a whole: the function that does so reads it by its name.
func (c *checker) inWhole(s sink, o flow.Origin) (string, bool) {
	if name, ok := wholeForm(c.Flow, o); ok {
		return name, true
	}
	if o.Kind != flow.Request || o.Part != string(knowledge.InBody) || o.Name != "" {
		return "", false
	}
	written := append([]summary.Ref{s.ref}, c.Flow.Elements(s.site.Caller, s.ref)...)
	for _, in := range s.site.Caller.Instrs {
		if in.Op != summary.OpLookup {
			continue
		}
		name, ok := c.Flow.ConstText(s.site.Caller, in.Args[1])
		if !ok || knowledge.SecretName(name) == knowledge.NoSecret {
			continue
		}
		read := c.variable(s.site.Caller, in.Args[0])
		if slices.ContainsFunc(written, func(ref summary.Ref) bool { return c.variable(s.site.Caller, ref) == read }) {
			return name, true
		}
	}
	return "", false
}

// variable is what a reference loads, converts or boxes.
func (c *checker) variable(f *graph.Func, ref summary.Ref) summary.Ref {
	for {
		in, _ := c.Flow.Def(f, ref)
		if in == nil {
			return ref
		}
		switch in.Op {
		case summary.OpLoad, summary.OpMakeIface, summary.OpChangeType:
			ref = in.Args[0]
		default:
			return ref
		}
	}
}

// wholeForm names the secret in a form that is written as a whole: the function that does so reads it by its name.
func wholeForm(t *flow.Tracer, o flow.Origin) (string, bool) {
	if o.Kind != flow.Request || o.Part != "form" || o.Name != "" {
		return "", false
	}
	for site := range o.Fn.Instrs {
		e := t.Known(site)
		if e == nil || e.Input == nil || e.Input.Part != knowledge.InForm {
			continue
		}
		ref, ok := flow.Operand(site, e.Input.Name)
		if !ok {
			continue
		}
		if name, ok := t.ConstText(o.Fn, ref); ok && knowledge.SecretName(name) != knowledge.NoSecret {
			return name, true
		}
	}
	return "", false
}

// maskers are parts of the names of functions that hide what they are given. Their bodies did not show how.
var maskers = []string{"mask", "redact", "hash", "obfuscat", "anonymi", "scrub", "fingerprint", "sanitiz", "encrypt", "digest"}

// isMasked reports whether a value came through a function that says it hides it.
func isMasked(o flow.Origin) bool {
	for _, s := range o.Steps() {
		if s.Kind != flow.StepReturn {
			continue
		}
		for _, m := range maskers {
			if strings.Contains(strings.ToLower(s.Text), m) {
				return true
			}
		}
	}
	return false
}
