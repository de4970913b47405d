package knowledge

// Router says what a function does to routers, routes and handlers. Which operand is what is data; what the operation
// does to the routes of that library follows from the Family of the router.
type Router struct {
	Op     Op
	Family string // New, Option, Chain, Wrap: key of Families

	On     Arg    // the router, route, chain or option acted on; None: the receiver
	Global string // the router acted on is this variable of the library: net/http.DefaultServeMux

	Path       Arg // path, pattern or prefix; Use: the names for which the middleware runs
	Method     Arg // one method or a list of them
	Methods    []string
	ByName     bool // the method is the function's name in capitals
	Host       Arg
	Handler    Arg // what answers; Mount: the router or handler mounted; Serve: the outermost handler; New: the router below
	Handlers   Arg // a list of which the last answers and the others are middleware before it
	More       Arg // further handlers of such a list, or middleware after Middleware
	Middleware Arg // one middleware or a list of them, the first outermost
	Mixed      Arg // a list of prefixes, handlers and routers
	Options    Arg // a list of what functions with op Option returned
	Callback   Arg // function called with the new router
	Spec       Arg // struct, or list of structs, that holds operands in Fields

	Fields   Fields
	Level    Level
	Row      Row
	Prefix   bool     // the path stands for everything below it
	Slash    bool     // likewise, if it ends with a slash
	Strip    bool     // Wrap: Path is cut off the request's path; Mount: also for foreign handlers
	Inline   bool     // Group: the new router registers into the tree of the old one
	Detached bool     // Match: the new route counts when it is attached
	Adds     []string // symbols of middleware that the operation attaches by itself
	Wraps    Arg      // Wrap: the middleware put around the handler, if it is an operand
	Bare     bool     // Handle: without the middleware of the router
}

// Op is an operation on routers.
type Op string

// The operations. Those without a result of their own return what they act on.
const (
	New      Op = "new"      // a router
	Group    Op = "group"    // a router below another one, which shares its middleware as the family says
	Use      Op = "use"      // attach middleware
	Mount    Op = "mount"    // hand everything below a path to another router or handler
	Handle   Op = "handle"   // register a route
	Match    Op = "match"    // begin a fluent route, or add to it
	Attach   Op = "attach"   // Handler is a fluent route, which now counts
	Fallback Op = "fallback" // what answers requests without a route
	Wrap     Op = "wrap"     // a handler that passes requests on to Handler
	Leaf     Op = "leaf"     // a handler of the library's own that answers by itself
	Chain    Op = "chain"    // a list of middleware, or a longer copy of one
	Then     Op = "then"     // a handler: the chain around Handler
	Option   Op = "option"   // an option for New, Group or Handle
	Same     Op = "same"     // another view of the operand On
	Serve    Op = "serve"    // where requests come in
	Under    Op = "under"    // set the prefix of the router
	Batch    Op = "batch"    // the routes in Spec with Middleware before each
	Service  Op = "service"  // register the methods that the description Spec lists, answered by those of Handler
	Opcodes  Op = "opcodes"  // a compiled pattern: Spec lists its instructions, Path its literals; Method is its verb
)

// Level tells which requests a middleware sees.
type Level string

// The levels.
const (
	Own    Level = ""       // those of the routes of the router that it is attached to
	Global Level = "global" // all that the root router gets, whenever attached
	Pre    Level = "pre"    // likewise, before Global
	Unary  Level = "unary"  // those of remote procedures with one answer
	Stream Level = "stream" // those of remote procedures with a stream of them
	Inside Level = "inside" // none by itself: the handler calls it through its context
)

// Row tells what a registration is, if it is not an ordinary route.
type Row string

// The kinds of rows.
const (
	Ordinary Row = ""
	Static   Row = "static"   // files
	NotFound Row = "notfound" // answers what has no route
	Redirect Row = "redirect"
	Debug    Row = "debug" // profiler and such
	Docs     Row = "docs"
)

// Fields names the fields of a struct operand.
type Fields struct {
	Path, Method, Handler, Middleware string
}

// Shape tells how a middleware passes a request on.
type Shape string

// The shapes of middleware.
const (
	Decorator Shape = "decorator" // func(next Handler) Handler
	NextCall  Shape = "nextcall"  // a handler; it may call Next on its context, and the rest runs after it unless it aborts
	NextOnly  Shape = "nextonly"  // a handler; the rest runs only if it calls Next on its context
	NextArg   Shape = "nextarg"   // a function, or an interface with one method, whose last parameter is what comes next
	Closed    Shape = "closed"    // a handler that holds what comes next
	Setting   Shape = "setting"   // an option by which the library installs a middleware of its own
)

// Inherit tells when a list of middleware is read.
type Inherit string

// The ways to inherit.
const (
	Copy Inherit = "copy" // when the group or route is made
	Live Inherit = "live" // when a request comes in
)

// Syntax is a way to write patterns.
type Syntax string

// The syntaxes.
const (
	ServeMuxSyntax Syntax = "servemux" // [METHOD ][HOST]/{id}/{rest...}, a final slash means everything below
	ChiSyntax      Syntax = "chi"      // /{id}/{n:[0-9]+}/*
	GorillaSyntax  Syntax = "gorilla"  // /{id}/{n:[0-9]+}/{rest:.*}
	ColonSyntax    Syntax = "colon"    // /:id/*rest
	FiberSyntax    Syntax = "fiber"    // /:id/:from-:to/:optional?/*
	IrisSyntax     Syntax = "iris"     // /{id:uint64}/{rest:path}
	GatewaySyntax  Syntax = "gateway"  // /v1/{name=users/*}:verb
)

// Join is a way to put a prefix before a path.
type Join string

// The ways to join.
const (
	Concat Join = "concat" // as they are
	Clean  Join = "clean"  // path.Join, but a final slash stays
	Trim   Join = "trim"   // one slash between them
	Slash  Join = "slash"  // path.Join, so that there is no final slash
)

// Family holds the rules that all operations of a router library share.
type Family struct {
	Name   string
	Syntax Syntax
	Join   Join
	Shape  Shape
	// Groups tells when a group takes over the middleware of its parent, Routes when a route takes over that of its
	// router.
	Groups, Routes Inherit
	// Stacked families run one list of middleware and routes in the order of registration, each where its path matches.
	Stacked bool
	// TextPrefix: a prefix also matches in the middle of a path segment.
	TextPrefix bool
	// UseFirst: attaching middleware to a router that has routes stops the program.
	UseFirst bool
	// FirstWins: of two matching routes the one registered first answers; otherwise it is the more specific one.
	FirstWins bool
	// Relative: a mounted router of the same family gets the path without the prefix.
	Relative bool
	// Bodies tells what happens to the body of a request on its way to a handler.
	Bodies Bodies
}

// Families holds the router libraries by name.
var Families = map[string]*Family{
	"net/http": {Name: "net/http", Syntax: ServeMuxSyntax, Join: Concat, Shape: Decorator, Groups: Live, Routes: Live},
	"chi": {Name: "chi", Syntax: ChiSyntax, Join: Concat, Shape: Decorator, Groups: Copy, Routes: Live, UseFirst: true,
		Relative: true},
	"gorilla/mux": {Name: "gorilla/mux", Syntax: GorillaSyntax, Join: Trim, Shape: Decorator, Groups: Live, Routes: Live,
		TextPrefix: true, FirstWins: true},
	"gin":  {Name: "gin", Syntax: ColonSyntax, Join: Clean, Shape: NextCall, Groups: Copy, Routes: Copy},
	"echo": {Name: "echo", Syntax: ColonSyntax, Join: Concat, Shape: Decorator, Groups: Copy, Routes: Copy},
	"fiber": {Name: "fiber", Syntax: FiberSyntax, Join: Trim, Shape: NextOnly, Groups: Copy, Routes: Copy, Stacked: true,
		TextPrefix: true, FirstWins: true, Relative: true,
		Bodies: Bodies{Max: 4 << 20, Field: "BodyLimit", LiftField: "StreamRequestBody"}},
	"fiber v3": {Name: "fiber", Syntax: FiberSyntax, Join: Trim, Shape: NextOnly, Groups: Copy, Routes: Copy, Stacked: true,
		FirstWins: true, Relative: true,
		Bodies: Bodies{Max: 4 << 20, Field: "BodyLimit", LiftField: "StreamRequestBody"}},
	"negroni":    {Name: "negroni", Shape: NextArg},
	"httprouter": {Name: "httprouter", Syntax: ColonSyntax, Join: Concat, Shape: Decorator, Groups: Live, Routes: Live},
	"routegroup": {Name: "routegroup", Syntax: ServeMuxSyntax, Join: Concat, Shape: Decorator, Groups: Copy, Routes: Copy,
		UseFirst: true},
	"go-zero": {Name: "go-zero", Syntax: ColonSyntax, Join: Slash, Shape: Decorator, Groups: Live, Routes: Live,
		Bodies: Bodies{Max: 1 << 20, Field: "MaxBytes", Declared: true}},
	"kratos": {Name: "kratos", Syntax: GorillaSyntax, Join: Slash, Shape: Decorator, Groups: Copy, Routes: Copy},
	"hertz": {Name: "hertz", Syntax: ColonSyntax, Join: Clean, Shape: NextCall, Groups: Copy, Routes: Copy,
		Bodies: Bodies{Max: 4 << 20}},
	"iris":       {Name: "iris", Syntax: IrisSyntax, Join: Slash, Shape: NextOnly, Groups: Copy, Routes: Copy},
	"go-restful": {Name: "go-restful", Syntax: GorillaSyntax, Join: Trim, Shape: NextArg, Groups: Live, Routes: Live},
	"huma": {Name: "huma", Syntax: GorillaSyntax, Join: Concat, Shape: NextArg, Groups: Live, Routes: Copy,
		Bodies: Bodies{Max: 1 << 20, Field: "MaxBodyBytes", Negative: true, Decodes: true}},
	"connect": {Name: "connect", Syntax: ServeMuxSyntax, Join: Concat, Shape: Decorator,
		Bodies: Bodies{Decodes: true}},
	"grpc": {Name: "grpc", Syntax: ServeMuxSyntax, Join: Concat, Shape: NextArg, Groups: Live, Routes: Live,
		Bodies: Bodies{Max: 4 << 20, Decodes: true}},
	"grpc-gateway": {Name: "grpc-gateway", Syntax: GatewaySyntax, Join: Concat, Shape: Decorator, Groups: Live,
		Routes: Live},
}
