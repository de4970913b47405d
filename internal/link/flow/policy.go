package flow

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Policy says what a query follows. Answers are remembered by the policy's address: make one for each purpose and keep it.
type Policy struct {
	// Values follows everything that decides a value: numbers, comparisons, lengths. Without it only text is followed, and
	// what cannot carry text ends in Number.
	Values bool
	// Sink is where the value is going: functions that make it harmless there end the search in Safe.
	Sink knowledge.Sink
	// Guards ends the search in Safe where the value was compared with what is allowed.
	Guards bool
	// Head limits the search to the beginning of text: it reports whether what follows a text that begins so no longer
	// matters. Anything stands where the text is not constant.
	Head func(begin string) bool
	// Callers gives an origin once for each call by which a function hands it down, rather than once.
	Callers bool
	// Opaque ends the search at foreign functions of which nothing is known; otherwise their text operands are followed as
	// weak origins.
	Opaque bool
	// Forms names the methods by which an object turns into text of its own making, the first that exists is taken. Of
	// objects in objects only PartForms are asked.
	Forms, PartForms []string
	// Encodes: objects that do not write themselves are written as data.
	Encodes bool
	// Source may end the search at a node with an origin of its own: an identity that a guard established, a secret. Kind,
	// Name and Part are the hook's; the place is filled in. It must not ask the Tracer, which is busy.
	Source func(Node) (Origin, bool)
	// Alike reports whether an origin does not interest whoever asks, but for its kind: one stands for all of the kind, without
	// place and way, which saves most of a search's cost. Parameters are never alike.
	Alike func(Origin) bool
	// Entire: of what a data access returned, and of an error, it does not matter which part a value is.
	Entire bool
	// InOrder: of what is read from memory, what was replaced before or is written only later does not count, nor does what a
	// function returns beside an error.
	InOrder bool
	// Named: of a function it matters only which it is.
	Named bool
	// Steps bounds a query more closely than the default does.
	Steps int
}

// Except returns an Alike for queries that want to know origins of some kinds only.
func Except(wanted ...Kind) func(Origin) bool {
	var set [Exhausted + 1]bool
	for _, k := range wanted {
		set[k] = true
	}
	return func(o Origin) bool { return !set[o.Kind] }
}

// folded returns an origin as far as the policy tells it apart.
func (p *Policy) folded(o Origin) Origin {
	if o.Kind != Param && p.Alike != nil && p.Alike(o) {
		return Origin{Kind: o.Kind}
	}
	if p.Named && o.Kind == Func {
		return Origin{Kind: o.Kind, Name: o.Name}
	}
	if p.Entire && (o.Kind == Stored || o.Kind == Error) {
		o.Path = ""
	}
	return o
}

// Text follows text as package fmt and the encoders write it.
var Text = &Policy{Forms: ownForms, PartForms: ownForms}

// Functions follows function values.
var Functions = &Policy{Opaque: true, Named: true, Alike: Except(Func), Steps: 5000}

// Values follows everything that a value depends on.
var Values = &Policy{Values: true, Forms: ownForms, PartForms: ownForms}

// ownForms are the methods that package fmt asks.
var ownForms = []string{"Error", "String"}

// Node is a value at which a search has arrived.
type Node struct {
	Fn    *graph.Func
	Ref   summary.Ref
	Instr *summary.Instr // that defines Ref; nil for parameters, constants and the like
	Site  graph.Site     // of Instr
	Path  Path           // the part of the value that is wanted

	body *body
}

// Type returns the type of the whole value.
func (n Node) Type() graph.Type { return n.body.typeOf(n.Ref) }

// Field returns the type that declares the field which the node selects, and the field's name.
func (n Node) Field() (graph.Type, string) {
	if n.Instr == nil || n.Instr.Op != summary.OpFieldAddr && n.Instr.Op != summary.OpField {
		return graph.Type{}, ""
	}
	return n.body.g.TypeOf(n.Fn, n.Instr.XType), n.Fn.Sym(n.Instr)
}

// Boxed returns the type of the value that the node turns into an interface.
func (n Node) Boxed() graph.Type {
	if n.Instr == nil || n.Instr.Op != summary.OpMakeIface {
		return graph.Type{}
	}
	return n.body.g.TypeOf(n.Fn, n.Instr.XType)
}

// Pos returns the place of the value, or of the function for a parameter.
func (n Node) Pos() summary.Pos {
	if n.Instr != nil {
		return n.body.posOf(n.Ref)
	}
	return n.Fn.Pos
}

// IsWhole reports whether the whole value is wanted, as it is or in a written form.
func (n Node) IsWhole() bool { return n.Path.isForm() }

// IsWritten reports whether the value is wanted in a written form, and not as something that was made of it.
func (n Node) IsWritten() bool { return n.Path == textForm || n.Path == dataForm }

// IsData reports whether the value is wanted as encoders write it.
func (n Node) IsData() bool { return n.Path == dataForm }

// IsText reports whether the value's own type is text: a string, or bytes, by whatever name.
func (n Node) IsText() bool { return isTextType(n.Type()) }

// Global returns the ID of the package-level variable that the node is, "" if it is none.
func (n Node) Global() string {
	if n.Ref.Kind() != summary.RefGlobal {
		return ""
	}
	return n.Fn.Pkg.Symbols[n.Ref.N()]
}

// Param returns the name of the parameter that the node is.
func (n Node) Param() (string, bool) {
	i, ok := n.body.isParam(n.Ref)
	if !ok {
		return "", false
	}
	return n.Fn.Params[i].Name, true
}

// WritesItself reports whether a type has one of some methods.
func WritesItself(t graph.Type, forms []string) bool {
	for _, form := range forms {
		if _, ok := t.Deref().Method(form); ok {
			return true
		}
	}
	return false
}

// ConstKey returns the constant text or number of an operand of the node's function.
func (n Node) ConstKey(ref summary.Ref) (string, bool) { return n.body.constText(ref) }

// isInert reports whether values of type t cannot carry text.
func isInert(t graph.Type) bool {
	for range 4 {
		if !t.IsKnown() {
			return false
		}
		if knowledge.Holds(t.Name, knowledge.NoText) {
			return true
		}
		u := t.Underlying()
		if !u.IsKnown() || u.Kind != summary.KindPointer {
			return u.IsKnown() && u.Kind == summary.KindBasic && !strings.HasSuffix(u.Name, "string") && u.Name != "unsafe.Pointer"
		}
		t = u.Element()
	}
	return false
}

// IsText reports whether t, or what it points to, is a string or bytes.
func IsText(t graph.Type) bool { return isTextType(t) }

func isTextType(t graph.Type) bool {
	u := t.Deref().Underlying()
	if !u.IsKnown() {
		return false
	}
	switch u.Kind {
	case summary.KindBasic:
		return u.Name == "string" || u.Name == "untyped string"
	case summary.KindSlice:
		e := u.Element()
		return e.IsKnown() && (e.Name == "uint8" || e.Name == "byte")
	}
	return false
}
