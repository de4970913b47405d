// Package route models what router libraries do: it is told, in the order of execution, which operations a program
// applies to its routers, and answers which routes there are and which middleware runs before each of them.
//
// What an operation is and where its operands stand comes from package knowledge; the values that a program computes
// come from an interpreter, through Machine. Route itself knows the semantics: when a group copies the middleware of its
// parent, whether late middleware covers earlier routes, what a mounted router sees of the path.
package route

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
)

// Value is a value of the interpreter: a handler, a middleware, a string, a router. Values are compared with ==.
type Value = any

// Unknown stands in a text for each part that the interpreter cannot tell.
const Unknown = '\uFFFD'

// Machine is what route asks of the interpreter about values.
type Machine interface {
	// Object returns the object that v is, points to or holds as an interface; nil if v is not one of ours.
	Object(v Value) Object
	// IsNil reports whether v is certainly nil.
	IsNil(v Value) bool
	// Text returns the string v, with Unknown for parts that are not known, and whether v is a string at all. Of a
	// constant integer it returns the decimal digits.
	Text(v Value) (string, bool)
	// Elems returns the elements of the slice or array v; complete is false if there may be others. The elements of a
	// value that is not a list are v itself.
	Elems(v Value) (elems []Elem, complete bool)
	// Field returns the named field of the struct that v is or points to.
	Field(v Value, name string) (Value, bool)
	// Choices returns the values that v may be; v itself if that is certain.
	Choices(v Value) []Elem
	// Call calls the function value fn.
	Call(fn Value, args ...Value)
	// Next returns the handlers to which the handler v passes on requests that it got: those on which it calls
	// ServeHTTP, or which it calls as a function, with its own response writer and request.
	Next(v Value) []Value
}

// Methods is a Machine that also knows methods. Without it, services of remote procedures have rows without handlers.
type Methods interface {
	// Method returns the method called name of v, bound to v.
	Method(v Value, name string) (Value, bool)
}

// Elem is a value that is there under conditions.
type Elem struct {
	Value Value
	When  When
}

// Branch is a decision of the program that cannot be told beforehand.
type Branch struct {
	At    finding.Place
	Taken bool
}

// When lists the branches that must go as said. The empty list is always.
type When []Branch

// Call is a call of a function of a router library.
type Call struct {
	Symbol string // of the function, as go/types prints it
	Op     *knowledge.Router
	Recv   Value   // nil for functions
	Args   []Value // one for each parameter; that of a variadic parameter is the slice
	Place  finding.Place
	When   When
}

// Route is a row of the route table.
type Route struct {
	Methods []string // sorted; empty: every method
	Host    string   // empty: every host
	Path    string   // parameters as {name}, wildcards as {name...}, what is not known as {?}
	Subtree bool     // the route also answers everything below Path
	Pattern string   // as written at the registration, with the prefixes of its groups
	Row     knowledge.Row
	Family  string // name of the library that routes it

	Middleware []Attached // in the order of execution
	Inside     []Attached // what runs where the handler calls the middleware of its context
	Handler    Value      // nil if the library itself answers
	Cut        int        // leading segments of the path that the handler does not see
	Place      finding.Place
	When       When // conditions under which it is registered
	Server     finding.Place
	Spec       Value // what the route was described by, nil if its registration was given no description
	// Config holds what the router of the route was made with, before it what the route itself was described by.
	Config []Value
	// Unresolved says why the row is incomplete; empty if it is not.
	Unresolved string
	// Assumed: its router came from somewhere that nobody knows, and what else stands before the route with it.
	Assumed bool

	pattern pattern
	entry   *entry // the registration; nil if a server has the handler without a router
}

// Attached is a middleware on the way to a handler.
type Attached struct {
	Value  Value   // nil for those that the library attaches by itself
	Symbol string  // of the library's function that made it, if it is not a value of the program
	Args   []Value // the operands of that function's call
	Place  finding.Place
	Kind   Kind
	Shape  knowledge.Shape
	Cut    int    // leading segments of the path that it does not see
	Only   string // the procedures for which it runs: a name, or a beginning and *; empty: all
	// Conditional: it does not run on every request of the route, or not under all conditions under which the route
	// exists.
	Conditional bool

	when When
}

// When lists the undecided branches under which a middleware is attached.
func (a *Attached) When() When { return a.when }

// Kind tells where a middleware is attached.
type Kind string

// The kinds, from the outside to the inside.
const (
	Wrapper Kind = "wrapper" // around a router or handler
	OnRoot  Kind = "router"
	OnGroup Kind = "group"
	OnRoute Kind = "route"
)

// Problem is a call that cannot be right, such as one that stops the program.
type Problem struct {
	Place finding.Place
	Text  string
}
