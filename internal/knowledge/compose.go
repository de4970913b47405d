package knowledge

// compose has the libraries that put chains of middleware before a handler.
var compose = []Entry{
	{Symbol: "github.com/justinas/alice.New", Signature: "func(constructors ...Constructor) Chain",
		Router: &Router{Op: Chain, Middleware: Arg0}},
	{Symbol: "(github.com/justinas/alice.Chain).Append", Signature: "func(constructors ...Constructor) Chain",
		Router: &Router{Op: Chain, Middleware: Arg0}},
	{Symbol: "(github.com/justinas/alice.Chain).Extend", Signature: "func(chain Chain) Chain",
		Router: &Router{Op: Chain, Middleware: Arg0}},
	{Symbol: "(github.com/justinas/alice.Chain).{Then,ThenFunc}", Signature: "func(h http.Handler) http.Handler",
		Router: &Router{Op: Then, Handler: Arg0}},

	{Symbol: "github.com/urfave/negroni/v3.New", Signature: "func(handlers ...Handler) *Negroni",
		Router: &Router{Op: Chain, Family: "negroni", Middleware: Arg0}},
	{Symbol: "github.com/urfave/negroni/v3.Classic", Signature: "func() *Negroni",
		Router: &Router{Op: Chain, Family: "negroni", Adds: []string{
			"github.com/urfave/negroni/v3.NewRecovery", "github.com/urfave/negroni/v3.NewLogger",
			"github.com/urfave/negroni/v3.NewStatic"}}},
	{Symbol: "(*github.com/urfave/negroni/v3.Negroni).{Use,UseFunc}", Signature: "func(handler Handler)",
		Router: &Router{Op: Use, Middleware: Arg0}},
	{Symbol: "(*github.com/urfave/negroni/v3.Negroni).{UseHandler,UseHandlerFunc}", Signature: "func(handler http.Handler)",
		Router: &Router{Op: Use, Handler: Arg0}},
	{Symbol: "(*github.com/urfave/negroni/v3.Negroni).With", Signature: "func(handlers ...Handler) *Negroni",
		Router: &Router{Op: Chain, Family: "negroni", Middleware: Arg0}},
	{Symbol: "(*github.com/urfave/negroni/v3.Negroni).Run", Signature: "func(addr ...string)",
		Router: &Router{Op: Serve, Handler: Recv}},
	{Symbol: "github.com/urfave/negroni/v3.{Wrap,WrapFunc}", Signature: "func(handler http.Handler) Handler",
		Router: &Router{Op: Wrap, Handler: Arg0}},
}
