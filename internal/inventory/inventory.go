// Package inventory lists the endpoints of a service: what can be called, who serves it and what guards it. It turns what
// the linked program knows into a document that is stable, and writes, filters and compares such documents.
package inventory

import "strings"

// Inventory is the list of a program's endpoints. Its JSON form is described in docs/routes.md; fields are never renamed
// or removed without a new value of Schema.
type Inventory struct {
	Schema     int          `json:"schema"`
	Tool       Tool         `json:"tool"`
	Complete   bool         `json:"complete"`
	Routes     []Route      `json:"routes"`
	Unresolved []Unresolved `json:"unresolved"`
}

// Schema is the version of the document's form.
const Schema = 1

// Tool is the program that made an inventory.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Route is an endpoint: one method of one path.
type Route struct {
	Method  string   `json:"method"` // Any: every method
	Host    string   `json:"host"`   // "" for every host
	Path    string   `json:"path"`   // parameters as {name}, rests as {name...}, unknown parts as {?}
	Subtree bool     `json:"subtree"`
	Kind    Kind     `json:"kind"`
	Handler Function `json:"handler"`
	// The place of the registration.
	File       string       `json:"file"`
	Line       int          `json:"line"`
	Middleware []Middleware `json:"middleware"` // in order of execution
	Auth       Auth         `json:"auth"`
	RateLimit  *Limit       `json:"rateLimit"` // nil if none is known
	BodyLimit  *Limit       `json:"bodyLimit"` // nil if none is known
	Objects    []Object     `json:"objects"`
	Findings   []Finding    `json:"findings"`
	Served     bool         `json:"served"`     // a server of the program serves it
	Program    string       `json:"program"`    // import path of the main package that registers it
	Unresolved string       `json:"unresolved"` // why the row is incomplete, "" if it is not
}

// Any is the method of a route that answers every method.
const Any = "ANY"

// Name is the route as people write it: "GET /orders/{id}".
func (r *Route) Name() string { return r.Method + " " + r.Host + r.Path }

// location is host and path, with a mark on what answers everything below.
func (r *Route) location() string {
	if r.Subtree && !strings.HasSuffix(r.Path, "...}") {
		return r.Host + strings.TrimSuffix(r.Path, "/") + "/…"
	}
	return r.Host + r.Path
}

// Kind tells endpoints of the service from those that come with a library.
type Kind string

// The kinds of routes.
const (
	Endpoint Kind = "endpoint"
	Static   Kind = "static"   // files
	NotFound Kind = "notfound" // answers what has no route
	Redirect Kind = "redirect"
	Debug    Kind = "debug"
	Docs     Kind = "docs"
)

// Function names a function: a method has a type and a method, any other a function. The n-th function literal inside a
// function is called like it with "$n" at the end. All fields are empty if the function is not known.
type Function struct {
	Package  string `json:"package"`
	Function string `json:"function,omitempty"`
	Type     string `json:"type,omitempty"`
	Method   string `json:"method,omitempty"`
	File     string `json:"file,omitempty"` // of the declaration, if that is part of the program
	Line     int    `json:"line,omitempty"`
}

// Middleware is what stands between a caller and a handler.
type Middleware struct {
	Function
	On          string `json:"on"`          // what it is attached to: wrapper, router, group or route
	Conditional bool   `json:"conditional"` // it is not always there
	// The place where it is attached.
	Attached Position `json:"attached"`
}

// Position is a line of a file.
type Position struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// Auth says what a caller must prove.
type Auth struct {
	State State  `json:"state"`
	By    string `json:"by"`   // the middleware or handler that demands it
	Role  string `json:"role"` // role or permission that is demanded beyond a known caller
	// Conditional: configuration can switch the demand off.
	Conditional bool `json:"conditional"`
	// Reason explains Public and Unknown.
	Reason string `json:"reason"`
}

// State says whether a caller must be known.
type State string

// The states.
const (
	Required State = "required"
	Optional State = "optional" // a caller is looked for and need not be there
	None     State = "none"
	Public   State = "public"  // none, and declared so
	Unknown  State = "unknown" // something on the way cannot be read
)

// Limit is a limit on requests or their bodies.
type Limit struct {
	By    string `json:"by"`
	Value string `json:"value"` // how much, "" if that is not known
	// Conditional: configuration can switch the limit off.
	Conditional bool `json:"conditional"`
}

// Object is a kind of stored data that a route touches, and what it does to that.
type Object struct {
	Name    string `json:"name"` // of the table or collection
	Access  Access `json:"access"`
	Checked bool   `json:"checked"` // what the client chooses is tied to the caller
	Tie     Tie    `json:"tie"`     // by what
	Owner   string `json:"owner"`   // the column that says whose an object is, as table.column; "" if none is known
	Keys    []Key  `json:"keys"`    // by which the client chooses the objects
}

// Access is what is done to stored data.
type Access string

// The accesses.
const (
	Create Access = "create"
	Read   Access = "read"
	Update Access = "update"
	Delete Access = "delete"
)

// Tie is what ties objects to the caller, "" if nothing does.
type Tie string

// The ties.
const (
	ByQuery  Tie = "query"  // who calls is a condition of the query
	ByCheck  Tie = "check"  // a branch compares or asks, and is obeyed
	ByCaller Tie = "caller" // the client chooses nothing: the objects are the caller's, or made in the caller's name
	ByRole   Tie = "role"   // whoever gets there may see all objects
)

// Key is a part of the request that chooses objects.
type Key struct {
	In   string `json:"in"`   // path, query, header, body, …
	Name string `json:"name"` // "" if it is not known
}

// Finding is a finding on a route.
type Finding struct {
	Rule        string `json:"rule"`
	Severity    string `json:"severity"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
}

// Unresolved says what could not be found out.
type Unresolved struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}
